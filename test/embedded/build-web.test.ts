import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltFile, buildWeb } from '../../src/embedded/build-web.ts';

const MOST_GZIP_BYTES = 150_000;
const built: { dir: string; files: readonly BuiltFile[] } = { dir: '', files: [] };

beforeAll(async () => {
  built.dir = await mkdtemp(join(tmpdir(), 'sluice-web-'));
  built.files = await buildWeb(built.dir);
});
afterAll(() => rm(built.dir, { recursive: true }));

describe('the built dashboard', () => {
  test('is at most 150 kB of script, gzipped', () => {
    const script = built.files.find(({ path }) => path === 'app.js');
    expect(script?.gzipBytes).toBeGreaterThan(10_000);
    expect(script?.gzipBytes).toBeLessThanOrEqual(MOST_GZIP_BYTES);
  });

  test('carries no schema library: the API alone decides what is valid', async () => {
    expect(await readFile(join(built.dir, 'app.js'), 'utf8')).not.toMatch(/ZodError|safeParse/);
  });

  test('needs no inline script or style and nothing of another origin', async () => {
    const page = await readFile(join(built.dir, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)|https?:/);
    expect(await readFile(join(built.dir, 'app.css'), 'utf8')).not.toMatch(/url\(["']?https?:/);
  });

  test('asks for no sign-in unless a deployment says so', async () => {
    expect(JSON.parse(await readFile(join(built.dir, 'config.json'), 'utf8'))).toEqual({});
  });
});
