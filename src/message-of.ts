import { isNativeError } from 'node:util/types';

/** What a failure says: its message, or as text what is no error. An error may be of another realm, as those of a test runner are. */
export const messageOf = (error: unknown): string =>
  error instanceof Error || isNativeError(error) ? error.message : String(error);
