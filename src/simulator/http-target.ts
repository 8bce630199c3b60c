import * as z from 'zod';
import { chunksOf } from '../chunks-of.ts';
import type { Target } from './target.ts';

const MOST_IN_A_BODY = 500;
const acceptedSchema = z.object({ accepted: z.number(), refused: z.number() });
const problemSchema = z.object({ title: z.string(), detail: z.string() });

/** Sends to a running Sluice over HTTP. */
export const httpTarget = (baseUrl: string): Target => ({
  postPayments: async (payments) => {
    const total = { accepted: 0, refused: 0 };
    for (const part of chunksOf(payments, MOST_IN_A_BODY)) {
      const answer = acceptedSchema.parse(await post(new URL('/v1/payments', baseUrl), { payments: part }));
      total.accepted += answer.accepted;
      total.refused += answer.refused;
    }
    return total;
  },
  postLabels: async (labels) => {
    for (const part of chunksOf(labels, MOST_IN_A_BODY)) {
      const body = part.map(({ labelledAtMs, ...label }) => ({
        ...label,
        labelledAt: new Date(labelledAtMs).toISOString(),
      }));
      await post(new URL('/v1/labels', baseUrl), { labels: body });
    }
  },
});

const post = async (url: URL, body: unknown): Promise<unknown> => {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, request).catch((error: unknown) => {
    throw targetFault(`${url} does not answer`, error);
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw targetFault(`${url} answered ${response.status}: ${problemIn(text)}`);
};

/** Its message tells it whole: a command ends with it and without a stack. */
const targetFault = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code: 'target' });

const problemIn = (text: string): string => {
  try {
    const { title, detail } = problemSchema.parse(JSON.parse(text));
    return `${title}: ${detail}`;
  } catch {
    return text.slice(0, 200);
  }
};
