import type { DriftStatus } from '../domain/drift/drift-found.ts';

/** What the last look at models and decisions found; kept so that reading it costs one look-up. */
export type WatchReport = {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** Decisions that were made again from what was stored of them, and of them those that came out otherwise. */
  readonly checked: number;
  readonly differing: readonly string[];
  /** Made by a model, rules, costs or features that this code no longer has. */
  readonly skipped: number;
  readonly drift: DriftStatus;
  /** Most shifted of scores and features; null while none is known. */
  readonly mostShifted: { readonly name: string; readonly stability: number } | null;
  /** Expected frauds for each one found, over decisions whose labels have had time to arrive; null while too few are known. */
  readonly calibrationRatio: number | null;
};
