import { minuteOf } from '../../domain/boards/minute.ts';
import type { RiskBoard } from '../../domain/boards/risk.ts';
import type { Tally } from '../../domain/boards/tally.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../domain/features/index.ts';
import { accountKey } from '../../domain/profile/entity.ts';
import type { AssessPorts, LabelPorts } from '../../ports.ts';
import type { ReadPorts } from '../../read/ports.ts';
import { accountOf, riskyAccounts } from '../../read/read-account.ts';
import { LATENCY_MINUTES, summaryOf } from '../../read/read-summary.ts';
import type { Query } from '../query.ts';
import { boardBody } from './boards.ts';
import { createReadFeed } from './feed.ts';
import { createReadHealth, type HealthSource } from './health.ts';
import { readMinutes } from './minutes.ts';
import { createReadModels, type ModelsSource } from './model-days.ts';

export type ReadSource = Pick<AssessPorts, 'nowMs' | 'findDecisions' | 'readProfiles'> &
  Pick<LabelPorts, 'findLabels'> & {
    readonly table: string;
    readonly query: Query;
  } & Pick<HealthSource, 'countQuarantined' | 'versions' | 'firstRung'> &
  Pick<ModelsSource, 'models'>;

/** The reading side over DynamoDB: items by key, and queries of the few boards of one kind. Nothing scans. */
export const createReads = (source: ReadSource): ReadPorts => {
  const { nowMs, countQuarantined } = source;
  const readFeed = createReadFeed(source);
  return {
    findDecision: async (id) => {
      const [decisions, labels] = await Promise.all([source.findDecisions([id]), source.findLabels([id])]);
      const decision = decisions.get(id);
      const label = labels.get(id);
      return (
        decision && { decision, ...(label && { label: { fraud: label.fraud, labelledAtMs: label.labelledAtMs } }) }
      );
    },
    featureNames: (version) => (version === FEATURES_VERSION ? FEATURE_NAMES : undefined),
    readFeed,
    readSummary: async ({ minutes: span }) => {
      const now = nowMs();
      const [tallies, minutes, quarantined] = await Promise.all([
        bodiesOf<Tally>(source, 'tally'),
        readMinutes(source, minuteOf(now) - Math.max(span, LATENCY_MINUTES)),
        countQuarantined(),
      ]);
      return summaryOf({ tallies, minutes, span, nowMs: now, quarantined });
    },
    readRiskyAccounts: async ({ limit }) => (await readRisky(source)).slice(0, limit),
    readAccount: async (account) => {
      const [profiles, risky] = await Promise.all([source.readProfiles([accountKey(account)]), readRisky(source)]);
      const stored = profiles.get(accountKey(account));
      const risk = risky.find((each) => each.account === account);
      return stored && accountOf(account, { profile: stored.profile, nowMs: nowMs(), ...(risk && { risk }) });
    },
    readModels: createReadModels({ ...source, champion: source.versions.model }),
    readHealth: createReadHealth({ ...source, readFeed }),
  };
};

type BoardSource = Pick<ReadSource, 'table' | 'query'>;

/** A board's kind tells what its body is of: they are written by update-boards.ts alone. */
const bodiesOf = async <T>({ table, query }: BoardSource, kind: 'tally' | 'risk'): Promise<readonly T[]> =>
  (await query({ table, pk: kind })).map((board) => boardBody(board) as T);

const readRisky = async (source: ReadSource) =>
  riskyAccounts(await bodiesOf<RiskBoard>(source, 'risk'), source.nowMs());
