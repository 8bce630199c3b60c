import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { costOf, totalOf } from '../../src/aws-cost/cost.ts';
import { countBoth } from './count/count-both.ts';

describe('a payment on the stream path, all functions together', () => {
  let counts: Awaited<ReturnType<typeof countBoth>>;
  beforeAll(async () => {
    counts = await countBoth();
  }, 60_000);

  test('stays within its limits when it names two accounts', () => {
    const { sdkCalls, writeUnits, readUnits, logBytes } = counts.accountsOnly;
    expect(sdkCalls).toBeLessThanOrEqual(0.25);
    expect(writeUnits).toBeLessThanOrEqual(3);
    expect(readUnits).toBeLessThanOrEqual(1.5);
    expect(logBytes).toBeLessThanOrEqual(100);
  });

  test('takes a write unit and half a read unit more for each further profile', () => {
    const [few, all] = [counts.accountsOnly, counts.everything];
    const further = all.profilesWritten - few.profilesWritten;
    expect(further).toBeGreaterThan(1);
    expect((all.writeUnits - few.writeUnits) / further).toBeLessThan(1.1);
    expect((all.readUnits - few.readUnits) / further).toBeLessThan(0.6);
    expect(all.logBytes).toBeLessThanOrEqual(100);
  });

  test('mostly comes with another sender and receiver than the others of its batch', () => {
    expect(counts.accountsOnly.profilesWritten).toBeGreaterThan(1.7);
  });

  test('has a decision that fits one write unit', () => {
    expect(counts.accountsOnly.decisionsInOneUnit).toBe(1);
    expect(counts.everything.decisionsInOneUnit).toBeGreaterThan(0.999);
  });

  test('costs five cents more than the two dollars a million that are aimed at, without the endpoint', () => {
    expect(totalOf(costOf(counts.accountsOnly, 1_000))).toBeLessThanOrEqual(2.055);
  });

  test('is told of in docs/cost.md about as it was counted; `npm run cost` writes it', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
    const told = (what: string): readonly number[] =>
      (page.split('\n').find((line) => line.startsWith(`| ${what} |`)) ?? '').split('|').slice(3, 5).map(Number);
    for (const [what, of] of [
      ['SDK calls', 'sdkCalls'],
      ['write units', 'writeUnits'],
      ['read units', 'readUnits'],
      ['profiles written', 'profilesWritten'],
    ] as const) {
      [counts.accountsOnly[of], counts.everything[of]].forEach((count, at) => {
        expect(Math.abs(told(what)[at] - count)).toBeLessThan(0.02 * count + 0.01);
      });
    }
  });
});
