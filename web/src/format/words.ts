import type { Outcome, Rung } from '../api-types.ts';

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  approve: 'Approved',
  review: 'Held',
  block: 'Blocked',
};

export const RUNG_WORDS: Readonly<Record<Rung, string>> = {
  sagemaker: 'SageMaker endpoint',
  onnx: 'In-process model',
  rules: 'Rules only',
  static: 'Static policy',
};

/** `account_drain`, `CASH_OUT` -> `Account drain`, `Cash out`. */
export const asWords = (code: string): string => {
  const words = code.replaceAll(/[_.]/g, ' ').toLowerCase();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** `3 payments`, `1 payment`. */
export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;

/** A reason as text; one that is only known by its code is told in words. */
export const asReason = (reason: string): string => (/^[a-z0-9_.]+$/.test(reason) ? asWords(reason) : reason);
