import type { Quarantined } from '../ports.ts';
import { isLineId } from './line-id.ts';

/** The reason of what stands for records that were given up and had left the stream before they could be kept: there is nothing to put back. */
export const GONE = 'gone_from_stream';

/** A quarantine as an operator works on it. */
export type Redrivable = {
  /** By id, which within a shard is the order of the stream. */
  readonly list: () => AsyncIterable<Quarantined>;
  readonly find: (id: string) => Promise<Quarantined | undefined>;
  /** Puts records back on the stream under their partition keys, and takes them out of quarantine once they are there. */
  readonly putBack: (records: readonly Quarantined[]) => Promise<void>;
  /** Takes records out for good. */
  readonly discard: (ids: readonly string[]) => Promise<void>;
};

export type Redriven = {
  readonly done: number;
  /** Of them there is nothing to put back. */
  readonly gone: number;
  /** Lines of a CSV file: they would only come back, without the line's number and with a worse reason. */
  readonly lines: number;
};

const STEP = 500;

/** Does with all that is in quarantine what is asked, in steps, so that the end of this process in between loses nothing. */
export const redriveAll = async (quarantine: Redrivable): Promise<Redriven> => {
  const sum = { done: 0, gone: 0, lines: 0 };
  for await (const step of stepsOf(quarantine.list())) {
    const { done, gone, lines } = await redrive(step, quarantine);
    sum.done += done;
    sum.gone += gone;
    sum.lines += lines;
  }
  return sum;
};

/** Puts back what there is to put back of these. */
export const redrive = async (
  records: readonly Quarantined[],
  { putBack }: Pick<Redrivable, 'putBack'>,
): Promise<Redriven> => {
  const gone = records.filter(({ reason }) => reason === GONE).length;
  const lines = records.filter(({ id }) => isLineId(id)).length;
  const there = records.filter(({ reason, id }) => reason !== GONE && !isLineId(id));
  if (there.length > 0) await putBack(there);
  return { done: there.length, gone, lines };
};

export const discardAll = async ({ list, discard }: Redrivable): Promise<number> => {
  let discarded = 0;
  for await (const step of stepsOf(list())) {
    await discard(step.map(({ id }) => id));
    discarded += step.length;
  }
  return discarded;
};

async function* stepsOf(records: AsyncIterable<Quarantined>): AsyncGenerator<readonly Quarantined[]> {
  let step: Quarantined[] = [];
  for await (const record of records) {
    step.push(record);
    if (step.length < STEP) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}
