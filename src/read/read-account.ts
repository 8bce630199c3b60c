import type { Account, AccountRisk } from '../api/schemas.ts';
import { type Risk, type RiskBoard, ranked, riskAt } from '../domain/boards/risk.ts';
import { hash48 } from '../domain/hash.ts';
import type { Flow, Window } from '../domain/profile/flow.ts';
import type { Profile } from '../domain/profile/profile.ts';
import { viewOf } from '../domain/profile/view.ts';

/** What is remembered of an account as of an instant, as the API tells it. */
export const accountOf = (
  account: string,
  { profile, nowMs, risk }: { profile: Profile; nowMs: number; risk?: AccountRisk },
): Account => {
  const view = viewOf(profile, { atMs: nowMs, id: hash48('') });
  return {
    account,
    asOf: new Date(nowMs).toISOString(),
    sent: flowAnswer(view.out),
    received: flowAnswer(view.in),
    saturated: view.saturated,
    confirmedFrauds: view.confirmed['28_days'],
    ...(risk !== undefined && { risk }),
  };
};

const windowAnswer = ({ count, cents, distinct, failures }: Window): Account['sent']['1h'] => ({
  count,
  sumMinor: cents,
  distinct,
  failures,
});

const flowAnswer = (flow: Flow): Account['sent'] => ({
  '1h': windowAnswer(flow['1h']),
  '24h': windowAnswer(flow['24h']),
  '7d': windowAnswer(flow['7d']),
  '28d': windowAnswer(flow['28_days']),
});

/** The riskiest accounts over the boards of all shards, riskiest first. */
export const riskyAccounts = (boards: readonly RiskBoard[], nowMs: number): readonly AccountRisk[] =>
  ranked(boards.flatMap((board) => Object.entries(board))).map(([account, risk]) => riskAnswer(account, risk, nowMs));

const riskAnswer = (account: string, risk: Risk, nowMs: number): AccountRisk => ({
  account,
  riskMinor: Math.round(riskAt(risk, nowMs)),
  flagged: risk.flagged,
  blocked: risk.blocked,
  maxProbability: risk.maxProbability,
  lastOutcome: risk.lastOutcome,
  ...(risk.lastReason !== undefined && { lastReason: risk.lastReason }),
  lastAt: new Date(risk.lastAtMs).toISOString(),
});
