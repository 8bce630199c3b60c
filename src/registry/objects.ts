/**
 * Where a registry's objects are: a folder, or a prefix of an S3 bucket. Keys are relative paths with `/`. Immutability and the
 * guard against two people at once are in these four verbs, so every adapter must keep them.
 */
export type RegistryObjects = {
  readonly read: (key: string) => Promise<Uint8Array | undefined>;
  /** Keys that begin with a prefix, in order. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Writes a key that is not there yet, whole or not at all; false when it is there. */
  readonly create: (key: string, bytes: Uint8Array) => Promise<boolean>;
  /** Writes a key that still holds `before` (undefined: is not there); false when it holds something else. */
  readonly replace: (key: string, bytes: Uint8Array, before: Uint8Array | undefined) => Promise<boolean>;
};
