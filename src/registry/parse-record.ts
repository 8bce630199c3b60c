import type * as z from 'zod';
import { issuesOf } from '../domain/payment/parse-payment.ts';
import { messageOf } from '../message-of.ts';
import { registryFault } from './fault.ts';

/** A record of the registry from its text. Throws a RegistryFault that names the record and what is wrong in it. */
export const parseRecord = <T>(name: string, schema: z.ZodType<T>, text: string): T => {
  const input = parseJson(name, text);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw registryFault(`${name}: ${issueText(parsed.error, input)}`, parsed.error);
};

/** What is wrong with a record, in a line. */
export const issueText = (error: z.ZodError, input: unknown): string =>
  issuesOf(error, input)
    .map(({ path, message }) => `${path || '/'}: ${message}`)
    .join('; ');

const parseJson = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw registryFault(`${name}: not JSON: ${messageOf(error)}`, error);
  }
};
