import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { docsFiles } from '../api/docs-files.ts';
import { buildWeb } from '../embedded/build-web.ts';

/** Builds all that the website serves into `outDir`: the dashboard, and the pages of the API document under `docs/`. Answers with their paths. */
export const buildSite = async (outDir: string): Promise<readonly string[]> => {
  const dashboard = await buildWeb(outDir);
  const docs = [...docsFiles()].map(([path, file]) => ({
    file,
    path: path === '/docs' ? 'docs/index.html' : path.slice(1),
  }));
  await mkdir(join(outDir, dirname('docs/index.html')), { recursive: true });
  await Promise.all(docs.map(({ file, path }) => copyFile(file, join(outDir, path))));
  return [...dashboard, ...docs].map(({ path }) => path);
};
