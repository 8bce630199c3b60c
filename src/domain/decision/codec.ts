import { Packr } from 'msgpackr/pack';
import type { Payment } from '../payment/payment.ts';
import { CHANNELS, PAYMENT_TYPES } from '../payment/payment.ts';
import { type Decision, OUTCOMES, type Outcome, type Reason, RUNGS, type Shadow } from './decision.ts';
import { packFeatures, unpackFeatures } from './pack-features.ts';

const FORMAT = 1;
const packr = new Packr({ useRecords: false, encodeUndefinedAsNil: true });

/** A decision as MessagePack: a tuple without field names, so that it fits one DynamoDB write unit. */
export const packDecision = (decision: Decision): Uint8Array =>
  packr.pack([
    FORMAT,
    OUTCOMES.indexOf(decision.outcome),
    packPayment(decision.payment),
    decision.probability,
    decision.expectedLossMinor,
    decision.reasons.map(packReason),
    RUNGS.indexOf(decision.rung),
    decision.rungReason,
    [decision.versions.model, decision.versions.rules, decision.versions.policy, decision.versions.features],
    packFeatures(decision.features),
    decision.decidedAtMs,
    decision.tookMicros,
    ...(decision.shadow === undefined ? [] : [packShadow(decision.shadow)]),
  ]);

/** The decision in bytes that `packDecision` made. Throws a RangeError for any others. */
export const unpackDecision = (bytes: Uint8Array): Decision => {
  const [
    format,
    outcome,
    packed,
    probability,
    loss,
    reasons,
    rung,
    rungReason,
    versions,
    features,
    decidedAtMs,
    tookMicros,
    shadow,
  ] = packr.unpack(bytes);
  if (format !== FORMAT) throw new RangeError(`decision has format ${format}, this version reads ${FORMAT}`);
  const payment = unpackPayment(packed);
  const [model, rules, policy, featureList] = versions;
  return {
    id: payment.id,
    payment,
    outcome: OUTCOMES[outcome],
    probability,
    expectedLossMinor: loss,
    reasons: reasons.map(unpackReason),
    rung: RUNGS[rung],
    ...(rungReason !== null && { rungReason }),
    versions: { model, rules, policy, features: featureList },
    features: unpackFeatures(features),
    decidedAtMs,
    tookMicros,
    ...(shadow !== undefined && { shadow: unpackShadow(shadow) }),
  };
};

/** The outcome alone, without unpacking the rest: the second element, a small integer, follows the array's header and the format. */
export const outcomeOf = (packed: Uint8Array): Outcome => OUTCOMES[packed[2]];

/** Two bodies are the same payment when this is the same, whatever the order of their keys. */
export const samePayment = (a: Payment, b: Payment): boolean =>
  JSON.stringify(packPayment(a)) === JSON.stringify(packPayment(b));

const packParty = ({ account, balanceBeforeMinor, country }: Payment['sender']) => [
  account,
  balanceBeforeMinor,
  country,
];

const packPayment = (payment: Payment): readonly unknown[] => [
  payment.id,
  payment.occurredAt,
  PAYMENT_TYPES.indexOf(payment.type),
  payment.amountMinor,
  payment.currency,
  packParty(payment.sender),
  packParty(payment.receiver),
  payment.channel === undefined ? undefined : CHANNELS.indexOf(payment.channel),
  payment.deviceId,
  payment.ip,
  payment.card,
  payment.merchantCategory,
  payment.location === undefined ? undefined : [payment.location.latitude, payment.location.longitude],
  payment.failed,
];

const unpackParty = ([account, balanceBeforeMinor, country]: readonly never[]): Payment['sender'] =>
  withoutNulls({ account, balanceBeforeMinor, country });

const unpackPayment = (packed: readonly never[]): Payment => {
  const [
    id,
    occurredAt,
    type,
    amountMinor,
    currency,
    sender,
    receiver,
    channel,
    deviceId,
    ip,
    card,
    merchantCategory,
    place,
    failed,
  ] = packed;
  return withoutNulls({
    id,
    occurredAt,
    type: PAYMENT_TYPES[type],
    amountMinor,
    currency,
    sender: unpackParty(sender),
    receiver: unpackParty(receiver),
    channel: channel === null ? undefined : CHANNELS[channel],
    deviceId,
    ip,
    card,
    merchantCategory,
    location: place === null ? undefined : { latitude: place[0], longitude: place[1] },
    failed,
  });
};

const withoutNulls = <T extends object>(record: T): T => {
  for (const key of Object.keys(record) as (keyof T)[])
    if (record[key] === null || record[key] === undefined) delete record[key];
  return record;
};

const packReason = ({ code, source, values, contribution }: Reason) => [
  code,
  source === 'rule' ? 0 : 1,
  values,
  contribution,
];

const unpackReason = ([code, source, values, contribution]: readonly never[]): Reason => ({
  code,
  source: source === 0 ? 'rule' : 'model',
  values,
  ...(contribution !== null && { contribution }),
});

const packShadow = ({ model, probability, outcome }: Shadow) => [model, probability, OUTCOMES.indexOf(outcome)];

const unpackShadow = ([model, probability, outcome]: readonly never[]): Shadow => ({
  model,
  probability,
  outcome: OUTCOMES[outcome],
});
