import type { Models } from '../api/schemas.ts';
import { addModelDays, EMPTY_MODEL_DAY, type ModelDay, type ShadowCounts } from '../domain/boards/model-day.ts';
import { OUTCOMES } from '../domain/decision/decision.ts';
import { type CalibrationFound, calibrationFound, EMPTY_CALIBRATION } from '../domain/drift/calibration.ts';
import { driftFound } from '../domain/drift/drift-found.ts';
import type { Reference } from '../domain/drift/reference.ts';
import { DAY_MS, dayOf } from '../domain/profile/day.ts';
import type { WatchReport } from '../watch/watch-report.ts';

/** How far back calibration and comparison look; drift looks at today and yesterday, so that a shift shows within hours. */
export const MODEL_DAYS = 35;
/** Chargebacks come later still, analysts and customers mostly within a week. */
export const LABEL_DELAY_DAYS = 7;
const DRIFT_DAYS = 2;

export type ModelsInput = {
  /** Days by number since 1970, those of several shards one after another; at least the last MODEL_DAYS. */
  readonly days: readonly (readonly [day: number, body: ModelDay])[];
  readonly champion: string;
  readonly challenger?: string;
  readonly reference?: Reference;
  /** How long it takes until a payment's label is known; younger decisions are left out of calibration. */
  readonly labelDelayDays: number;
  readonly nowMs: number;
  readonly watch?: WatchReport;
};

/** What the dashboard shows of the models, from their boards. */
export const modelsOf = (input: ModelsInput): Models => {
  const { champion, challenger, reference, nowMs, watch } = input;
  const today = dayOf(nowMs);
  const maturedDay = today - input.labelDelayDays;
  const matured = sumOf(input, (day) => day <= maturedDay);
  const recent = sumOf(input, (day) => day > today - DRIFT_DAYS);
  const shadows = challenger === undefined ? undefined : sumOf(input, () => true).shadows[`${champion}/${challenger}`];
  const counts = reference && recent.drift[reference.model];
  const drift = driftFound(reference, counts);
  const calibrationOf = (model: string): CalibrationFound =>
    calibrationFound(matured.calibration[model] ?? EMPTY_CALIBRATION);
  return {
    now: new Date(nowMs).toISOString(),
    maturedThrough: new Date(maturedDay * DAY_MS).toISOString().slice(0, 10),
    champion: { version: champion, calibration: calibrationOf(champion) },
    ...(challenger !== undefined && { challenger: { version: challenger, calibration: calibrationOf(challenger) } }),
    ...(shadows && { shadow: comparisonOf(shadows) }),
    drift: {
      ...drift,
      features: [...drift.features],
      payments: counts?.features[0]?.reduce((sum, count) => sum + count, 0) ?? 0,
    },
    ...(watch && {
      replayed: {
        at: new Date(watch.atMs).toISOString(),
        checked: watch.checked,
        differing: [...watch.differing],
        skipped: watch.skipped,
      },
    }),
  };
};

const sumOf = ({ days, nowMs }: ModelsInput, wanted: (day: number) => boolean): ModelDay => {
  const today = dayOf(nowMs);
  return days
    .filter(([day]) => day > today - MODEL_DAYS && day <= today && wanted(day))
    .reduce((sum, [, body]) => addModelDays(sum, body), EMPTY_MODEL_DAY);
};

const comparisonOf = ({
  outcomes,
  frauds: [neither, challenger, champion, both],
}: ShadowCounts): NonNullable<Models['shadow']> => {
  const pairs = OUTCOMES.flatMap((ours, row) =>
    OUTCOMES.map((theirs, column) => ({ champion: ours, challenger: theirs, count: outcomes[row][column] })),
  );
  return {
    compared: pairs.reduce((sum, { count }) => sum + count, 0),
    agreed: pairs.reduce((sum, pair) => sum + (pair.champion === pair.challenger ? pair.count : 0), 0),
    disagreements: pairs
      .filter((pair) => pair.champion !== pair.challenger && pair.count > 0)
      .sort((a, b) => b.count - a.count),
    frauds: { both, champion, challenger, neither },
  };
};
