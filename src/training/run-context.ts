import { POLICY } from '../domain/decision/policy.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import { outputOf } from './run-program.ts';

/** What a Python program of the bench is told of the code and the data, as JSON. */
export const runContext = (about: Readonly<Record<string, string | number | boolean>>): string =>
  JSON.stringify({
    ...about,
    policy: POLICY,
    featuresVersion: FEATURES_VERSION,
    nowMs: Date.now(),
    revision: revision(),
  });

/** The commit that is checked out, `+` when files differ from it. */
const revision = (): string => {
  const commit = outputOf('git', ['rev-parse', '--short=12', 'HEAD']);
  if (commit === undefined) return 'unknown';
  return outputOf('git', ['status', '--porcelain', '--untracked-files=no']) === '' ? commit : `${commit}+`;
};
