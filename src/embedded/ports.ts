import { createDecider, type DeciderParts, versionsOf } from '../decider.ts';
import { POLICY } from '../domain/decision/policy.ts';
import type { Model } from '../domain/model/model.ts';
import { compileRules } from '../domain/rules/compile-rules.ts';
import { RULES, RULES_VERSION } from '../domain/rules/index.ts';
import type { AssessPorts, LabelPorts, PutPayments } from '../ports.ts';
import type { ReadPorts } from '../ports-read.ts';
import { readingOf, scoreInProcess } from '../scoring/in-process.ts';
import type { BoardPorts } from '../update-boards.ts';
import { createBoards } from './adapters/boards.ts';
import { decisionReference } from './adapters/change-reference.ts';
import { createDecisions, type OpsWith } from './adapters/decisions.ts';
import { createLabels } from './adapters/labels.ts';
import { createProfiles } from './adapters/profiles.ts';
import { createReads } from './adapters/reads.ts';
import { createQuarantine, type QuarantineStore } from './quarantine.ts';
import type { Store } from './store.ts';
import type { Stream } from './stream/stream.ts';

/** Everything the functions under lambdas/ ask for, over the local store. */
export type EmbeddedPorts = AssessPorts &
  LabelPorts &
  ReadPorts &
  BoardPorts &
  Pick<QuarantineStore, 'quarantine'> & { readonly putPayments: PutPayments };

export type PortSources = {
  readonly store: Store;
  readonly payments: Stream;
  readonly changes: Stream;
  readonly model: Model;
  readonly nowMs: () => number;
  /** Further ops to be written with new decisions. */
  readonly opsWith: OpsWith;
};

export const createPorts = ({ store, payments, changes, model, nowMs, opsWith }: PortSources): EmbeddedPorts => {
  const parts = decidingParts(model);
  const changeOps = (references: readonly string[]) =>
    changes.appendOps(references.map((data) => ({ partitionKey: '', data })));
  const quarantine = createQuarantine(store);
  const assessing: AssessPorts = {
    nowMs,
    decide: createDecider(parts),
    scoreRows: scoreInProcess(model),
    ...createDecisions(store, (won) => [...changeOps(won.map(decisionReference)), ...opsWith(won)]),
    ...createProfiles(store),
  };
  return {
    ...assessing,
    ...createLabels(store, changeOps),
    ...createBoards(store),
    ...createReads({
      ...assessing,
      store,
      countQuarantined: quarantine.count,
      streamLag: () => payments.lag(),
      versions: versionsOf(parts),
    }),
    quarantine: quarantine.quarantine,
    putPayments: (batch) =>
      payments.put(batch.map((payment) => ({ partitionKey: payment.sender.account, data: JSON.stringify(payment) }))),
  };
};

const decidingParts = (model: Model): DeciderParts => {
  const rules = compileRules(RULES);
  if (!rules.ok) throw new Error(`the rules do not compile:\n${rules.problems.join('\n')}`);
  return { firing: rules.firing, rulesVersion: RULES_VERSION, policy: POLICY, model: readingOf(model) };
};
