import { createDecider, versionsOf } from '../assess/decider.ts';
import { decidingParts } from '../assess/deciding-parts.ts';
import type { Model } from '../domain/model/model.ts';
import type { ExplainPorts } from '../explain/explain-decision.ts';
import { type Explaining, explainingOf } from '../explain/explaining.ts';
import type { BoardPorts } from '../fan-out/update-boards.ts';
import type { AssessPorts, LabelPorts, PutPayments } from '../ports.ts';
import type { KnownModels } from '../read/models-with.ts';
import type { ReadPorts } from '../read/ports.ts';
import { type ModelLadderOptions, modelLadder } from '../scoring/model-ladder.ts';
import { overallReading } from '../scoring/overall-reading.ts';
import { shadowing } from '../scoring/shadowing.ts';
import { createBoards } from './adapters/boards.ts';
import { decisionReference } from './adapters/change-reference.ts';
import { createDecisions, type DecisionStore, type OpsWith } from './adapters/decisions.ts';
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
  Pick<ExplainPorts, 'explaining'> &
  Pick<DecisionStore, 'recordDecisionsBehind'> &
  Pick<QuarantineStore, 'quarantine'> & { readonly putPayments: PutPayments };

export type PortSources = {
  readonly store: Store;
  readonly payments: Stream;
  readonly changes: Stream;
  readonly model: Model;
  readonly challenger?: Model;
  /** Whole days until a payment's label is known. */
  readonly labelDelayDays: number;
  readonly nowMs: () => number;
  /** The endpoint that scores before the model in this process, and who is told when the rung of the ladder changes. */
  readonly scoring: Pick<ModelLadderOptions, 'endpoint' | 'onChange'>;
  /** Further ops to be written with new decisions. */
  readonly opsWith: OpsWith;
};

export const createPorts = ({
  store,
  payments,
  changes,
  model,
  challenger,
  labelDelayDays,
  nowMs,
  scoring,
  opsWith,
}: PortSources): EmbeddedPorts => {
  const parts = decidingParts(model, { nowMs });
  const changeOps = (references: readonly string[]) =>
    changes.appendOps(references.map((data) => ({ partitionKey: '', data })));
  const quarantine = createQuarantine(store);
  const ladder = modelLadder({ model, nowMs, ...scoring });
  const decisions = createDecisions(store, (won) => [...changeOps(won.map(decisionReference)), ...opsWith(won)]);
  const assessing: AssessPorts = {
    nowMs,
    ...shadowing(
      { decide: createDecider(parts), scoreRows: ladder.scoreRows },
      { ...(challenger && { challenger }), clockMs: () => performance.now() },
    ),
    ...decisions,
    ...createProfiles(store),
  };
  return {
    ...assessing,
    recordDecisionsBehind: decisions.recordDecisionsBehind,
    ...createLabels(store, changeOps),
    ...createBoards(store),
    ...(model.reference && { reference: model.reference }),
    ...createReads({
      ...assessing,
      store,
      countQuarantined: quarantine.count,
      streamLag: () => payments.lag(),
      versions: versionsOf(parts),
      scoring: () => overallReading(ladder.reading(), parts.rulesFailure()),
      models: knownModels(model, { challenger, labelDelayDays }),
    }),
    explaining: once(() => explainingOf(model, parts)),
    quarantine: quarantine.quarantine,
    putPayments: (batch) =>
      payments.put(batch.map((payment) => ({ partitionKey: payment.sender.account, data: JSON.stringify(payment) }))),
  };
};

const knownModels = (
  { reference }: Model,
  { challenger, labelDelayDays }: Pick<PortSources, 'challenger' | 'labelDelayDays'>,
): KnownModels => ({
  labelDelayDays,
  ...(challenger && { challenger: challenger.manifest.version }),
  ...(reference && { reference }),
});

/** Made when first asked for, and then kept. */
const once = (make: () => Explaining): (() => Explaining) => {
  let made: Explaining | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
