import { samePayment } from '../domain/decision/codec.ts';
import type { Decision } from '../domain/decision/decision.ts';
import { measureAndRemember } from '../domain/features/measure.ts';
import type { Payment } from '../domain/payment/payment.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import type { AssessPorts } from '../ports.ts';
import { untilUndisturbed } from '../until-undisturbed.ts';
import { extensionsOf } from './extensions-of.ts';

/** `repeated`: the payment had been decided before. `conflict`: its id had been decided with another body, and nothing was changed. */
export type Assessed = {
  readonly status: 'decided' | 'repeated' | 'conflict';
  readonly payment: Payment;
  readonly decision: Decision;
};

/**
 * Decides a batch of payments in the order given, each as of its own time; answers in that order.
 * Profiles are extended before decisions are recorded, and both only ever once: doing it all again after a crash changes nothing.
 * Throws when a port's infrastructure fails, or when the same profiles keep changing under it; the batch may then be tried again.
 */
export const assess = async (payments: readonly Payment[], ports: AssessPorts): Promise<readonly Assessed[]> => {
  const arrivedMs = ports.nowMs();
  const known = await ports.findDecisions(payments.map(({ id }) => id));
  const fresh = [...new Map(payments.toReversed().map((payment) => [payment.id, payment])).values()]
    .filter(({ id }) => !known.has(id))
    .toReversed();
  const rows = await measureAll(fresh, ports);
  const decisions = await decideAll({ fresh, rows, arrivedMs }, ports);
  const recorded = decisions.length === 0 ? [] : await ports.recordDecisions(decisions);
  const made = new Set<Decision>(decisions);
  const standing = new Map([...known, ...recorded.map((decision) => [decision.id, decision] as const)]);
  return payments.map((payment) => assessedOf(payment, standing, made));
};

const assessedOf = (payment: Payment, standing: ReadonlyMap<string, Decision>, made: Set<Decision>): Assessed => {
  const decision = standing.get(payment.id);
  if (decision === undefined)
    throw new Error(`payment ${payment.id} was neither decided nor found: recordDecisions left it out`);
  if (made.delete(decision)) return { status: 'decided', payment, decision };
  return { status: samePayment(decision.payment, payment) ? 'repeated' : 'conflict', payment, decision };
};

const measureAll = async (payments: readonly Payment[], ports: AssessPorts): Promise<readonly Float32Array[]> => {
  if (payments.length === 0) return [];
  const entities = payments.map(entitiesOf);
  const keys = [...new Set(entities.flatMap((refs) => refs.map(({ key }) => key)))];
  return untilUndisturbed(`the profiles of a batch of ${payments.length} kept changing under it`, async () => {
    const stored = await ports.readProfiles(keys);
    const profiles = new Map([...stored].map(([key, { profile }]) => [key, profile]));
    const rows = payments.map((payment, at) => measureAndRemember(payment, profiles, entities[at]));
    const stale = await ports.extendProfiles(extensionsOf(profiles, stored));
    return stale.length === 0 ? rows : undefined;
  });
};

type Measured = {
  readonly fresh: readonly Payment[];
  readonly rows: readonly Float32Array[];
  readonly arrivedMs: number;
};

const decideAll = async ({ fresh, rows, arrivedMs }: Measured, ports: AssessPorts): Promise<readonly Decision[]> => {
  if (rows.length === 0) return [];
  const { rung, rungReason, rawScores } = await ports.scoreRows(rows);
  const nowMs = ports.nowMs();
  const tookMicros = Math.max(0, Math.round((nowMs - arrivedMs) * 1000));
  return fresh.map((payment, index) =>
    ports.decide({
      payment,
      features: rows[index],
      rung,
      ...(rungReason !== undefined && { rungReason }),
      ...(rawScores.length > 0 && { rawScore: rawScores[index] }),
      nowMs: Math.floor(nowMs),
      tookMicros,
    }),
  );
};
