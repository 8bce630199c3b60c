import type { InvokeEndpointCommandInput, InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';
import { shortestDecimal } from '../shortest-decimal.ts';
import type { ScoreOnRung } from './ladder.ts';

export type Endpoint = {
  /** The SDK's InvokeEndpoint, once: trying again is not worth the time. Ends when the signal is raised. */
  readonly invoke: (
    input: InvokeEndpointCommandInput,
    signal: AbortSignal,
  ) => Promise<Pick<InvokeEndpointCommandOutput, 'Body'>>;
  readonly endpointName: string;
};

/**
 * The rung `sagemaker`: all rows in one call of an endpoint with SageMaker's built-in XGBoost container. Its contract: rows of CSV
 * without header, an empty field for an unknown value, no line break at the end; probabilities of `binary:logistic` as answer.
 * Source: `serve.py` and `encoder.py` of github.com/aws/sagemaker-xgboost-container.
 */
export const scoreOnEndpoint =
  ({ invoke, endpointName }: Endpoint): ScoreOnRung =>
  async (rows, signal) => {
    const input = { EndpointName: endpointName, ContentType: 'text/csv', Accept: 'text/csv', Body: csvOf(rows) };
    const { Body } = await invoke(input, signal).catch((error: unknown) => {
      throw new Error(failureOf(error), { cause: error });
    });
    return probabilitiesIn(Body?.transformToString() ?? '').map(logOdds);
  };

const csvOf = (rows: readonly Float32Array[]): string =>
  rows.map((row) => Array.from(row, fieldOf).join(',')).join('\n');

/** XGBoost refuses infinite values; the largest float32 goes the same way at every split. */
const LARGEST = 3.4028235e38;

const fieldOf = (value: number): string => {
  if (Number.isNaN(value)) return '';
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 24) return String(value);
  return Number.isFinite(value) ? String(shortestDecimal(value)) : String(Math.sign(value) * LARGEST);
};

/** Numbers as Python writes them, in the container's several layouts: commas, line breaks, or both. */
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

const probabilitiesIn = (answer: string): readonly number[] => {
  const fields = answer.trim().split(/\s*[,\n]\s*/);
  if (!fields.every((field) => NUMBER.test(field))) throw new Error('answered what are no numbers');
  const probabilities = fields.map(Number);
  if (!probabilities.every((probability) => probability >= 0 && probability <= 1))
    throw new Error('answered a probability outside 0 to 1');
  return probabilities;
};

/** A float32 cannot tell a probability closer to 1 than this from 1, nor one closer to 0 than the least normal number from 0. */
const NEXT_TO_ONE = 1 - 2 ** -25;
const NEXT_TO_ZERO = 2 ** -126;

const logOdds = (probability: number): number => {
  const inside = Math.min(NEXT_TO_ONE, Math.max(NEXT_TO_ZERO, probability));
  return Math.log(inside / (1 - inside));
};

/** The status it answered with, or the name of what kept it from answering: words that do not change from one call to the next. */
const failureOf = (error: unknown): string => {
  const { $metadata, $response, name = 'Error' } = Object(error);
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  if (status !== undefined) return `answered ${status}`;
  // What the network throws has no name of its own; what the SDK throws has.
  return name === 'Error' ? 'connection failed' : name;
};
