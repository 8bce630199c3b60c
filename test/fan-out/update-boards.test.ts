import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../src/domain/boards/change.ts';
import { EMPTY_LATEST, latestWith } from '../../src/domain/boards/latest.ts';
import { EMPTY_MINUTE, MINUTE_MS, minuteCounted, minuteOf } from '../../src/domain/boards/minute.ts';
import { EMPTY_MODEL_DAY, modelDayWith } from '../../src/domain/boards/model-day.ts';
import { riskWith } from '../../src/domain/boards/risk.ts';
import { counted, EMPTY_TALLY } from '../../src/domain/boards/tally.ts';
import { OUTCOMES } from '../../src/domain/decision/decision.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../src/domain/features/index.ts';
import { DAY_MS, dayOf } from '../../src/domain/profile/day.ts';
import { type BoardPorts, boardKeys, updateBoards } from '../../src/fan-out/update-boards.ts';
import { aDecisionChange, aLabelChange } from '../builders/a-change.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aReference } from '../builders/a-reference.ts';
import { type BoardMemory, boardMemory, bodiesIn } from '../builders/board-memory.ts';

const SHARD = 's-1';
const REFERENCE = aReference();
const START_MS = Date.parse('2026-03-02T12:00:00Z');

/** The boards when every change is counted once, one after the other. */
const boardsOf = (changes: readonly Change[]): Readonly<Record<string, unknown>> => {
  const boards = new Map<string, unknown>();
  const count = <T>(key: string, change: Change, apply: (body: T, changes: readonly Change[]) => T, empty: T) =>
    boards.set(key, apply((boards.get(key) ?? empty) as T, [change]));
  for (const change of changes) {
    count(boardKeys.tally(SHARD), change, counted, EMPTY_TALLY);
    const atMs = change.kind === 'decision' ? change.decision.decidedAtMs : change.label.scored?.atMs;
    if (atMs !== undefined)
      count(boardKeys.models(dayOf(atMs), SHARD), change, modelDayWith(REFERENCE), EMPTY_MODEL_DAY);
    if (change.kind !== 'decision') continue;
    count(boardKeys.latest(SHARD), change, latestWith, EMPTY_LATEST);
    if (change.decision.outcome !== 'approve') count(boardKeys.risk(SHARD), change, riskWith, {});
    count(boardKeys.minute(minuteOf(change.decision.decidedAtMs), SHARD), change, minuteCounted, EMPTY_MINUTE);
  }
  return Object.fromEntries(boards);
};

/** A log of changes with sequence numbers that get longer on their way. */
const logOf = (changes: readonly Change[]): readonly Change[] =>
  changes.map((change, index) => ({ ...change, sequence: String(95 + index) }));

const shadow = fc.record({
  model: fc.constantFrom('m1', 'm2'),
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
  outcome: fc.constantFrom(...OUTCOMES),
});
const decision = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
    minute: fc.nat({ max: 3 }),
    second: fc.nat({ max: 59 }),
    account: fc.constantFrom('C-ann', 'C-carl', 'C-dora'),
    id: fc.uuid(),
    shadow: fc.option(shadow, { nil: undefined }),
  })
  .map(({ minute, second, account, id, ...rest }) =>
    aDecisionChange({
      ...rest,
      payment: aPayment({ id, sender: { account } }),
      decidedAtMs: START_MS + minute * MINUTE_MS + second * 1_000,
      versions: { ...aDecision().versions, features: FEATURES_VERSION },
      features: new Float32Array(FEATURE_NAMES.length).fill(second),
    }),
  );
const label = fc
  .record({
    fraud: fc.boolean(),
    flagged: fc.boolean(),
    cents: fc.nat({ max: 10_000 }),
    scored: fc.option(
      fc.record({
        atMs: fc.constantFrom(START_MS, START_MS - DAY_MS),
        model: fc.constant('m0'),
        probability: fc.double({ min: 0, max: 1, noNaN: true }),
        shadow,
      }),
      { nil: undefined },
    ),
  })
  .map((fields) => aLabelChange(fields));
const log = fc.array(fc.oneof({ weight: 3, arbitrary: decision }, label), { minLength: 1, maxLength: 25 }).map(logOf);

/** One delivery: from where it is done so far, or some changes before, to some changes on; and what goes wrong when boards are written. */
type Delivery = {
  readonly back: number;
  readonly length: number;
  readonly trouble: 'none' | 'fails' | 'is overtaken';
  /** Boards written before it fails. */
  readonly written: number;
  /** Changes that the one who overtakes it counts. */
  readonly overtaker: number;
};
const delivery: fc.Arbitrary<Delivery> = fc.record({
  back: fc.nat({ max: 8 }),
  length: fc.integer({ min: 1, max: 10 }),
  trouble: fc.constantFrom('none', 'fails', 'is overtaken'),
  written: fc.nat({ max: 6 }),
  overtaker: fc.integer({ min: 1, max: 12 }),
});

/** The ports as one delivery sees them. One that is overtaken finds that another has counted some of the same changes, fewer or more, just before it writes. */
const troubled = (memory: BoardMemory, { trouble, written }: Delivery, overtake: () => Promise<void>): BoardPorts => {
  let overtaken = trouble !== 'is overtaken';
  return {
    ...memory,
    writeBoards: async (writes) => {
      if (trouble === 'fails') {
        await memory.writeBoards(writes.slice(0, written));
        throw new Error('the store is gone');
      }
      if (!overtaken) {
        overtaken = true;
        await overtake();
      }
      return memory.writeBoards(writes);
    },
  };
};

/** Delivers a log at least once and in order, as a stream does: what failed comes again from the same place, in batches cut anew. */
const deliver = async (changes: readonly Change[], deliveries: readonly Delivery[], memory: BoardMemory) => {
  let done = 0;
  for (const each of deliveries) {
    const from = Math.max(0, done - each.back);
    const to = Math.min(changes.length, done + each.length);
    const overtake = () => updateBoards(changes.slice(from, from + each.overtaker), SHARD, memory);
    try {
      await updateBoards(changes.slice(from, to), SHARD, troubled(memory, each, overtake));
      done = to;
    } catch {
      // Comes again.
    }
  }
  await updateBoards(changes.slice(done), SHARD, memory);
};

describe('boards', () => {
  test('count each change once, however it is delivered: again, in part, cut anew, overtaken, half written', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.array(delivery, { maxLength: 12 }), async (changes, deliveries) => {
        const memory = { ...boardMemory(), reference: REFERENCE };
        await deliver(changes, deliveries, memory);
        expect(bodiesIn(memory)).toEqual(boardsOf(changes));
      }),
      { numRuns: 300 },
    );
  });

  test('are written only where a batch has news for them', async () => {
    const memory = boardMemory();
    const approval = logOf([aDecisionChange({ decidedAtMs: START_MS })]);
    await updateBoards(approval, SHARD, memory);
    expect([...memory.boards.keys()].sort()).toEqual([
      'latest/s-1',
      'minute/029540880/s-1',
      'models/020514/s-1',
      'tally/s-1',
    ]);
    await updateBoards(approval, SHARD, {
      ...memory,
      writeBoards: () => Promise.reject(new Error('nothing is to be written')),
    });
  });

  test('of one shard are not those of another', async () => {
    const memory = boardMemory();
    for (const shard of ['s-1', 's-2']) await updateBoards(logOf([aDecisionChange()]), shard, memory);
    expect(memory.boards.get('tally/s-1')).toEqual(memory.boards.get('tally/s-2'));
    expect(memory.boards.size).toBe(8);
  });

  test('that keep changing are given up after some attempts, with nothing half told', async () => {
    let attempts = 0;
    const busy: BoardPorts = {
      readBoards: async () => new Map(),
      writeBoards: async (writes) => {
        attempts += 1;
        return writes.map(({ key }) => key);
      },
    };
    await expect(updateBoards(logOf([aDecisionChange()]), SHARD, busy)).rejects.toThrow(
      'the boards of shard s-1 kept changing 8 times',
    );
    expect(attempts).toBe(8);
  });

  test('are not even read for an empty batch', async () => {
    const refuse = () => Promise.reject(new Error('not asked'));
    await expect(updateBoards([], SHARD, { readBoards: refuse, writeBoards: refuse })).resolves.toBeUndefined();
  });
});
