import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ComparisonOptions, compare } from '../../src/compare/compare.ts';
import { FEATURES_VERSION } from '../../src/domain/features/index.ts';
import { DAY_MS } from '../../src/domain/profile/day.ts';
import { folderObjects } from '../../src/registry/folder-objects.ts';
import { register } from '../../src/registry/register.ts';
import { openRegistry, type Registry } from '../../src/registry/registry.ts';
import { renderComparison } from '../../src/registry/render.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { createHistory } from '../../src/table/measure-history.ts';
import { openFeatureTable } from '../../src/table/parquet-table.ts';
import { aModelPackage } from '../builders/a-model-package.ts';

const START_MS = Date.parse('2025-01-01T00:00:00Z');
const ROWS = 4_000;

let root = '';
let registry: Registry;
let [champion, challenger, late] = ['', '', ''];
let table = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'sluice-compare-'));
  registry = openRegistry(folderObjects(join(root, 'registry')));
  table = join(root, 'table.parquet');
  const [measured, written] = [createHistory(DAY_MS), openFeatureTable(table)];
  let rows = 0;
  for (const payment of simulate({ seed: 5, accounts: 300, startMs: START_MS })) {
    const { features, ...row } = measured(payment);
    written.append(row, features);
    rows += 1;
    if (rows === ROWS) break;
  }
  written.close();
  const manifest = { trainedThrough: '2024-12-20T00:00:00Z' };
  champion = aModelPackage(join(root, 'a'), { manifest });
  challenger = aModelPackage(join(root, 'b'), { manifest, largeCents: 60_000 });
  late = aModelPackage(join(root, 'c'), { largeCents: 70_000, manifest: { trainedThrough: '2025-01-01T02:00:00Z' } });
  for (const name of ['a', 'b', 'c'])
    await register(registry, {
      folder: join(root, name),
      by: 'ann',
      dataDigest: 'c'.repeat(64),
      codeRevision: 'r',
      nowMs: START_MS,
    });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

const comparing = (overrides: Partial<ComparisonOptions> = {}) =>
  compare(registry, { champion, challenger, table, resamples: 100, seed: 1, nowMs: START_MS, ...overrides });

describe('comparing two models', () => {
  test('measures both on the rows of a table, and keeps the report under its digest', async () => {
    const comparison = await comparing();
    expect(comparison).toMatchObject({
      champion,
      challenger,
      table: { rows: ROWS, featuresVersion: FEATURES_VERSION },
    });
    expect(
      comparison.measures.map(({ low, difference, high }) => low <= difference && difference <= high),
    ).not.toContain(false);
    expect(await registry.comparisonsOf(challenger)).toEqual([comparison]);
    expect(renderComparison(comparison)).toMatch(
      /averagePrecision +0\.\d+ +0\.\d+ +[-+]0\.\d+ \([-+]0\.\d+ to [-+]0\.\d+\)/,
    );
  });

  test('passes over rows before a time, and refuses one at which a model was still trained', async () => {
    const { table: compared } = await comparing({ afterMs: START_MS + 3 * 3_600_000 });
    expect(compared.rows).toBeLessThan(ROWS);
    expect(Date.parse(compared.from)).toBeGreaterThan(START_MS + 3 * 3_600_000);
    await expect(comparing({ challenger: late, afterMs: START_MS })).rejects.toThrow(
      `model ${late} was trained on payments through 2025-01-01T02:00:00Z`,
    );
    await expect(comparing({ challenger: late })).rejects.toThrow(
      'payments after 2025-01-08T02:00:00.000Z, 0 of them fraud',
    );
  });

  test('refuses a model with itself, and what is no feature table', async () => {
    await expect(comparing({ challenger: champion })).rejects.toThrow('allowed two models');
    await expect(comparing({ table: join(root, 'none.parquet') })).rejects.toThrow('no such table');
    writeFileSync(join(root, 'text.parquet'), 'no table');
    await expect(comparing({ table: join(root, 'text.parquet') })).rejects.toThrow('text.parquet');
  });
});
