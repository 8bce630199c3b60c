import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLabelFeed } from '../../src/labels/label-feed.ts';
import { DAY_MS, timeAgo } from '../builders/a-measurement.ts';
import { aPayment, PAYMENT_TIME } from '../builders/a-payment.ts';

const AT_MS = Date.parse(PAYMENT_TIME);
const fraudAgo = (agoMs: number, id = `ago-${agoMs}`) => aPayment({ id, occurredAt: timeAgo(agoMs) });
const idsOf = (labels: readonly { paymentId: string }[]) => labels.map(({ paymentId }) => paymentId);

describe('a label feed', () => {
  test('lets a fraud be known a fixed time after it, and not at that very moment', () => {
    const feed = createLabelFeed(DAY_MS);
    feed.add(aPayment());
    expect(feed.takeDue(AT_MS + DAY_MS)).toEqual([]);
    expect(feed.takeDue(AT_MS + DAY_MS + 1)).toEqual([{ paymentId: 'p-1', fraud: true, labelledAtMs: AT_MS + DAY_MS }]);
  });

  test('lets a fraud be known when its data say so, whatever the delay', () => {
    const feed = createLabelFeed(DAY_MS);
    feed.add(fraudAgo(0, 'told'), AT_MS + 5);
    feed.add(fraudAgo(0, 'untold'));
    expect(idsOf(feed.takeDue(AT_MS + 6))).toEqual(['told']);
    expect(idsOf(feed.takeDue(AT_MS + DAY_MS + 1))).toEqual(['untold']);
  });

  test('tells each fraud once', () => {
    const feed = createLabelFeed(0);
    feed.add(aPayment());
    expect(feed.takeDue(AT_MS + 1)).toHaveLength(1);
    expect(feed.takeDue(AT_MS + 2)).toEqual([]);
    expect(feed.takeDue(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  test('goes on from what was pending', () => {
    const feed = createLabelFeed(DAY_MS);
    const pending = [3, 1].map((agoMs) => feed.add(fraudAgo(agoMs)));
    const next = createLabelFeed(DAY_MS, pending.slice(1));
    next.add(fraudAgo(0));
    expect(idsOf(next.takeDue(AT_MS + DAY_MS + 1))).toEqual(['ago-1', 'ago-0']);
  });

  test('tells all that is due and nothing else, oldest first, whatever the order of the payments', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 20 }), fc.nat({ max: 60 }), (agos, dueAgoMs) => {
        const feed = createLabelFeed(DAY_MS);
        for (const [index, agoMs] of agos.entries()) feed.add(fraudAgo(agoMs, `f-${index}`));
        const due = feed.takeDue(AT_MS + DAY_MS - dueAgoMs);
        const oldestFirst = agos.filter((agoMs) => agoMs > dueAgoMs).toSorted((a, b) => b - a);
        expect(due.map(({ labelledAtMs }) => AT_MS + DAY_MS - labelledAtMs)).toEqual(oldestFirst);
        expect(feed.takeDue(Number.POSITIVE_INFINITY)).toHaveLength(agos.length - due.length);
      }),
    );
  });
});
