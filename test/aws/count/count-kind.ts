import type { Count, Kind } from '../../../src/aws-cost/cost-page.ts';
import { accountsOnly, type Counts, countStream, everything } from './count-stream.ts';

const TAKES = { accountsOnly, everything } as const satisfies Readonly<Record<Kind, unknown>>;
/** Small batches take a call each: fewer payments are enough of them. */
const CALLS = 150;
const MOST_PAYMENTS = 4_000;

/** The counts that docs/cost.md and the test of the limits go by. */
export const countKind = (kind: Kind, batches: Parameters<Count>[1]): Promise<Counts> =>
  countStream({ take: TAKES[kind], ...batches, payments: Math.min(MOST_PAYMENTS, CALLS * batches.batch) });
