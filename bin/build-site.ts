import { resolve } from 'node:path';
import { Command } from 'commander';
import { buildSite } from '../src/deploy/build-site.ts';

const command = new Command('node bin/build-site.ts')
  .description('Builds the files that the website serves on AWS: the dashboard and the API document.')
  .argument('<dir>', 'where to')
  .parse();

const outDir = resolve(command.args[0]);
const paths = await buildSite(outDir);
console.log(`${paths.length} files in ${outDir}`);
