import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { challengerFolder, championFolder } from '../../lib/model-folder.ts';
import { folderObjects } from '../../src/registry/folder-objects.ts';
import * as started from '../../src/registry/model-folders.ts';
import { register } from '../../src/registry/register.ts';
import { openRegistry } from '../../src/registry/registry.ts';
import { aModelPackage } from '../builders/a-model-package.ts';

let model = '';
beforeEach(() => {
  model = mkdtempSync(join(tmpdir(), 'sluice-model-'));
  mkdirSync(join(model, 'registry'));
});
afterEach(() => rmSync(model, { recursive: true }));

describe('the stack', () => {
  test('takes along the models that a start takes', async () => {
    const atStart = () => ({
      champion: started.championFolder(join(model, 'registry'), join(model, 'artefacts')),
      challenger: started.challengerFolder(join(model, 'registry')),
    });
    const deployed = () => ({ champion: championFolder(model), challenger: challengerFolder(model) });
    expect(deployed()).toEqual(atStart());
    aModelPackage(join(model, 'new'));
    const registry = openRegistry(folderObjects(join(model, 'registry')));
    const { id } = await register(registry, {
      folder: join(model, 'new'),
      by: 'ann',
      dataDigest: 'c'.repeat(64),
      codeRevision: 'r',
      nowMs: 0,
    });
    writeFileSync(join(model, 'registry', 'champion.json'), JSON.stringify({ champion: id, history: [] }));
    await registry.setShadow({ challenger: id, by: 'ann', at: '2026-03-01T10:00:00Z' });
    expect(deployed()).toEqual(atStart());
    expect(deployed().challenger).toBe(join(model, 'registry', 'models', id));
    await registry.setShadow(undefined);
    expect(deployed()).toEqual(atStart());
  });
});
