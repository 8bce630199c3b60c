import { spawnSync } from 'node:child_process';
import { registryFault } from './fault.ts';

/** The commit of this checkout, with `+changes` when files differ from it. Throws a RegistryFault where there is no git. */
export const codeRevision = (folder: string): string => {
  const git = (...args: readonly string[]): string => {
    const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    if (status !== 0)
      throw registryFault('the code revision is unknown, as this is no git checkout: give it with --code REVISION');
    return stdout.trim();
  };
  const commit = git('rev-parse', 'HEAD');
  return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+changes`;
};
