import { describe, expect, test } from '@jest/globals';
import { parsePayment } from '../../../src/domain/payment/parse-payment.ts';
import { draftOf } from '../../../web/src/try/draft.ts';
import { fieldOf } from '../../../web/src/try/fields.ts';
import { PRESETS } from '../../../web/src/try/presets.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:00Z');

describe.each(PRESETS.map((preset) => [preset.name, preset] as const))('the preset %s', (_, preset) => {
  const all = [...(preset.before?.('t') ?? []).map(({ values }) => values), preset.values('t')];

  test('is made of valid payments', () => {
    for (const values of all) {
      expect(parsePayment(draftOf({ ...values, '/id': 'try-1' }, NOW_MS), NOW_MS)).toMatchObject({ ok: true });
    }
  });

  test('fills only fields that the form has', () => {
    expect(Object.keys(preset.values('t')).filter((path) => fieldOf(path) === undefined)).toEqual([]);
  });
});
