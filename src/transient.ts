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
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, cause, $fault, $retryable }: Signs = error;
  return (
    $retryable !== undefined ||
    $fault === 'server' ||
    CODES.has(String(code)) ||
    NAMES.has(String(name)) ||
    isTransient(cause)
  );
};

type Signs = {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly cause?: unknown;
  readonly $fault?: unknown;
  readonly $retryable?: unknown;
};

/** A failure of our own that may be gone when the same is tried again. */
export const transientError = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: TRANSIENT });
