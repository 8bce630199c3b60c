import { accountsOnly, type Counts, countStream, everything } from './count-stream.ts';

/** The counts that docs/cost.md and the test of the limits go by. */
export const countBoth = async (): Promise<{ readonly accountsOnly: Counts; readonly everything: Counts }> => ({
  accountsOnly: await countStream({ take: accountsOnly }),
  everything: await countStream({ take: everything }),
});
