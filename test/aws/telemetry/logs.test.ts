import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { capturedOutput } from '../fake/captured-output.ts';
import { EXERCISES } from './exercises.ts';
import { MARKS } from './marked.ts';

const FUNCTIONS = readdirSync(new URL('../../../lambdas', import.meta.url));

describe('what the functions log', () => {
  test('is looked at for every function', () => {
    expect(Object.keys(EXERCISES).toSorted()).toEqual(FUNCTIONS.toSorted());
  });

  test.each(FUNCTIONS)('holds nothing of a payment, whatever it does and however it fails: %s', async (name) => {
    const output = await capturedOutput(async () => EXERCISES[name]());
    expect(MARKS.flatMap((mark) => output.split('\n').filter((line) => line.includes(mark)))).toEqual([]);
  });

  test.each(FUNCTIONS.filter((name) => !['docs'].includes(name)))(
    'tells of failures by their names: %s',
    async (name) => {
      const output = await capturedOutput(async () => EXERCISES[name]());
      const errors = output.split('\n').filter((line) => line.includes('"level":"ERROR"'));
      expect(errors.length).toBeGreaterThan(0);
      for (const line of errors) expect(JSON.parse(line)).toMatchObject({ error: expect.stringMatching(/^\w/) });
    },
  );
});
