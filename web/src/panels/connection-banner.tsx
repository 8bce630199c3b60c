import { problemIn } from '../api.ts';
import { asClock } from '../format/times.ts';
import type { Failure } from '../live/polling.ts';
import { WarningIcon } from '../parts/icons.tsx';

type ConnectionBannerProps = {
  readonly failure: Failure;
  readonly hasData: boolean;
  readonly onRetry: () => void;
  /** Where there is a sign-in. */
  readonly onSignIn: (() => void) | undefined;
};

/** Says that what is seen is no longer live, since when, why, and when the next try is. */
export const ConnectionBanner = ({ failure, hasData, onRetry, onSignIn }: ConnectionBannerProps) => (
  <div class="banner" role="alert">
    <WarningIcon />
    <p>
      <strong>{headlineOf(failure.error)}</strong> since {asClock(failure.sinceMs)}.{' '}
      {hasData ? 'The figures below are the last that came.' : 'Nothing has come yet.'}{' '}
      <span class="muted">Next try at {asClock(failure.nextTryMs)}.</span>
    </p>
    {onSignIn !== undefined && isUnauthorized(failure.error) ? (
      <button type="button" onClick={onSignIn}>
        Sign in
      </button>
    ) : (
      <button type="button" onClick={onRetry}>
        Try now
      </button>
    )}
  </div>
);

const headlineOf = (error: unknown): string => {
  const problem = problemIn(error);
  if (problem === undefined) return 'The API is unreachable';
  if (isUnauthorized(error)) return 'The API asks you to sign in again';
  return `The API answers ${problem.status}: ${problem.title}`;
};

const isUnauthorized = (error: unknown): boolean => [401, 403].includes(problemIn(error)?.status ?? 0);
