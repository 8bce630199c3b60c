import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { binOf, checkReference } from '../../../src/domain/drift/reference.ts';
import { aReference } from '../../builders/a-reference.ts';

const MODEL = { version: '0123456789ab', features: ['payment.amount', 'payment.hour'] };
const valid = aReference({ model: MODEL.version });

describe('a reference', () => {
  test('is taken when its bins hang together and it is of the model', () => {
    expect(checkReference(valid, MODEL)).toEqual({ ok: true, value: valid });
  });

  test.each<[string, unknown, string]>([
    ['of another model', { ...valid, model: 'ba9876543210' }, '/model: got ba9876543210, allowed 0123456789ab'],
    [
      'of a feature that the model lacks',
      { ...valid, features: [{ ...valid.features[0], name: 'x' }] },
      '/features/0/name: got x, allowed a feature of the model',
    ],
    [
      'with counts of other bins',
      { ...valid, scores: { edges: [0.5], counts: [1] } },
      '/scores/counts: got 1 counts for 1 edges, allowed 2',
    ],
    [
      'with edges out of order',
      { ...valid, scores: { edges: [0.5, 0.5], counts: [1, 1, 1] } },
      '/scores/edges: got edges out of order, allowed ascending ones',
    ],
  ])('%s is refused', (_name, input, message) => {
    const checked = checkReference(input, MODEL);
    expect(checked.ok ? [] : checked.issues.map(({ path, message: text }) => `${path}: ${text}`)).toContain(message);
  });
});

describe('the bin of a value', () => {
  test('is the number of edges that it has reached', () => {
    const edges = fc
      .uniqueArray(fc.float({ noNaN: true }), { maxLength: 10 })
      .map((each) => each.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(edges, fc.float({ noNaN: true }), (bins, value) => {
        expect(binOf(bins, value)).toBe(bins.filter((edge) => value >= edge).length);
      }),
    );
  });

  test('is one of its own for what is unknown', () => {
    expect(binOf([1, 2], Number.NaN)).toBe(3);
    expect(binOf([], Number.NaN)).toBe(1);
  });
});
