import { extname } from 'node:path';

/** The address of a worker that lies beside a module: `.ts` as its source does, `.js` where both are bundled. */
export const workerBeside = (moduleUrl: string, name: string): URL =>
  new URL(`./${name}${extname(moduleUrl)}`, moduleUrl);
