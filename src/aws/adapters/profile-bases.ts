import { createHash } from 'node:crypto';
import { DAY_MS } from '../../domain/profile/day.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { transientError } from '../../transient.ts';
import { type Attributes, binary, binaryOf, number, text, textOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { insert } from '../partiql.ts';
import { createRecent } from '../recent.ts';
import type { Execute } from '../statements.ts';
import { bodyOf, profileOf } from './profile-body.ts';

export type BasesSource = {
  readonly table: string;
  readonly get: Get;
  readonly execute: Execute;
  readonly nowMs: () => number;
};

export type NewBase = { readonly name: string; readonly item: Attributes; readonly profile: Profile };

/** A base that is older is not built upon, so that it outlives whatever was. */
const BUILT_ON_MS = 29 * DAY_MS;
const KEPT_MS = 90 * DAY_MS;
const REMEMBERED = 2_048;

/**
 * Earlier states of profiles, items that never change: `{ key: 'base~<day>~<digest>~<key>', body, expiresAt }`. Their name holds a digest of their body, so
 * two writers never write different states under one name; no profile's own key begins like that.
 */
export const createProfileBases = ({ table, get, execute, nowMs }: BasesSource) => {
  const known = createRecent<Profile>(REMEMBERED);
  const read = async (names: readonly string[], consistent: boolean): Promise<readonly string[]> => {
    const items = await get({ table, keys: names.map((name) => ({ key: text(name) })), consistent });
    const found = new Map(items.map((item) => [textOf(item, 'key'), profileOf(binaryOf(item, 'body'))]));
    for (const [name, profile] of found) known.set(name, profile);
    return names.filter((name) => !found.has(name));
  };
  return {
    /** The state of that name, once it has been read or written. */
    find: known.get,
    isYoung: (name: string): boolean => Number(name.split('~')[1]) * DAY_MS > nowMs() - BUILT_ON_MS,
    /** Reads what is not known yet; throws a transient error when one is not there. */
    load: async (names: readonly string[]): Promise<void> => {
      const missing = await read(
        names.filter((name) => known.get(name) === undefined),
        false,
      );
      const gone = missing.length === 0 ? [] : await read(missing, true);
      if (gone.length > 0) throw transientError(`${gone.length} profiles lack the state that they are built upon`);
    },
    make: (key: string, profile: Profile): NewBase => {
      const body = bodyOf(profile);
      const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
      const name = `base~${Math.floor(nowMs() / DAY_MS)}~${digest}~${key}`;
      const expiresAt = number(Math.ceil((nowMs() + KEPT_MS) / 1000));
      return { name, profile, item: { key: text(name), body: binary(body), expiresAt } };
    },
    /** One that is there already is the same one. */
    write: async (bases: readonly NewBase[]): Promise<void> => {
      await execute(bases.map(({ item }) => insert(table, item)));
      for (const { name, profile } of bases) known.set(name, profile);
    },
  };
};
