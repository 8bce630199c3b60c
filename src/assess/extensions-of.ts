import { EMPTY_PROFILE, type Profile } from '../domain/profile/profile.ts';
import type { ProfileExtension, StoredProfile } from '../ports.ts';

/** What is to be written of profiles that may have grown since they were read: only those that did. */
export const extensionsOf = (
  profiles: ReadonlyMap<string, Profile>,
  stored: ReadonlyMap<string, StoredProfile>,
): readonly ProfileExtension[] =>
  [...profiles].flatMap(([key, profile]) => {
    const before = stored.get(key);
    const changed = profile !== (before?.profile ?? EMPTY_PROFILE);
    return changed ? [{ key, profile, readVersion: before?.version ?? 0 }] : [];
  });
