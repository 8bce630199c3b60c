const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EMFILE',
  'ENOSPC',
  'LEVEL_DATABASE_NOT_OPEN',
  'LEVEL_LOCKED',
]);
const TRANSIENT = 'TransientError';
const NAMES = new Set([
  TRANSIENT,
  'AbortError',
  'TimeoutError',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/**
 * True for a failure that may be gone when the same is tried again: a refused or lost connection, a time-out, throttling, a full disk, a store
 * that is being opened or closed, a fault of the service (AWS SDK errors carry `$fault` and `$retryable`).
 */
export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const retryable = '$retryable' in error && error.$retryable !== undefined;
  const serverFault = '$fault' in error && error.$fault === 'server';
  return retryable || serverFault || CODES.has(code) || NAMES.has(error.name) || isTransient(error.cause);
};

/** A failure of our own that may be gone when the same is tried again. */
export const transientError = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: TRANSIENT });
