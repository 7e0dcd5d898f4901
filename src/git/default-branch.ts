import { GitFailure } from './failure';
import type { GitCommand } from './runner';

/** Where a change usually goes, likeliest first: what the remote calls its default, before what is only here. */
const LIKELY = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
  'refs/heads/trunk',
];

/**
 * The branch that changes are compared with where nobody names one, as people name it: `origin/main`.
 * @throws GitFailure `git/no-default-branch`
 */
export const defaultBranch: GitCommand<string> = {
  args: ['for-each-ref', '--format=%(refname)%00%(symref)', ...LIKELY],
  parse: (output) => {
    const found = new Map(
      output.split('\n').flatMap((line) => {
        const [name, symref] = line.split('\0');
        return name === undefined || name === '' ? [] : [[name, symref || name] as const];
      }),
    );
    const ref = LIKELY.map((name) => found.get(name)).find((name) => name !== undefined);
    if (ref === undefined) {
      throw new GitFailure(
        'git/no-default-branch',
        'No default branch is known to compare with',
        'name a base with --base, or run `git remote set-head origin --auto`',
      );
    }
    return ref.replace(/^refs\/(?:heads|remotes)\//, '');
  },
};

/** The address of the remote that the repository calls `origin`; null where it has none. */
export const originAddress: GitCommand<string | null> = {
  args: ['config', '--get', 'remote.origin.url'],
  parse: (output) => output.trim() || null,
  failed: () => null,
};
