import type { Decision } from '../../src/domain/decision/decision.ts';
import type { AssessPorts, Label, LabelPorts, StoredProfile } from '../../src/ports.ts';
import { aDecision } from './a-decision.ts';
import { PAYMENT_TIME } from './a-payment.ts';

export type AssessMemory = {
  readonly decisions: Map<string, Decision>;
  readonly profiles: Map<string, StoredProfile>;
  readonly labels: Map<string, Label>;
};

/** The ports of deciding and labelling over maps; every payment is approved by rung `rules`, a second after `aPayment()` occurred. */
export const assessPorts = (
  overrides: Partial<AssessPorts & LabelPorts> = {},
): AssessPorts & LabelPorts & AssessMemory => {
  const memory: AssessMemory = { decisions: new Map(), profiles: new Map(), labels: new Map() };
  return {
    ...memory,
    nowMs: () => Date.parse(PAYMENT_TIME) + 1_000,
    decide: ({ payment, rung, nowMs, tookMicros, features }) =>
      aDecision({ payment, rung, decidedAtMs: nowMs, tookMicros, features }),
    scoreRows: async () => ({ rung: 'rules', rawScores: [] }),
    findDecisions: async (ids) => found(memory.decisions, ids),
    readProfiles: async (keys) => found(memory.profiles, keys),
    extendProfiles: async (extensions) =>
      extensions.flatMap(({ key, profile, readVersion }) => {
        if ((memory.profiles.get(key)?.version ?? 0) !== readVersion) return [key];
        memory.profiles.set(key, { profile, version: readVersion + 1 });
        return [];
      }),
    recordDecisions: async (decisions) =>
      decisions.map((decision) => {
        const standing = memory.decisions.get(decision.id) ?? decision;
        memory.decisions.set(decision.id, standing);
        return standing;
      }),
    findLabels: async (ids) => found(memory.labels, ids),
    writeLabels: async (labels) => {
      const refused = labels.filter((label) => {
        const fits = memory.labels.get(label.paymentId)?.fraud === label.replaces;
        if (fits) memory.labels.set(label.paymentId, label);
        return !fits;
      });
      return refused;
    },
    ...overrides,
  };
};

const found = <T>(stored: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> =>
  new Map(
    keys.flatMap((key) => {
      const value = stored.get(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
