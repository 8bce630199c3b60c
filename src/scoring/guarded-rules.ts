import type { AskRules, Compiled } from '../domain/rules/compile-rules.ts';

/** Since when, and why, the rules have not all been asked. */
export type RulesFailure = { readonly reason: string; readonly sinceMs: number };

export type GuardedRules = {
  /** Never throws. `failed` says in a few words why some or all rules were not asked. */
  readonly ask: AskRules;
  /** What was amiss when they were last asked. */
  readonly failure: () => RulesFailure | undefined;
};

export type GuardOptions = {
  /** Epoch milliseconds, with fractions. */
  readonly nowMs: () => number;
  /** What all rules together may take for one payment. */
  readonly budgetMs?: number;
};

/** A thousand times what the rules that ship take, so that only what is really amiss exceeds it. */
const BUDGET_MS = 20;
/** A pause of the process looks like a slow rule, but not so often in a row. */
const OVERRUNS_IN_A_ROW = 3;
const REST_MS = 10_000;
const MOST_REASON = 80;

/**
 * The rung of the rules: rules that do not compile are never asked, one that fails is passed over, and all are left alone for ten seconds
 * when they exceeded their time three times in a row. A condition cannot be interrupted: its size, which compiling limits, bounds one call,
 * and the budget what follows.
 */
export const guardRules = (compiled: Compiled, { nowMs, budgetMs = BUDGET_MS }: GuardOptions): GuardedRules => {
  const ask = compiled.ok ? bounded(compiled.ask, { nowMs, budgetMs }) : () => ({ fired: [], failed: DO_NOT_COMPILE });
  let failure: RulesFailure | undefined = compiled.ok ? undefined : { reason: DO_NOT_COMPILE, sinceMs: nowMs() };
  return {
    failure: () => failure,
    ask: (payment, features) => {
      const asked = ask(payment, features);
      if (asked.failed === undefined) failure = undefined;
      else if (asked.failed !== failure?.reason)
        failure = { reason: asked.failed, sinceMs: failure?.sinceMs ?? nowMs() };
      return asked;
    },
  };
};

const DO_NOT_COMPILE = 'do not compile';

const bounded = (askRules: AskRules, { nowMs, budgetMs }: Required<GuardOptions>): AskRules => {
  const resting = { fired: [], failed: `took longer than ${budgetMs} ms` };
  let overruns = 0;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  return (payment, features) => {
    const startMs = nowMs();
    if (startMs < restUntilMs) return resting;
    const { fired, failed } = askRules(payment, features);
    const endMs = nowMs();
    overruns = endMs - startMs > budgetMs ? overruns + 1 : 0;
    if (overruns >= OVERRUNS_IN_A_ROW) {
      restUntilMs = endMs + REST_MS;
      // One more such call is then enough.
      overruns = OVERRUNS_IN_A_ROW - 1;
    }
    return failed === undefined ? { fired } : { fired, failed: failed.slice(0, MOST_REASON) };
  };
};
