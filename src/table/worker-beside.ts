import { extname } from 'node:path';

/** Of threads that make payments and let them go by the thousand: the collector is to pass seldom. */
export const YOUNG = { maxYoungGenerationSizeMb: 64 };

/** The address of a worker that lies beside a module: `.ts` as its source does, `.js` where both are bundled. */
export const workerBeside = (moduleUrl: string, name: string): URL =>
  new URL(`./${name}${extname(moduleUrl)}`, moduleUrl);
