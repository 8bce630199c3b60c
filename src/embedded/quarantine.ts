import type { Quarantine, Quarantined } from '../ports.ts';
import { reasonOf } from '../quarantine/rescue.ts';
import { type Op, type Store, withPrefix } from './store.ts';
import type { OnFailure } from './stream/consume.ts';

export type QuarantineStore = {
  /** The port: keeps records until they are redriven. One that is there already stays as it first came. */
  readonly quarantine: Quarantine;
  readonly count: () => Promise<number>;
  readonly find: (id: string) => Quarantined | undefined;
  /** By id, which within a shard is the order of the stream. */
  readonly list: () => AsyncIterable<Quarantined>;
  /** The ops that take records out, to be staged at once with whatever becomes of them. */
  readonly removeOps: (ids: readonly string[]) => readonly Op[];
};

/** Quarantined records in the local store. Their ids are positions of the stream, so what is delivered twice is kept once. */
export const createQuarantine = (store: Store): QuarantineStore => {
  const count = (): number => Number(store.getText(COUNT_KEY) ?? 0);
  const countOp = (change: number): Op => ({ key: COUNT_KEY, value: String(count() + change) });
  return {
    count: async () => count(),
    quarantine: async (records) => {
      const byId = new Map(records.map((record) => [record.id, record]));
      const added = [...byId.values()].filter(({ id }) => store.get(keyOf(id)) === undefined);
      const puts = added.map((record): Op => ({ key: keyOf(record.id), value: JSON.stringify(record) }));
      await (added.length === 0 ? store.committed() : store.stage([...puts, countOp(added.length)]));
    },
    find: (id) => parsed(store.getText(keyOf(id))),
    list: () => listOf(store),
    removeOps: (ids) => {
      const there = [...new Set(ids)].filter((id) => store.get(keyOf(id)) !== undefined);
      return [...there.map((id): Op => ({ key: keyOf(id), value: undefined })), countOp(-there.length)];
    },
  };
};

/** An on-failure destination that quarantines what is given up, with the id that a handler would give it. */
export const giveUpTo =
  (quarantine: Quarantine): OnFailure =>
  async ({ failure, reason, records }) => {
    const { approximateInvokeCount } = failure.requestContext;
    await quarantine(
      records.map(({ eventId, data, partitionKey, arrivedAtMs }) => ({
        id: eventId,
        reason: reasonOf(failure),
        detail: `given up after ${approximateInvokeCount} calls: ${reason}`,
        payload: data.toString(),
        partitionKey,
        at: new Date(arrivedAtMs).toISOString(),
      })),
    );
  };

const COUNT_KEY = 'Mquarantine/count';
const PREFIX = 'Q/';

const keyOf = (id: string): string => PREFIX + id;

const parsed = (text: string | undefined): Quarantined | undefined =>
  text === undefined ? undefined : JSON.parse(text);

async function* listOf(store: Store): AsyncIterable<Quarantined> {
  await store.committed();
  for await (const [, value] of store.entries(withPrefix(PREFIX))) yield JSON.parse(value.toString());
}
