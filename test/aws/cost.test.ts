import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { configOf } from '../../lib/stages.ts';
import { batchesAt } from '../../src/aws-cost/batches.ts';
import { costOf, totalOf } from '../../src/aws-cost/cost.ts';
import { AIMED_AT, LIMIT_BATCHES } from '../../src/aws-cost/cost-page.ts';
import { countKind } from './count/count-kind.ts';
import type { Counts } from './count/count-stream.ts';

const NOBODY = { emails: [], phones: [], operatorEmails: [] };
const { scoring, fanOut } = configOf('prod', { region: 'us-east-1', alerts: NOBODY, model: { kind: 'none' } });
const GATHERING = { ...scoring, ...fanOut };

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
/** The two numbers of a line of the page, of the first table that has it. */
const told = (what: string): readonly number[] =>
  (page.split('\n').find((line) => line.startsWith(`| ${what} |`)) ?? '')
    .replaceAll('*', '')
    .split('|')
    .slice(-3, -1)
    .map(Number);

describe('a payment on the stream path, all functions together', () => {
  let few: Counts;
  let all: Counts;
  let aimed: Counts;
  beforeAll(async () => {
    few = await countKind('accountsOnly', LIMIT_BATCHES);
    all = await countKind('everything', LIMIT_BATCHES);
    aimed = await countKind('accountsOnly', batchesAt(AIMED_AT, GATHERING));
  }, 180_000);

  test('stays within its limits in batches of 100 when it names two accounts', () => {
    expect(few.sdkCalls).toBeLessThanOrEqual(0.25);
    expect(few.writeUnits).toBeLessThanOrEqual(3);
    expect(few.readUnits).toBeLessThanOrEqual(1.5);
    expect(few.logBytes).toBeLessThanOrEqual(100);
  });

  test('takes a write unit and half a read unit more for each further profile', () => {
    const further = all.profilesWritten - few.profilesWritten;
    expect(further).toBeGreaterThan(1);
    expect((all.writeUnits - few.writeUnits) / further).toBeLessThan(1.1);
    expect((all.readUnits - few.readUnits) / further).toBeLessThan(0.6);
    expect(all.logBytes).toBeLessThanOrEqual(100);
  });

  test('mostly comes with another sender and receiver than the others of its batch', () => {
    expect(few.profilesWritten).toBeGreaterThan(1.7);
  });

  test('has a decision that fits one write unit', () => {
    expect(few.decisionsInOneUnit).toBe(1);
    expect(all.decisionsInOneUnit).toBeGreaterThan(0.999);
  });

  test('is archived in records whose rounding up to 5 KB adds little', () => {
    expect(few.archiveBytes).toBeLessThan(700);
  });

  test('costs two dollars a million at most in the batches of a thousand payments a second, without the endpoint', () => {
    expect(totalOf(costOf(aimed, AIMED_AT))).toBeLessThanOrEqual(2);
  });

  test('is told of in docs/cost.md about as it was counted; `npm run cost` writes it', () => {
    for (const [what, of] of [
      ['SDK calls', 'sdkCalls'],
      ['write units', 'writeUnits'],
      ['read units', 'readUnits'],
      ['profiles written', 'profilesWritten'],
    ] as const)
      [few[of], all[of]].forEach((count, at) => {
        expect(Math.abs(told(what)[at] - count)).toBeLessThan(0.02 * count + 0.01);
      });
    expect(Math.abs(told('**all**')[0] - totalOf(costOf(aimed, AIMED_AT)))).toBeLessThan(0.03);
  });
});

test('a rate gathers what its windows hold, within the limits of a call', () => {
  expect(batchesAt(1, GATHERING)).toEqual({ batch: 1, boardBatch: 1 });
  expect(batchesAt(AIMED_AT, GATHERING)).toEqual({ batch: 250, boardBatch: 1_000 });
  expect(batchesAt(10_000_000, GATHERING).batch).toBeLessThanOrEqual(GATHERING.batchSize);
});
