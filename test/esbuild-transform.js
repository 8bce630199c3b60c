import { transformSync } from 'esbuild';

/** Lets Jest run the project's TypeScript as the ES modules that Node runs. */
export default {
  process: (source, file) =>
    transformSync(source, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: 'esm',
      target: 'node22',
      sourcemap: 'inline',
      sourcefile: file,
    }),
};
