import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Answer } from './answers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export const readPage = async (webDir: string, url: string): Promise<Answer> => {
  const path = new URL(url, 'http://stub').pathname;
  const file = path === '/' ? 'index.html' : basename(path);
  try {
    const body = await readFile(join(webDir, file));
    return { status: 200, body, type: TYPES[extname(file)] ?? 'application/octet-stream' };
  } catch {
    return { status: 404, body: 'not found', type: 'text/plain' };
  }
};
