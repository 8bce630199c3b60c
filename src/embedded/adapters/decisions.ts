import { packDecision, unpackDecision } from '../../domain/decision/codec.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import type { AssessPorts } from '../../ports.ts';
import type { Op, Store } from '../store.ts';
import { createRecentlyWritten } from './recently-written.ts';

export const decisionKey = (id: string): string => `D${id}`;

/** Ops that tell the change stream of something, to be staged with what they tell of. */
export type ChangeOps = (references: readonly string[]) => readonly Op[];

/** A decision is written once and never again. */
const ONCE = { version: 1 };
const REMEMBERED = 16_384;

/** Ops to be staged with new decisions, in the same atomic write. */
export type OpsWith = (decisions: readonly Decision[]) => readonly Op[];

export type DecisionStore = Pick<AssessPorts, 'findDecisions' | 'recordDecisions'> & {
  /**
   * As `recordDecisions`, but resolves while the decisions are still being written, once those before them are: for a stream, whose
   * checkpoint is written behind them and tells nobody. One batch is then decided while the one before it goes to disk.
   */
  readonly recordDecisionsBehind: AssessPorts['recordDecisions'];
};

/** Decisions in the local store, each written once, in one atomic write with what `opsWith` adds. */
export const createDecisions = (store: Store, opsWith: OpsWith): DecisionStore => {
  const recent = createRecentlyWritten(REMEMBERED);
  const standing = (decision: Decision): Decision => {
    const raced = recent.hasMovedOn(decision.id, 0) ? store.get(decisionKey(decision.id)) : undefined;
    return raced === undefined ? decision : unpackDecision(raced);
  };
  const stage = (decisions: readonly Decision[]) => {
    const stands = decisions.map(standing);
    const won = decisions.filter((decision, index) => stands[index] === decision);
    for (const { id } of won) recent.wrote(id, ONCE);
    const puts = won.map((decision): Op => ({ key: decisionKey(decision.id), value: packDecision(decision) }));
    return { stands, written: store.stage([...puts, ...opsWith(won)]) };
  };
  let before: Promise<void> = Promise.resolve();
  return {
    /** Waits for what is still being written: nobody is told a decision that the end of the process could undo. */
    findDecisions: async (ids) => {
      const bytes = await store.getMany(ids.map(decisionKey));
      const found = new Map(
        ids.flatMap((id, at) => {
          const stored = bytes[at];
          return stored === undefined ? [] : [[id, unpackDecision(stored)] as const];
        }),
      );
      if (found.size > 0) await store.committed();
      return found;
    },
    recordDecisions: async (decisions) => {
      const { stands, written } = stage(decisions);
      await written;
      return stands;
    },
    recordDecisionsBehind: async (decisions) => {
      const { stands, written } = stage(decisions);
      // Its failure is told to the next batch, which waits for it, and to every later write.
      written.catch(() => undefined);
      const earlier = before;
      before = written;
      await earlier;
      return stands;
    },
  };
};
