import type { Latest } from '../../domain/boards/latest.ts';
import { type Minute, minuteOf } from '../../domain/boards/minute.ts';
import type { ModelDay } from '../../domain/boards/model-day.ts';
import type { RiskBoard } from '../../domain/boards/risk.ts';
import type { Tally } from '../../domain/boards/tally.ts';
import type { Decision, Versions } from '../../domain/decision/decision.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../domain/features/index.ts';
import { dayOf } from '../../domain/profile/day.ts';
import { accountKey } from '../../domain/profile/entity.ts';
import { boardKeys } from '../../fan-out/update-boards.ts';
import type { AssessPorts } from '../../ports.ts';
import type { KnownModels } from '../../read/models-with.ts';
import type { ReadPorts } from '../../read/ports.ts';
import { accountOf, riskyAccounts } from '../../read/read-account.ts';
import { MODEL_DAYS, modelsOf } from '../../read/read-models.ts';
import { LATENCY_MINUTES, summaryOf } from '../../read/read-summary.ts';
import type { LadderReading } from '../../scoring/ladder.ts';
import { WATCH_KIND, watchedOf } from '../../watch/keep-watch.ts';
import type { WatchReport } from '../../watch/watch-report.ts';
import type { Store } from '../store.ts';
import { readBoardsOf, readNumbered } from './boards.ts';
import { findLabel } from './labels.ts';

export type ReadSources = Pick<AssessPorts, 'nowMs' | 'findDecisions' | 'readProfiles'> & {
  readonly store: Store;
  readonly countQuarantined: () => Promise<number>;
  readonly streamLag: () => number;
  readonly versions: Versions;
  readonly scoring: () => LadderReading;
  readonly models: KnownModels;
};

/** The reading side over the local store. Boards are written by update-boards.ts alone, so a body is of the type that its key tells. */
export const createReads = (sources: ReadSources): ReadPorts => {
  const { store, nowMs } = sources;
  const findDecision = async (id: string): Promise<Decision | undefined> => (await sources.findDecisions([id])).get(id);
  const watched = async (): Promise<{ readonly watch?: WatchReport }> => {
    const [watch] = (await readBoardsOf(store, `${WATCH_KIND}/`)) as readonly WatchReport[];
    return watch === undefined ? {} : { watch };
  };
  const readRisk = async () => riskyAccounts((await readBoardsOf(store, 'risk/')) as readonly RiskBoard[], nowMs());
  return {
    findDecision: async (id) => {
      const decision = await findDecision(id);
      const label = findLabel(store, id);
      return decision && { decision, ...(label && { label }) };
    },
    featureNames: (version) => (version === FEATURES_VERSION ? FEATURE_NAMES : undefined),
    readFeed: async ({ limit, outcome }) => {
      const boards = (await readBoardsOf(store, 'latest/')) as readonly Latest[];
      const ids = boards.flatMap((latest) =>
        outcome === undefined || outcome === 'approve' ? latest.all : latest[outcome],
      );
      const decisions = [...(await sources.findDecisions(ids)).values()].filter(
        (decision) => outcome === undefined || decision.outcome === outcome,
      );
      return decisions.sort((a, b) => b.decidedAtMs - a.decidedAtMs).slice(0, limit);
    },
    readSummary: async ({ minutes: span }) => {
      const now = nowMs();
      return summaryOf({
        tallies: (await readBoardsOf(store, 'tally/')) as readonly Tally[],
        minutes: (await readNumbered(
          store,
          boardKeys.minute(minuteOf(now) - Math.max(span, LATENCY_MINUTES), ''),
        )) as readonly (readonly [number, Minute])[],
        span,
        nowMs: now,
        quarantined: await sources.countQuarantined(),
      });
    },
    readRiskyAccounts: async ({ limit }) => (await readRisk()).slice(0, limit),
    readAccount: async (account) => {
      const stored = (await sources.readProfiles([accountKey(account)])).get(accountKey(account));
      if (stored === undefined) return undefined;
      const risk = (await readRisk()).find((risky) => risky.account === account);
      return accountOf(account, { profile: stored.profile, nowMs: nowMs(), ...(risk && { risk }) });
    },
    readModels: async () => {
      const now = nowMs();
      return modelsOf({
        ...sources.models,
        champion: sources.versions.model,
        days: await readModelDays(store, dayOf(now) - MODEL_DAYS),
        nowMs: now,
        ...(await watched()),
      });
    },
    readHealth: async () => {
      // A store that failed takes no more writes: who can decide nothing is not well.
      await store.committed();
      return {
        ...healthOfScoring(sources.scoring()),
        versions: sources.versions,
        streamLag: sources.streamLag(),
        quarantined: await sources.countQuarantined(),
        ...healthOfModels(await watched()),
      };
    },
  };
};

const healthOfModels = ({ watch }: { readonly watch?: WatchReport }) =>
  watch === undefined ? {} : { models: watchedOf(watch) };

/** The days of the models' boards from one on. */
export const readModelDays = async (store: Store, from: number): Promise<readonly (readonly [number, ModelDay])[]> =>
  (await readNumbered(store, boardKeys.models(from, ''))) as readonly (readonly [number, ModelDay])[];

const healthOfScoring = ({ rung, rungReason, degradedSinceMs }: LadderReading) => ({
  status: degradedSinceMs === undefined ? ('ok' as const) : ('degraded' as const),
  rung,
  ...(rungReason !== undefined && { rungReason }),
  ...(degradedSinceMs !== undefined && { degradedSince: new Date(degradedSinceMs).toISOString() }),
});
