import type { Decision, Outcome } from '../decision/decision.ts';
import type { Change } from './change.ts';

/** How risky an account has been of late. */
export type Risk = {
  /** Expected loss of its flagged payments, halved with every hour that passes, US cents as of `lastAtMs`. */
  readonly cents: number;
  readonly flagged: number;
  readonly blocked: number;
  readonly maxProbability: number;
  readonly lastOutcome: Outcome;
  readonly lastReason?: string;
  readonly lastAtMs: number;
};

/** The accounts of most risk, by account id. */
export type RiskBoard = Readonly<Record<string, Risk>>;

export const MAX_RISKY_ACCOUNTS = 100;
const HALF_LIFE_MS = 3_600_000;

/** The risk left over at an instant, US cents. */
export const riskAt = ({ cents, lastAtMs }: Risk, nowMs: number): number =>
  cents * 2 ** (-Math.max(0, nowMs - lastAtMs) / HALF_LIFE_MS);

/** The board with the held and blocked payments among some changes counted, for both of their accounts. */
export const riskWith = (board: RiskBoard, changes: readonly Change[]): RiskBoard => {
  const flagged = changes.flatMap((change) =>
    change.kind === 'decision' && change.decision.outcome !== 'approve' ? [change.decision] : [],
  );
  const risks = new Map(Object.entries(board));
  for (const decision of flagged) {
    for (const account of new Set([decision.payment.sender.account, decision.payment.receiver.account])) {
      risks.set(account, raised(risks.get(account), decision));
    }
  }
  return Object.fromEntries(ranked(risks).slice(0, MAX_RISKY_ACCOUNTS));
};

/** Accounts with their risks, riskiest first, as of the newest among them. */
export const ranked = (risks: Iterable<readonly [string, Risk]>): readonly (readonly [string, Risk])[] => {
  const all = [...risks];
  const nowMs = all.reduce((latest, [, { lastAtMs }]) => Math.max(latest, lastAtMs), 0);
  return all.sort(([, a], [, b]) => riskAt(b, nowMs) - riskAt(a, nowMs));
};

const raised = (risk: Risk | undefined, decision: Decision): Risk => ({
  cents: (risk === undefined ? 0 : riskAt(risk, decision.decidedAtMs)) + decision.expectedLossMinor,
  flagged: (risk?.flagged ?? 0) + 1,
  blocked: (risk?.blocked ?? 0) + (decision.outcome === 'block' ? 1 : 0),
  maxProbability: Math.max(risk?.maxProbability ?? 0, decision.probability),
  lastOutcome: decision.outcome,
  ...(decision.reasons.length > 0 && { lastReason: decision.reasons[0].code }),
  lastAtMs: decision.decidedAtMs,
});
