import type { ModelDay } from '../domain/boards/model-day.ts';
import type { Decision } from '../domain/decision/decision.ts';
import type { Reference } from '../domain/drift/reference.ts';
import { dayOf } from '../domain/profile/day.ts';
import { MODEL_DAYS, modelsOf } from '../read/read-models.ts';
import type { Recomputed } from '../verify/recompute.ts';
import type { WatchReport } from './watch-report.ts';

export type WatchPorts = {
  readonly nowMs: () => number;
  readonly champion: string;
  readonly reference?: Reference;
  readonly labelDelayDays: number;
  /** The latest decisions, at most so many, as they were stored. */
  readonly latestDecisions: (limit: number) => Promise<readonly Decision[]>;
  readonly recompute: (decision: Decision) => Recomputed;
  /** Days of the models' boards from one on, those of several shards one after another. */
  readonly readModelDays: (from: number) => Promise<readonly (readonly [day: number, body: ModelDay])[]>;
  readonly keepWatch: (report: WatchReport) => Promise<void>;
};

const SAMPLE = 50;
/** Fewer frauds say little of a ratio: by chance alone it strays by a seventh. */
const LEAST_FRAUDS = 50;
const MOST_NAMED = 10;

/** Looks at the models: makes a sample of decisions again, and holds what they see and foretell against training and against labels. */
export const watchModels = async (ports: WatchPorts): Promise<WatchReport> => {
  const { nowMs, champion, reference, labelDelayDays, recompute } = ports;
  const now = nowMs();
  const [decisions, days] = await Promise.all([
    ports.latestDecisions(SAMPLE),
    ports.readModelDays(dayOf(now) - MODEL_DAYS),
  ]);
  const found = decisions.map((decision) => ({ id: decision.id, verdict: recompute(decision) }));
  const idsOf = (wanted: Recomputed) => found.flatMap(({ id, verdict }) => (verdict === wanted ? [id] : []));
  const models = modelsOf({ days, champion, labelDelayDays, nowMs: now, ...(reference && { reference }) });
  const { scores, features, status } = models.drift;
  const shifts = [...(scores === null ? [] : [{ name: 'score', stability: scores }]), ...features];
  const { frauds, ratio } = models.champion.calibration;
  const report: WatchReport = {
    atMs: Math.floor(now),
    checked: found.length - idsOf('skipped').length,
    differing: idsOf('differs').slice(0, MOST_NAMED),
    skipped: idsOf('skipped').length,
    drift: status,
    mostShifted: shifts.toSorted((a, b) => b.stability - a.stability)[0] ?? null,
    calibrationRatio: frauds >= LEAST_FRAUDS ? ratio : null,
  };
  await ports.keepWatch(report);
  return report;
};
