import type { Payment } from '../payment/payment.ts';

/** What Sluice remembers. An account has one profile, whether it sends or receives. */
export const ENTITIES = ['sender', 'receiver', 'device', 'card', 'ip'] as const;
export type Entity = (typeof ENTITIES)[number];

/** An entity of a payment: where its profile is kept and whom it meets in this payment. */
export type EntityRef = {
  readonly entity: Entity;
  readonly key: string;
  readonly direction: Direction;
  /** The other party, whose distinct values are counted: receivers for a sender or card; senders for a receiver, device or ip. */
  readonly counterparty: string;
};

export const DIRECTIONS = ['out', 'in'] as const;
/** `out` when the entity pays, `in` when it is paid. */
export type Direction = (typeof DIRECTIONS)[number];

export const accountKey = (account: string): string => `a:${account}`;

/** The entities that a payment names, sender and receiver first. */
export const entitiesOf = (payment: Payment): readonly EntityRef[] => {
  const sender = payment.sender.account;
  const receiver = payment.receiver.account;
  const refs: EntityRef[] = [
    { entity: 'sender', key: accountKey(sender), direction: 'out', counterparty: receiver },
    { entity: 'receiver', key: accountKey(receiver), direction: 'in', counterparty: sender },
  ];
  if (payment.deviceId !== undefined)
    refs.push({ entity: 'device', key: `d:${payment.deviceId}`, direction: 'out', counterparty: sender });
  if (payment.card !== undefined)
    refs.push({ entity: 'card', key: `c:${payment.card}`, direction: 'out', counterparty: receiver });
  if (payment.ip !== undefined)
    refs.push({ entity: 'ip', key: `i:${payment.ip}`, direction: 'out', counterparty: sender });
  return refs;
};
