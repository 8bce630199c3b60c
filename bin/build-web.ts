import { resolve } from 'node:path';
import { Command } from 'commander';
import { buildWeb, WEB_DIST } from '../src/embedded/build-web.ts';

const command = new Command('node bin/build-web.ts')
  .description("Builds the dashboard's static files.")
  .argument('[dir]', 'where to', WEB_DIST)
  .parse();

const outDir = resolve(command.args[0] ?? WEB_DIST);
const startedMs = performance.now();
const files = await buildWeb(outDir);
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
for (const { path, bytes, gzipBytes } of files) {
  console.log(`${path.padEnd(12)} ${kilobytes(bytes).padStart(9)} ${kilobytes(gzipBytes).padStart(9)} gzip`);
}
console.log(`${outDir} in ${Math.round(performance.now() - startedMs)} ms`);
