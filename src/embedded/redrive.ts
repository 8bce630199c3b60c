import type { Quarantined } from '../ports.ts';
import type { QuarantineStore } from './quarantine.ts';
import type { Stream } from './stream/stream.ts';

export type RedrivePorts = { readonly stream: Stream; readonly quarantine: QuarantineStore };

/** Puts quarantined records back on the stream and takes them out of quarantine, in one atomic write. `payload` replaces theirs. */
export const redrive = async (
  records: readonly Quarantined[],
  { stream, quarantine }: RedrivePorts,
  payload?: string,
): Promise<void> => {
  const again = records.map((record) => ({ partitionKey: record.partitionKey, data: payload ?? record.payload }));
  await stream.put(again, quarantine.removeOps(records.map(({ id }) => id)));
};

/** Redrives all that is in quarantine now, in steps; says how many. */
export const redriveAll = async (ports: RedrivePorts): Promise<number> => {
  let redriven = 0;
  let step: Quarantined[] = [];
  for await (const record of ports.quarantine.list()) {
    step.push(record);
    if (step.length < STEP) continue;
    await redrive(step, ports);
    redriven += step.length;
    step = [];
  }
  await redrive(step, ports);
  return redriven + step.length;
};

const STEP = 500;
