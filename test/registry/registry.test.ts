import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FEATURES_VERSION } from '../../src/domain/features/index.ts';
import { NEEDED_MEASURES } from '../../src/domain/registry/promotion.ts';
import type { Comparison } from '../../src/domain/registry/records.ts';
import { loadModel } from '../../src/model-files.ts';
import { folderObjects } from '../../src/registry/folder-objects.ts';
import { listModels } from '../../src/registry/list-models.ts';
import { challengerFolder, championFolder } from '../../src/registry/model-folders.ts';
import { MOST_MODEL_BYTES } from '../../src/registry/model-package.ts';
import { type Acting, approve, promote, rollBack, setShadow } from '../../src/registry/promote.ts';
import { pull } from '../../src/registry/pull.ts';
import { register } from '../../src/registry/register.ts';
import { openRegistry, type Registry } from '../../src/registry/registry.ts';
import { aModelPackage, type PackageOptions } from '../builders/a-model-package.ts';

const NOW_MS = Date.parse('2026-03-01T10:00:00Z');
const DIGEST = 'c'.repeat(64);

let root = '';
let registry: Registry;
let champion = '';
let challenger = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice-registry-'));
  registry = openRegistry(folderObjects(join(root, 'registry')));
  champion = aModelPackage(join(root, 'a'));
  challenger = aModelPackage(join(root, 'b'), { largeCents: 100_000 });
});
afterEach(() => rmSync(root, { recursive: true }));

const registered = (name: string, by = 'ann') =>
  register(registry, { folder: join(root, name), by, dataDigest: DIGEST, codeRevision: 'r1', nowMs: NOW_MS });
const acting = (): Acting => ({ registry, committed: champion, featuresVersion: FEATURES_VERSION, nowMs: NOW_MS });
const folder = {
  champion: () => championFolder(join(root, 'registry'), join(root, 'a')),
  challenger: () => challengerFolder(join(root, 'registry')),
};

const aComparison = (overrides: Partial<Comparison> = {}): Comparison => ({
  champion,
  challenger,
  table: {
    digest: DIGEST,
    featuresVersion: FEATURES_VERSION,
    rows: 10,
    frauds: 1,
    from: new Date(NOW_MS).toISOString(),
    to: new Date(NOW_MS).toISOString(),
  },
  measures: NEEDED_MEASURES.map((name) => ({ name, champion: 1, challenger: 1, difference: 0, low: 0, high: 0 })),
  confidence: 0.95,
  resamples: 100,
  seed: 1,
  madeAt: new Date(NOW_MS).toISOString(),
  ...overrides,
});

describe('registering', () => {
  test('keeps the files by their digests, with who, when, from which data and code', async () => {
    const entry = await registered('a');
    expect(entry).toMatchObject({ id: champion, registeredBy: 'ann', dataDigest: DIGEST, codeRevision: 'r1' });
    expect(Object.keys(entry.files)).toEqual(['model.onnx', 'manifest.json', 'golden.json']);
    expect(await registry.entries()).toEqual([entry]);
  });

  test('the same files again changes nothing, and other files under the same id are refused', async () => {
    const entry = await registered('a');
    expect(await registered('a', 'somebody else')).toEqual(entry);
    aModelPackage(join(root, 'a'), { manifest: { calibration: { slope: 2, intercept: 0 } } });
    await expect(registered('a')).rejects.toThrow(
      `model ${champion} has another manifest.json in the registry already`,
    );
  });

  test.each<[string, PackageOptions, RegExp]>([
    [
      'an operator that the walk does not know',
      { opType: 'SVMRegressor' },
      /got ai\.onnx\.ml\.SVMRegressor, allowed one of/,
    ],
    ['features of other code', { manifest: { featuresVersion: 'f0' } }, /manifest states f0/],
    [
      'golden scores that the walk does not give',
      { golden: 1 },
      /row 1 has raw score 1, the walk of model\.onnx gives 3/,
    ],
  ])('refuses %s', async (_name, options, message) => {
    aModelPackage(join(root, 'c'), options);
    await expect(registered('c')).rejects.toThrow(message);
    expect(await registry.entries()).toEqual([]);
  });

  test('takes golden scores as calibration reads them, through the link', async () => {
    aModelPackage(join(root, 'forest'), { manifest: { link: 'logit' }, golden: Math.log((1 - 1e-7) / 1e-7) });
    expect(await registered('forest')).toMatchObject({ registeredBy: 'ann' });
    aModelPackage(join(root, 'forest'), { largeCents: 5, manifest: { link: 'logit' } });
    await expect(registered('forest')).rejects.toThrow('row 1 has raw score 3, the walk of model.onnx gives 16.1');
  });

  test('refuses what is larger than the functions can carry, before it reads it, and a folder that lacks a file', async () => {
    truncateSync(join(root, 'a', 'model.onnx'), MOST_MODEL_BYTES + 1);
    await expect(registered('a')).rejects.toThrow(/got 500\d+ bytes, allowed 50000000/);
    rmSync(join(root, 'b', 'golden.json'));
    await expect(registered('b')).rejects.toThrow('lacks golden.json');
  });
});

describe('who does not say who it is', () => {
  test('registers nothing, and leaves the registry readable', async () => {
    await expect(registered('a', ' ')).rejects.toThrow('/registeredBy: expected at least 1 character');
    expect(await registry.entries()).toEqual([]);
    await registered('a');
    expect(await registry.entries()).toHaveLength(1);
  });

  test('changes neither champion nor challenger', async () => {
    await Promise.all([registered('a'), registered('b')]);
    await expect(setShadow(acting(), { id: challenger, by: '' })).rejects.toThrow('shadow.json is not written: /by');
    const change = { kind: 'promote', from: champion, to: challenger, by: '', at: '2026-03-01T10:00:00Z' } as const;
    const next = { champion: challenger, history: [change] };
    await expect(registry.changeChampion(() => next)).rejects.toThrow('champion.json is not written: /history/0/by');
    expect([await registry.champion(), await registry.shadow()]).toEqual([undefined, undefined]);
  });
});

describe('the way to a promotion', () => {
  test('needs registration, comparison and a second person, and then the next start uses the model', async () => {
    await registered('a');
    await registered('b');
    await expect(approve(acting(), { id: challenger, by: 'bob', reason: 'x' })).rejects.toThrow(
      'there is nothing to approve',
    );
    await registry.keepComparison(aComparison());
    await expect(promote(acting(), { id: challenger, by: 'ann' })).rejects.toThrow(
      'is not promoted; missing:\n  - an approval of comparison',
    );
    await expect(approve(acting(), { id: challenger, by: 'ANN', reason: 'x' })).rejects.toThrow('ANN registered model');
    await approve(acting(), { id: challenger, by: 'bob', reason: 'catches more' });
    await expect(approve(acting(), { id: challenger, by: 'bob', reason: 'again' })).rejects.toThrow('before');
    expect(folder.champion()).toBe(join(root, 'a'));
    await promote(acting(), { id: challenger, by: 'ann' });
    expect(loadModel(folder.champion()).manifest.version).toBe(challenger);
    const listed = await listModels(acting());
    expect(listed.filter(({ roles }) => roles.length > 0)).toMatchObject([{ roles: ['champion'] }]);
    expect(listed).toHaveLength(2);
  });

  test('refuses while the champion itself is not registered, for a roll-back would not find it', async () => {
    await registered('b');
    await registry.keepComparison(aComparison());
    await approve(acting(), { id: challenger, by: 'bob', reason: 'x' });
    await expect(promote(acting(), { id: challenger, by: 'ann' })).rejects.toThrow(
      `no model ${champion} is registered`,
    );
  });

  test('back is one step, told in the history, and ends where nothing was promoted', async () => {
    await registered('a');
    await registered('b');
    await expect(rollBack(acting(), { by: 'ann' })).rejects.toThrow('nothing to roll back to');
    await registry.keepComparison(aComparison());
    await approve(acting(), { id: challenger, by: 'bob', reason: 'x' });
    await promote(acting(), { id: challenger, by: 'ann' });
    const { history } = await rollBack(acting(), { by: 'carl', reason: 'false alarms' });
    expect(history).toMatchObject([
      { kind: 'promote', to: challenger, approvedBy: ['bob'] },
      { kind: 'rollback', to: champion, reason: 'false alarms' },
    ]);
    expect(loadModel(folder.champion()).manifest.version).toBe(champion);
    await expect(rollBack(acting(), { by: 'ann' })).rejects.toThrow('nothing to roll back to');
  });
});

describe('what the registry names', () => {
  test('is refused at start-up when it is not what was registered, or is not there', async () => {
    await registered('b');
    await setShadow(acting(), { id: challenger, by: 'ann' });
    expect(folder.challenger()).toBe(join(root, 'registry', 'models', challenger));
    const manifest = join(root, 'registry', 'models', challenger, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"slope":1', '"slope":3'));
    expect(folder.challenger).toThrow(/manifest\.json: got [0-9a-f]{64}, registered was [0-9a-f]{64}/);
    rmSync(join(root, 'registry', 'models'), { recursive: true });
    expect(folder.challenger).toThrow('npm run model:pull fetches it');
  });

  test.each([
    ['{', 'champion.json: not JSON'],
    ['{}', 'champion.json: /champion: missing'],
  ])('is refused at start-up by the name of the record when that holds %j', (content, told) => {
    mkdirSync(join(root, 'registry'), { recursive: true });
    writeFileSync(join(root, 'registry', 'champion.json'), content);
    expect(() => folder.champion()).toThrow(told);
    expect(() => folder.champion()).toThrow(expect.objectContaining({ code: expect.any(String) }));
  });

  test('is pulled into another registry, models with it, and a challenger is taken off again', async () => {
    await registered('b');
    await setShadow(acting(), { id: challenger, by: 'ann' });
    await expect(setShadow(acting(), { id: champion, by: 'ann' })).rejects.toThrow('is the champion');
    const other = openRegistry(folderObjects(join(root, 'other')));
    expect(await pull(registry, other)).toEqual([challenger]);
    expect(challengerFolder(join(root, 'other'))).toBe(join(root, 'other', 'models', challenger));
    await setShadow(acting(), { id: undefined, by: 'ann' });
    expect(folder.challenger()).toBeUndefined();
  });

  test('refuses a comparison that was changed after it was made', async () => {
    const { digest } = await registry.keepComparison(aComparison());
    const path = join(root, 'registry', 'comparisons', challenger, `${digest}.json`);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"rows": 10', '"rows": 99'));
    await expect(registry.comparisonsOf(challenger)).rejects.toThrow('it was changed');
  });
});
