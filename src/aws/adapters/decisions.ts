import type { Decision } from '../../domain/decision/decision.ts';
import { DAY_MS } from '../../domain/profile/day.ts';
import type { AssessPorts } from '../../ports.ts';
import { type Attributes, binaryOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { insert } from '../partiql.ts';
import { createRecent } from '../recent.ts';
import type { Execute, Written } from '../statements.ts';
import { decisionItem, decisionItemKey, decisionOf } from './decision-item.ts';

export type DecisionsSource = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  /** 0 keeps decisions for ever. */
  readonly ttlDays: number;
  /** Sees decisions that another process made this very moment, at twice the price; recording never needs it. */
  readonly consistent?: boolean;
};

const REMEMBERED = 4_096;

/** Decisions in DynamoDB: the first to be inserted under a payment id stands, and whoever comes later is given it. */
export const createDecisions = (source: DecisionsSource): Pick<AssessPorts, 'findDecisions' | 'recordDecisions'> => {
  const { table, get, execute, ttlDays, consistent = false } = source;
  const ttl = ttlDays === 0 ? {} : { ttlMs: ttlDays * DAY_MS };
  /** A decision never changes, so one that this process recorded is true for ever, and seen at once. */
  const recorded = createRecent<Decision>(REMEMBERED);
  const read = async (ids: readonly string[], surely: boolean): Promise<readonly Decision[]> =>
    (await get({ table, keys: ids.map(decisionItemKey), consistent: surely })).map(decisionOf);
  return {
    findDecisions: async (wanted) => {
      const ids = [...new Set(wanted)];
      const known = ids.flatMap((id) => recorded.get(id) ?? []);
      const found = await read(
        ids.filter((id) => recorded.get(id) === undefined),
        consistent,
      );
      return new Map([...known, ...found].map((decision) => [decision.id, decision]));
    },
    recordDecisions: async (decisions) => {
      const items = decisions.map((decision) => decisionItem(decision, ttl));
      const written = await execute(items.map((item) => insert(table, item)));
      const stood = new Map(
        written.flatMap((each, at) => standingOf(each, { decision: decisions[at], item: items[at] })),
      );
      const missing = decisions.filter(({ id }) => !stood.has(id)).map(({ id }) => id);
      for (const decision of await read(missing, true)) stood.set(decision.id, decision);
      return decisions.map(({ id }) => {
        const decision = stood.get(id);
        if (decision === undefined)
          throw new Error(`payment ${id} was refused as decided, but no decision of it is found`);
        recorded.set(id, decision);
        return decision;
      });
    },
  };
};

type Ours = { readonly decision: Decision; readonly item: Attributes };

/** What stands after an insert, where the answer to it tells; nothing where it has to be read. */
const standingOf = (written: Written, { decision, item }: Ours): readonly (readonly [string, Decision])[] => {
  if (written.done) return [[decision.id, decision]];
  if (written.item === undefined) return [];
  // The SDK repeats a call whose answer was lost: then it is our own item that refuses us.
  const isOurs = Buffer.compare(binaryOf(written.item, 'body'), binaryOf(item, 'body')) === 0;
  return [[decision.id, isOurs ? decision : decisionOf(written.item)]];
};
