import type * as z from 'zod';

type ZodIssue = z.core.$ZodIssue;

/** What a schema expected, in words; `expected ...` of our own schemas stands as it is written there. */
export const expectedIn = (issue: ZodIssue): string => {
  if (issue.message.startsWith('expected')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected ${sized(`at least ${issue.minimum}`, issue.origin)}`;
    case 'too_big':
      return `expected ${sized(`at most ${issue.maximum}`, issue.origin)}`;
    case 'unrecognized_keys':
      return 'unknown field';
    case 'invalid_format':
      return `expected ${FORMATS[issue.format] ?? issue.format}`;
    default:
      return issue.message;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'ISO 8601 with seconds and a zone, such as 2026-03-02T12:00:00Z',
};

/** `at least 1` of what is counted; a number counts nothing. */
const sized = (limit: string, origin: string): string => {
  if (origin === 'string') return `${limit} character${limit.endsWith(' 1') ? '' : 's'}`;
  if (origin === 'array') return `${limit} item${limit.endsWith(' 1') ? '' : 's'}`;
  return limit;
};
