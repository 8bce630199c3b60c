import { type WatchPorts, watchModels } from '../../src/watch/watch-models.ts';
import type { WatchReport } from '../../src/watch/watch-report.ts';

/** Run by the clock: looks at the models and tells what it found. */
export const createHandler =
  (ports: WatchPorts & { readonly tell: (report: WatchReport) => void }) => async (): Promise<void> =>
    ports.tell(await watchModels(ports));
