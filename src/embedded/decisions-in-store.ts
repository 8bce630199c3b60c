import { unpackDecision } from '../domain/decision/codec.ts';
import { reservoirOf } from '../verify/reservoir.ts';
import type { VerifySource } from '../verify/verify.ts';
import { decisionKey } from './adapters/decisions.ts';
import { findLabel } from './adapters/labels.ts';
import { type Store, withPrefix } from './store.ts';

/** The decisions of a data directory. */
export const decisionsInStore = (store: Store): VerifySource => {
  const packedDecisions = () => store.entries(withPrefix(decisionKey('')));
  return {
    sample: async (size, seed) => {
      const reservoir = reservoirOf<Buffer>(size, seed);
      for await (const [, packed] of packedDecisions()) reservoir.offer(packed);
      return { stored: reservoir.seen(), decisions: reservoir.kept().map(unpackDecision), gone: [] };
    },
    async *history() {
      for await (const [, packed] of packedDecisions()) {
        const { id, payment, decidedAtMs } = unpackDecision(packed);
        yield { payment, decidedAtMs, label: findLabel(store, id) };
      }
    },
  };
};
