import { describe, expect, test } from '@jest/globals';
import { type BatchResponse, outcomeOf } from '../../../src/embedded/stream/batch-response.ts';

const sequences = ['491', '492', '493'];
const failing = (...ids: (string | null | undefined)[]): BatchResponse => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('outcomeOf', () => {
  test.each<[string, BatchResponse]>([
    ['no answer', undefined],
    ['null', null],
    ['an empty answer', {}],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('takes %s for success', (_, response) => {
    expect(outcomeOf(response, () => sequences)).toEqual({ done: true });
  });

  test.each<[string, BatchResponse, number]>([
    ['the only failed record', failing('492'), 1],
    ['the lowest of several, in any order', failing('493', '492'), 1],
    ['the whole batch, for an empty identifier', failing(''), 0],
    ['the whole batch, for a null identifier', failing(null), 0],
    ['the whole batch, for a missing identifier', failing(undefined), 0],
    ['the whole batch, for one that is not in it', failing('493', '500'), 0],
  ])('goes on from %s', (_, response, from) => {
    expect(outcomeOf(response, () => sequences)).toMatchObject({ done: false, from });
  });
});
