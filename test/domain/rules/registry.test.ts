import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ruleReason } from '../../../src/domain/decision/reasons.ts';
import { reasonText } from '../../../src/domain/decision/reasons-text.ts';
import { FEATURE_NAMES } from '../../../src/domain/features/index.ts';
import { RULES } from '../../../src/domain/rules/index.ts';

const LIST = join(import.meta.dirname, '../../../src/domain/rules/list');
const files = readdirSync(LIST);
const testFiles = new Set(readdirSync(join(import.meta.dirname, 'list')));
const known = Float32Array.from(FEATURE_NAMES, (_, index) => index + 1);

describe('the list of rules', () => {
  test.each(files)('%s holds the rule of that name and stands in the list', async (file) => {
    const exported = Object.values(await import(join(LIST, file)));
    expect(exported).toEqual([expect.objectContaining({ id: file.replace('.ts', '').replaceAll('-', '_') })]);
    expect(RULES).toContain(exported[0]);
  });

  test.each(files)('%s has a test of the same name', (file) => {
    expect(testFiles).toContain(file.replace('.ts', '.test.ts'));
  });

  test('names each rule once, with an owner', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { owner } of RULES) expect(owner).not.toBe('');
  });

  test.each(RULES)('$id tells its reason with values of real features', (rule) => {
    const text = reasonText(ruleReason(rule, known));
    expect(text).not.toMatch(/[{}]|unknown value|NaN/);
    expect(text).not.toBe(rule.text);
  });

  test.each(RULES)('$id shows no value that its condition leaves unknown', ({ when, text }) => {
    for (const [, name] of text.matchAll(/\{([^}]+)\}/g)) expect(`${when} payment.amount`).toContain(name);
  });
});
