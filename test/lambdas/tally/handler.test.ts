import { describe, expect, test } from '@jest/globals';
import { createHandler } from '../../../lambdas/tally/handler.ts';
import type { Latest } from '../../../src/domain/boards/latest.ts';
import { aChangeEvent } from '../../builders/a-change-event.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { boardMemory, bodiesIn } from '../../builders/board-memory.ts';

const changes = [
  aDecision({ id: 'a' }),
  aDecision({ id: 'b', outcome: 'block' }),
  { paymentId: 'b', fraud: true, flagged: true, cents: 500 },
  aDecision({ id: 'c', outcome: 'review' }),
];

const tallying = () => {
  const memory = boardMemory();
  return { memory, handler: createHandler({ ...memory, shardOf: () => 's' }) };
};

describe('the boards of a change stream', () => {
  test('count its decisions and labels', async () => {
    const { memory, handler } = tallying();
    await handler(aChangeEvent(changes));
    const boards = bodiesIn(memory);
    expect(boards['tally/s']).toMatchObject({
      outcomes: { approve: 1, review: 1, block: 1 },
      labels: { fraud: 1, caught: 1, savedCents: 500 },
    });
    expect(boards['latest/s']).toEqual({ all: ['c', 'b', 'a'], review: ['c'], block: ['b'] } satisfies Latest);
    expect(Object.keys(boards['risk/s'] ?? {})).toEqual(['C-ann', 'C-bob']);
  });

  test('are the same when batches come again, whole, in part or with more behind them', async () => {
    const [once, again] = [tallying(), tallying()];
    await once.handler(aChangeEvent(changes));
    await again.handler(aChangeEvent(changes.slice(0, 2)));
    await again.handler(aChangeEvent(changes.slice(0, 2)));
    await again.handler(aChangeEvent(changes.slice(1), { from: 1 }));
    await again.handler(aChangeEvent(changes));
    expect(bodiesIn(again.memory)).toEqual(bodiesIn(once.memory));
  });

  test('pass over what is no news: an expired item, an item without a new image', async () => {
    const { memory, handler } = tallying();
    const [record] = aChangeEvent(changes).Records;
    await handler({
      Records: [
        { ...record, eventName: 'REMOVE', dynamodb: { ...record.dynamodb, NewImage: undefined } },
        { ...record, eventName: 'MODIFY' },
      ],
    });
    expect(memory.boards.size).toBe(0);
  });

  test('are kept by the shard of the event', async () => {
    const memory = boardMemory();
    const handler = createHandler({ ...memory, shardOf: ({ Records }) => Records[0].eventID?.split(':')[0] ?? '' });
    await handler(aChangeEvent(changes));
    expect(Object.keys(bodiesIn(memory))).toContain('tally/shard-1');
  });

  test('make the batch fail when they cannot be written', async () => {
    const memory = boardMemory();
    const writeBoards = () => Promise.reject(new Error('the store is gone'));
    const handler = createHandler({ ...memory, writeBoards, shardOf: () => 's' });
    await expect(handler(aChangeEvent(changes))).rejects.toThrow('the store is gone');
  });
});
