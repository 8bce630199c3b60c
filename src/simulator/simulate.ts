import TinyQueue from 'tinyqueue';
import type { Payment } from '../domain/payment/payment.ts';
import { DAY_MS } from '../domain/profile/day.ts';
import { attackPlan } from './attack-plan.ts';
import { episodeOf } from './honest/episodes/index.ts';
import { spontaneous } from './honest/spontaneous.ts';
import { standing } from './honest/standing.ts';
import type { Intent } from './intent.ts';
import type { Scenario } from './scenario.ts';
import { settle } from './settle.ts';
import { underWay } from './under-way.ts';
import { createWorld, type World } from './world/world.ts';

export type SimulateOptions = {
  /** 32-bit; the same seed and options give the same payments. */
  readonly seed: number;
  readonly accounts: number;
  readonly startMs: number;
  /** Endless when left out. */
  readonly days?: number;
  /** Share of fraudulent payments; 0.0035 when left out. */
  readonly fraudShare?: number;
  /** How many times faster than life attacks and their honest look-alikes unfold; 1 when left out. */
  readonly pace?: number;
  /** Put before the number that makes an id; a short name of the options when left out. */
  readonly idPrefix?: string;
};

export type Simulated = { readonly payment: Payment; readonly label: boolean; readonly scenario: Scenario };

/** How often an everyday payment is the start of an honest story that looks like an attack. */
const EPISODE_SHARE = 0.002;

type Queued = { readonly intent: Intent; readonly order: number };

/**
 * Payments of a population in order of time, a millisecond apart at least, for as long as wanted. Memory grows with the accounts
 * (some 10 bytes each), not with the payments.
 */
export function* simulate(options: SimulateOptions): Generator<Simulated> {
  const { seed, accounts, startMs, days = Number.POSITIVE_INFINITY, fraudShare = 0.0035, pace = 1 } = options;
  const idPrefix = options.idPrefix ?? `s${seed}-${accounts.toString(36)}-${startMs.toString(36)}`;
  const world = createWorld({ seed, accounts, pace });
  const queue = new TinyQueue<Queued>([], (a, b) => a.intent.atMs - b.intent.atMs || a.order - b.order);
  const plan = attackPlan(world, fraudShare);
  let order = 0;
  const enqueue = (intents: readonly Intent[]): void => {
    for (const intent of intents) queue.push({ intent, order: ++order });
  };
  enqueue(underWay(world, { startMs, fraudShare, episodeShare: EPISODE_SHARE }));
  let lastMs = startMs - 1;
  let number = 0;
  for (const due of inOrder(world, { startMs, queue })) {
    const intent = due.atMs > lastMs ? due : { ...due, atMs: lastMs + 1 };
    if (intent.atMs >= startMs + days * DAY_MS) return;
    const payment = settle(world, intent, `${idPrefix}-${number + 1}`);
    plan.done(intent.scenario, payment !== undefined);
    if (payment === undefined) continue;
    number += 1;
    lastMs = intent.atMs;
    yield { payment, label: intent.scenario !== 'none', scenario: intent.scenario };
    const followed =
      intent.followedBy?.({ atMs: intent.atMs, amountMinor: payment.amountMinor, failed: payment.failed ?? false }) ??
      [];
    const begun = plan.next(intent.atMs);
    plan.planned(followed);
    enqueue(followed);
    enqueue(begun);
    if (intent.scenario === 'none' && typeof intent.sender === 'number' && world.random.chance(EPISODE_SHARE)) {
      enqueue(episodeOf(world.random.unit())(world, { person: intent.sender, atMs: intent.atMs }));
    }
  }
}

type Sources = { readonly startMs: number; readonly queue: TinyQueue<Queued> };

/** Merges the everyday, the standing and the queued intents by time; the queue may grow between two. */
function* inOrder(world: World, { startMs, queue }: Sources): Generator<Intent> {
  const everyday = spontaneous(world, startMs);
  const orders = standing(world, startMs);
  const next = (from: Generator<Intent>): Intent => {
    for (;;) {
      const { value } = from.next();
      if (value.atMs >= startMs) return value;
    }
  };
  let nextEveryday = next(everyday);
  let nextOrder = next(orders);
  for (;;) {
    const queuedMs = queue.peek()?.intent.atMs ?? Number.POSITIVE_INFINITY;
    if (queuedMs <= nextEveryday.atMs && queuedMs <= nextOrder.atMs) {
      const queued = queue.pop();
      if (queued !== undefined) yield queued.intent;
    } else if (nextOrder.atMs <= nextEveryday.atMs) {
      yield nextOrder;
      nextOrder = next(orders);
    } else {
      yield nextEveryday;
      nextEveryday = next(everyday);
    }
  }
}
