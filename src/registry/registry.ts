import { createHash } from 'node:crypto';
import type * as z from 'zod';
import {
  type Approval,
  approvalSchema,
  type ChampionRecord,
  type Comparison,
  championSchema,
  comparisonSchema,
  type Entry,
  entrySchema,
  type KeptComparison,
  type ShadowRecord,
  shadowSchema,
} from '../domain/registry/records.ts';
import { registryFault } from './fault.ts';
import type { RegistryObjects } from './objects.ts';
import { issueText, parseRecord } from './parse-record.ts';

/** The registry's records over its objects. Reading parses; what does not parse, or is not of its digest, is refused. */
export type Registry = {
  readonly objects: RegistryObjects;
  readonly entries: () => Promise<readonly Entry[]>;
  /** Throws a RegistryFault, telling what there is, for an id that is not registered. */
  readonly entry: (id: string) => Promise<Entry>;
  readonly comparisonsOf: (challenger: string) => Promise<readonly KeptComparison[]>;
  readonly keepComparison: (comparison: Comparison) => Promise<KeptComparison>;
  readonly approvalsOf: (model: string) => Promise<readonly Approval[]>;
  /** False when the same person has approved it before. */
  readonly keepApproval: (approval: Approval) => Promise<boolean>;
  readonly champion: () => Promise<ChampionRecord | undefined>;
  readonly shadow: () => Promise<ShadowRecord | undefined>;
  /** Changes the champion's record; throws a RegistryFault when it changed meanwhile. */
  readonly changeChampion: (
    change: (standing: ChampionRecord | undefined) => ChampionRecord,
  ) => Promise<ChampionRecord>;
  readonly setShadow: (shadow: ShadowRecord | undefined) => Promise<void>;
};

export const keys = {
  champion: 'champion.json',
  shadow: 'shadow.json',
  file: (id: string, name: string) => `models/${id}/${name}`,
  entry: (id: string) => `models/${id}/entry.json`,
  comparisons: (challenger: string) => `comparisons/${challenger}/`,
  approvals: (model: string) => `approvals/${model}/`,
};

export const openRegistry = (objects: RegistryObjects): Registry => {
  const parsed = async <T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const bytes = await objects.read(key);
    return bytes === undefined ? undefined : parse(key, schema, bytes);
  };
  const all = async <T>(prefix: string, schema: z.ZodType<T>): Promise<readonly { key: string; value: T }[]> => {
    const found = [];
    for (const key of await objects.list(prefix)) {
      const value = key.endsWith('.json') ? await parsed(key, schema) : undefined;
      if (value !== undefined) found.push({ key, value });
    }
    return found;
  };
  const entries = async (): Promise<readonly Entry[]> => {
    const entryKeys = (await objects.list('models/')).filter((key) => key.endsWith('/entry.json'));
    const found = await Promise.all(entryKeys.map((key) => parsed(key, entrySchema)));
    return found.filter((entry) => entry !== undefined);
  };
  return {
    objects,
    entries,
    entry: async (id) => {
      const entry = await parsed(keys.entry(id), entrySchema);
      if (entry !== undefined) return entry;
      const there = (await entries()).map((each) => each.id);
      throw registryFault(`no model ${id} is registered; there are: ${there.join(', ') || 'none'}`);
    },
    comparisonsOf: async (challenger) =>
      (await all(keys.comparisons(challenger), comparisonSchema)).map(({ key, value }) => ({
        ...value,
        digest: nameOf(key),
      })),
    keepComparison: async (comparison) => {
      const bytes = recordBytes('comparison', comparisonSchema, comparison);
      const digest = sha256(bytes);
      await objects.create(`${keys.comparisons(comparison.challenger)}${digest}.json`, bytes);
      return { ...comparison, digest };
    },
    approvalsOf: async (model) => (await all(keys.approvals(model), approvalSchema)).map(({ value }) => value),
    keepApproval: (approval) =>
      objects.create(
        `${keys.approvals(approval.model)}${approval.comparison.slice(0, 12)}-${sha256(toBytes(approval.by)).slice(0, 12)}.json`,
        recordBytes('approval', approvalSchema, approval),
      ),
    champion: () => parsed(keys.champion, championSchema),
    shadow: () => parsed(keys.shadow, shadowSchema.nullable()).then((shadow) => shadow ?? undefined),
    changeChampion: async (change) => {
      const before = await objects.read(keys.champion);
      const next = change(before === undefined ? undefined : parse(keys.champion, championSchema, before));
      await replace(objects, { key: keys.champion, next: recordBytes(keys.champion, championSchema, next), before });
      return next;
    },
    setShadow: async (shadow) => {
      const next = recordBytes(keys.shadow, shadowSchema.nullable(), shadow ?? null);
      await replace(objects, { key: keys.shadow, next, before: await objects.read(keys.shadow) });
    },
  };
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const toBytes = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** A record as it is kept. One that could not be read again is refused before it is: nobody could take it out. */
export const recordBytes = <T>(name: string, schema: z.ZodType<T>, record: T): Uint8Array => {
  const parsed = schema.safeParse(record);
  if (parsed.success) return toBytes(record);
  throw registryFault(`${name} is not written: ${issueText(parsed.error, record)}`);
};

type Replacing = { readonly key: string; readonly next: Uint8Array; readonly before: Uint8Array | undefined };

const replace = async (objects: RegistryObjects, { key, next, before }: Replacing): Promise<void> => {
  if (!(await objects.replace(key, next, before)))
    throw registryFault(`${key} was changed by somebody else at the same moment; look at it and try again`);
};

const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1, -'.json'.length);

const DIGEST = /^[0-9a-f]{64}$/;

const parse = <T>(key: string, schema: z.ZodType<T>, bytes: Uint8Array): T => {
  if (DIGEST.test(nameOf(key)) && sha256(bytes) !== nameOf(key))
    throw registryFault(`${key}: its content has digest ${sha256(bytes)}, its name tells another: it was changed`);
  return parseRecord(key, schema, Buffer.from(bytes).toString('utf8'));
};
