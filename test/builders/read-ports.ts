import {
  accountExample,
  accountRiskExample,
  healthExample,
  modelsExample,
  summaryExample,
} from '../../src/api/openapi/examples.ts';
import type { ReadPorts } from '../../src/read/ports.ts';
import { aDecision } from './a-decision.ts';

/** The ports of reading, each answering with one of what it is asked for. */
export const readPorts = (overrides: Partial<ReadPorts> = {}): ReadPorts => ({
  findDecision: async (id) => ({ decision: aDecision({ id }) }),
  featureNames: () => [],
  readFeed: async () => [aDecision()],
  readSummary: async () => summaryExample,
  readRiskyAccounts: async () => [accountRiskExample],
  readAccount: async (account) => ({ ...accountExample, account }),
  readModels: async () => modelsExample,
  readHealth: async () => healthExample,
  ...overrides,
});
