import { createAlertClaims as awsClaims } from '../../src/aws/adapters/alert-claims.ts';
import { createBoards as awsBoards } from '../../src/aws/adapters/boards.ts';
import { createDecisions as awsDecisions } from '../../src/aws/adapters/decisions.ts';
import { createLabels as awsLabels } from '../../src/aws/adapters/labels.ts';
import { createProfiles as awsProfiles } from '../../src/aws/adapters/profiles.ts';
import { createQuarantine as awsQuarantine, createCountQuarantined } from '../../src/aws/adapters/quarantine.ts';
import { dynamoParts } from '../../src/aws/functions/parts.ts';
import { createAlertClaims } from '../../src/embedded/adapters/alerts.ts';
import { createBoards } from '../../src/embedded/adapters/boards.ts';
import { createDecisions } from '../../src/embedded/adapters/decisions.ts';
import { createLabels } from '../../src/embedded/adapters/labels.ts';
import { createProfiles } from '../../src/embedded/adapters/profiles.ts';
import { createQuarantine } from '../../src/embedded/quarantine.ts';
import type { AlertPorts } from '../../src/fan-out/send-alerts.ts';
import type { BoardPorts } from '../../src/fan-out/update-boards.ts';
import type { AssessPorts, LabelPorts, Quarantine } from '../../src/ports.ts';
import { createFakeAws, type FakeAws } from '../aws/fake/fake-aws.ts';
import { TABLES } from '../aws/fake/fake-dynamo.ts';
import { aStore } from '../embedded/a-store.ts';

/** The ports that have two adapters, over one storage. */
export type Adapters = Pick<AssessPorts, 'findDecisions' | 'recordDecisions' | 'readProfiles' | 'extendProfiles'> &
  Pick<LabelPorts, 'findLabels' | 'writeLabels'> &
  Pick<AlertPorts, 'claimAlert' | 'confirmAlert' | 'releaseAlert'> &
  BoardPorts & { readonly quarantine: Quarantine; readonly countQuarantined: () => Promise<number> };

/** Makes the adapters over empty storage, and those of as many further processes over the same as are asked for. */
export type Kind = readonly [name: string, open: () => Promise<() => Adapters>];

const embedded = async (): Promise<() => Adapters> => {
  const { store } = await aStore();
  const quarantine = createQuarantine(store);
  const adapters = {
    ...createDecisions(store, () => []),
    ...createProfiles(store),
    ...createLabels(store, () => []),
    ...createBoards(store),
    ...createAlertClaims(store),
    quarantine: quarantine.quarantine,
    countQuarantined: quarantine.count,
  };
  return () => adapters;
};

/** Those of one process of a function. */
export const awsAdapters = (aws: FakeAws): Adapters => {
  const parts = { ...dynamoParts(aws.client), nowMs: () => Date.parse('2026-03-02T12:00:00Z') };
  const [decisions, console] = [
    { ...parts, table: TABLES.DECISIONS_TABLE },
    { ...parts, table: TABLES.CONSOLE_TABLE },
  ];
  return {
    ...awsDecisions({ ...decisions, ttlDays: 0 }),
    ...awsProfiles({ ...parts, table: TABLES.PROFILES_TABLE }),
    ...awsLabels(decisions),
    ...awsBoards(console),
    ...awsClaims(console),
    quarantine: awsQuarantine(console),
    countQuarantined: createCountQuarantined(console),
  };
};

/** The embedded one has one process by design; on AWS each call makes another, which has its own memory. */
export const KINDS: readonly Kind[] = [
  ['embedded', embedded],
  [
    'aws',
    async () => {
      const aws = createFakeAws();
      return () => awsAdapters(aws);
    },
  ],
];
