import type { Rung } from '../domain/decision/decision.ts';
import type { Scored, ScoreRows } from '../ports.ts';
import { type BreakerRules, guarded } from './guarded.ts';

/** Raw scores (log-odds), one a row. Rejects, with a message of a few words, when it has none to give; gives up when the signal is raised. */
export type ScoreOnRung = (rows: readonly Float32Array[], signal: AbortSignal) => Promise<readonly number[]>;

export type LadderRung = {
  readonly rung: Exclude<Rung, 'rules' | 'static'>;
  readonly score: ScoreOnRung;
  /** How long it may take, and when it is left alone for a while. Left out for a rung that cannot wait for anything. */
  readonly budgetMs?: number;
  readonly breaker?: BreakerRules;
};

/** What scored last, and since when it has not been the best rung. */
export type LadderReading = {
  readonly rung: Rung;
  readonly rungReason?: string;
  /** Epoch milliseconds. */
  readonly degradedSinceMs?: number;
};

export type LadderOptions = {
  /** Best first; may be empty. */
  readonly rungs: readonly LadderRung[];
  /** Told when another rung begins to score. */
  readonly onChange?: (reading: LadderReading) => void;
  readonly nowMs: () => number;
};

export type Ladder = { readonly scoreRows: ScoreRows; readonly reading: () => LadderReading };

/**
 * The declared ladder: each call tries the rungs from the best one down, and ends with no scores at all, on the rules. Whether those can be
 * asked, or the static policy is what is left, is found out payment by payment (guarded-rules.ts). It never rejects. A reason names each rung
 * passed over in words that the same fault always gives, without times or counts.
 */
export const createLadder = (options: LadderOptions): Ladder => {
  const { rungs } = options;
  const attempts = rungs.map((rung) => ({ rung: rung.rung, attempt: guarded(rung) }));
  const watch = createWatch(rungs[0]?.rung ?? 'rules', options);
  const climbDown = async (rows: readonly Float32Array[]): Promise<Scored> => {
    const passedOver: string[] = [];
    for (const { rung, attempt } of attempts) {
      const tried = await attempt(rows);
      if ('rawScores' in tried) return scored(rung, passedOver, tried.rawScores);
      passedOver.push(`${rung}: ${tried.failed}`);
    }
    return scored('rules', passedOver, []);
  };
  return { scoreRows: async (rows) => watch.note(await climbDown(rows)), reading: watch.reading };
};

const scored = (rung: Rung, passedOver: readonly string[], rawScores: readonly number[]): Scored => ({
  rung,
  ...(passedOver.length > 0 && { rungReason: passedOver.join('; ') }),
  rawScores,
});

const createWatch = (first: Rung, { onChange, nowMs }: LadderOptions) => {
  let reading: LadderReading = { rung: first };
  return {
    reading: () => reading,
    note: (found: Scored): Scored => {
      const { rung, rungReason } = found;
      if (rung === reading.rung && rungReason === reading.rungReason) return found;
      const changed = rung !== reading.rung;
      const degradedSinceMs = rung === first ? undefined : (reading.degradedSinceMs ?? nowMs());
      reading = {
        rung,
        ...(rungReason !== undefined && { rungReason }),
        ...(degradedSinceMs !== undefined && { degradedSinceMs }),
      };
      if (changed) onChange?.(reading);
      return found;
    },
  };
};
