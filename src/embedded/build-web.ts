import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export type BuiltFile = { readonly path: string; readonly bytes: number; readonly gzipBytes: number };

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));

/** Where the dashboard is built to when nothing else is said. */
export const WEB_DIST = join(WEB, 'dist');

/**
 * Builds the dashboard's static files into `outDir` (made if missing) and tells their sizes.
 * `config.json` says where the API is; a deployment overwrites it, and the empty one means: same origin, no sign-in.
 */
export const buildWeb = async (outDir: string = WEB_DIST): Promise<readonly BuiltFile[]> => {
  await build({
    entryPoints: { app: join(WEB, 'src/main.tsx') },
    outdir: outDir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome115', 'firefox121', 'safari17'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
  });
  await Promise.all(['index.html', 'favicon.svg'].map((file) => copyFile(join(WEB, file), join(outDir, file))));
  await writeFile(join(outDir, 'config.json'), '{}\n');
  return Promise.all(
    ['index.html', 'app.js', 'app.css', 'favicon.svg', 'config.json'].map((file) => sizeOf(outDir, file)),
  );
};

const sizeOf = async (outDir: string, path: string): Promise<BuiltFile> => {
  const content = await readFile(join(outDir, path));
  return { path, bytes: content.length, gzipBytes: gzipSync(content).length };
};
