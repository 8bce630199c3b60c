import { describe, expect, test } from '@jest/globals';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { aPayment } from '../builders/a-payment.ts';
import { awsAdapters } from '../contract/adapters.ts';
import { capturedOutput } from './fake/captured-output.ts';
import { paymentEvent } from './fake/events.ts';
import { createFakeAws, type FakeAws } from './fake/fake-aws.ts';
import { TABLES } from './fake/fake-dynamo.ts';
import { streamFunctions } from './fake/functions.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:01Z');
const COUNT = FEATURE_NAMES.indexOf('sender.count_1h');
const [first, second] = ['11:50:00', '11:55:00'].map((time, at) =>
  aPayment({ id: `p-${at}`, occurredAt: `2026-03-02T${time}Z` }),
);

/** A process of its own, with nothing in its memory. */
const decide = (aws: FakeAws, payments: readonly Payment[]) =>
  capturedOutput(() => streamFunctions(aws, { nowMs: () => NOW_MS }).decide(paymentEvent(payments)));

/** Lets the next reads see the profiles as they are now, until something is written: what DynamoDB calls eventually consistent. */
const readStale = (aws: FakeAws) => {
  const { items } = aws.table(TABLES.PROFILES_TABLE);
  const then = new Map(items);
  const show = (shown: typeof then) => {
    items.clear();
    for (const [key, item] of shown) items.set(key, item);
  };
  return () => {
    const now = new Map(items);
    aws.faults['BatchGetItem'] = [{}, { before: () => show(then) }];
    aws.faults['BatchExecuteStatement'] = [{ before: () => show(now) }];
  };
};

describe('a decision', () => {
  test.each([
    ['never seen before', []],
    ['known to the stale read', [aPayment({ id: 'p-old', occurredAt: '2026-03-02T11:45:00Z' })]],
  ])('is not made of a stale read, of accounts %s', async (_what, known) => {
    const aws = createFakeAws();
    if (known.length > 0) await decide(aws, known);
    const stale = readStale(aws);
    await decide(aws, [first]);
    stale();
    await decide(aws, [second]);
    expect(aws.faults['BatchExecuteStatement']).toEqual([]);
    const { findDecisions, readProfiles } = awsAdapters(aws);
    const decision = (await findDecisions([second.id])).get(second.id);
    expect(decision?.features[COUNT]).toBe(known.length + 1);
    const [profile] = (await readProfiles([`a:${second.sender.account}`])).values();
    expect(profile.profile.eventCount).toBe(known.length + 2);
  });
});
