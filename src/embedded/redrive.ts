import { paymentOfAlert } from '../quarantine/alert-id.ts';
import type { Redrivable } from '../quarantine/redrive.ts';
import { unclaimedOp } from './adapters/alerts.ts';
import { flaggedReference } from './adapters/change-reference.ts';
import type { QuarantineStore } from './quarantine.ts';
import type { Store } from './store.ts';
import type { Stream } from './stream/stream.ts';

export type RedriveSources = {
  readonly store: Store;
  readonly stream: Stream;
  /** Takes the alerts among them. */
  readonly alerts: Stream;
  readonly quarantine: QuarantineStore;
};

/** The local quarantine; putting back and taking out are one atomic write. */
export const embeddedRedrive = ({ store, stream, alerts, quarantine }: RedriveSources): Redrivable => ({
  list: quarantine.list,
  find: async (id) => quarantine.find(id),
  putBack: async (records) => {
    const unsent = records.flatMap(({ id }) => paymentOfAlert(id) ?? []);
    const again = records.filter(({ id }) => paymentOfAlert(id) === undefined);
    await store.stage([
      ...stream.appendOps(again.map(({ partitionKey, payload }) => ({ partitionKey, data: payload }))),
      ...alerts.appendOps(unsent.map((paymentId) => ({ partitionKey: '', data: flaggedReference(paymentId) }))),
      ...unsent.map(unclaimedOp),
      ...quarantine.removeOps(records.map(({ id }) => id)),
    ]);
  },
  discard: async (ids) => {
    await store.stage(quarantine.removeOps(ids));
  },
});
