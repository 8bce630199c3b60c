import { type Change, isLater } from '../domain/boards/change.ts';
import { EMPTY_LATEST, latestWith } from '../domain/boards/latest.ts';
import { EMPTY_MINUTE, minuteCounted, minuteOf } from '../domain/boards/minute.ts';
import { EMPTY_MODEL_DAY, modelDayWith } from '../domain/boards/model-day.ts';
import { riskWith } from '../domain/boards/risk.ts';
import { counted, EMPTY_TALLY } from '../domain/boards/tally.ts';
import type { Reference } from '../domain/drift/reference.ts';
import { dayOf } from '../domain/profile/day.ts';
import { untilUndisturbed } from '../until-undisturbed.ts';

/** One board of one shard. `through` is the high-water mark: the last change that is counted in it. */
export type Board = { readonly through: string; readonly body: unknown };
export type StoredBoard = Board & { readonly version: number };
export type BoardWrite = Board & { readonly key: string; readonly readVersion: number };

export type BoardPorts = {
  /** What drift is counted by; none without it. */
  readonly reference?: Reference;
  readonly readBoards: (keys: readonly string[]) => Promise<ReadonlyMap<string, StoredBoard>>;
  /** Writes each board whose stored version is still `readVersion`; answers with the keys whose version had moved on. */
  readonly writeBoards: (writes: readonly BoardWrite[]) => Promise<readonly string[]>;
};

export const boardKeys = {
  tally: (shard: string) => `tally/${shard}`,
  latest: (shard: string) => `latest/${shard}`,
  risk: (shard: string) => `risk/${shard}`,
  models: (day: number, shard: string) => `models/${String(day).padStart(6, '0')}/${shard}`,
  minute: (minute: number, shard: string) => `minute/${String(minute).padStart(9, '0')}/${shard}`,
};

/**
 * Counts a batch of changes of one shard into its boards, each change once: a board passes over what is behind its own high-water mark,
 * so a batch that comes again, whole or in part, changes nothing. Throws when the boards keep changing under it.
 */
export const updateBoards = async (changes: readonly Change[], shard: string, ports: BoardPorts): Promise<void> => {
  if (changes.length === 0) return;
  const updates = updatesFor(changes, shard, ports.reference);
  await untilUndisturbed(`the boards of shard ${shard} kept changing`, async () => {
    const stored = await ports.readBoards(updates.map(({ key }) => key));
    const writes = updates.flatMap((update) => writeOf(update, stored.get(update.key)));
    const stale = writes.length === 0 ? [] : await ports.writeBoards(writes);
    return stale.length === 0 ? writes : undefined;
  });
};

type Update = {
  readonly key: string;
  readonly changes: readonly Change[];
  readonly apply: (body: unknown, changes: readonly Change[]) => unknown;
};

const updatesFor = (changes: readonly Change[], shard: string, reference?: Reference): readonly Update[] => {
  const decided = changes.filter((change) => change.kind === 'decision');
  const flagged = decided.filter(({ decision }) => decision.outcome !== 'approve');
  const minutes = Map.groupBy(decided, ({ decision }) => minuteOf(decision.decidedAtMs));
  const days = Map.groupBy(changes, modelDayOf);
  const countDay = modelDayWith(reference);
  return [
    { key: boardKeys.tally(shard), changes, apply: applying(counted, EMPTY_TALLY) },
    { key: boardKeys.latest(shard), changes: decided, apply: applying(latestWith, EMPTY_LATEST) },
    { key: boardKeys.risk(shard), changes: flagged, apply: applying(riskWith, {}) },
    ...[...minutes].map(([minute, those]) => ({
      key: boardKeys.minute(minute, shard),
      changes: those,
      apply: applying(minuteCounted, EMPTY_MINUTE),
    })),
    ...[...days].flatMap(([day, those]) =>
      day === undefined
        ? []
        : [{ key: boardKeys.models(day, shard), changes: those, apply: applying(countDay, EMPTY_MODEL_DAY) }],
    ),
  ].filter((update) => update.changes.length > 0);
};

/** The day that a change is counted in for its models: a label in the day of the decision that it is about. */
const modelDayOf = (change: Change): number | undefined => {
  const atMs = change.kind === 'decision' ? change.decision.decidedAtMs : change.label.scored?.atMs;
  return atMs === undefined ? undefined : dayOf(atMs);
};

/** Boards are written by this file alone, under keys that tell their kind: the body read back is of the type that was written. */
const applying =
  <T>(apply: (body: T, changes: readonly Change[]) => T, empty: T) =>
  (body: unknown, changes: readonly Change[]): unknown =>
    apply((body ?? empty) as T, changes);

const writeOf = ({ key, changes, apply }: Update, stored: StoredBoard | undefined): readonly BoardWrite[] => {
  const through = stored?.through ?? '';
  const news = changes.filter(({ sequence }) => isLater(sequence, through));
  const last = news.at(-1);
  if (last === undefined) return [];
  return [{ key, through: last.sequence, body: apply(stored?.body, news), readVersion: stored?.version ?? 0 }];
};
