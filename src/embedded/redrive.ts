import type { Redrivable } from '../quarantine/redrive.ts';
import type { QuarantineStore } from './quarantine.ts';
import type { Store } from './store.ts';
import type { Stream } from './stream/stream.ts';

export type RedriveSources = { readonly store: Store; readonly stream: Stream; readonly quarantine: QuarantineStore };

/** The local quarantine; putting back and taking out are one atomic write. */
export const embeddedRedrive = ({ store, stream, quarantine }: RedriveSources): Redrivable => ({
  list: quarantine.list,
  find: async (id) => quarantine.find(id),
  putBack: async (records) => {
    const again = records.map(({ partitionKey, payload }) => ({ partitionKey, data: payload }));
    await stream.put(again, quarantine.removeOps(records.map(({ id }) => id)));
  },
  discard: async (ids) => {
    await store.stage(quarantine.removeOps(ids));
  },
});
