import { branchInTheWay } from '../core/experiments/plan-branch';
import { GitFailure } from './failure';
import type { Repository } from './repository';

/**
 * Makes a branch where HEAD is and puts HEAD on it: nothing in the tree or the index moves.
 * @param name a branch's short name, checked by `isBranchName`.
 * @throws GitFailure where a branch is in the way, or HEAD has no commit yet
 */
export async function startBranchHere(repository: Repository, name: string): Promise<void> {
  const { git } = repository;
  const branches = await git.run({
    args: ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'],
    parse: (output) => output.split('\n').filter((line) => line !== ''),
  });
  const other = branchInTheWay(name, branches);
  if (other !== null) {
    throw new GitFailure(
      'git/failed',
      `the branch ${other} is there already`,
      `switch to it: \`git switch ${other}\``,
    );
  }
  const head = await git.run({
    args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
    parse: (output) => output.trim(),
    failed: () => {
      throw new GitFailure('git/failed', 'there is no commit yet, so no branch can be made', 'commit first');
    },
  });
  const nothing = () => undefined;
  const ref = `refs/heads/${name}`;
  const none = '0'.repeat(head.length);
  await git.run({ args: ['update-ref', '-m', 'branch: Created from HEAD', ref, head, none], parse: nothing });
  const reason = `checkout: moving to ${name}`;
  await git.run({ args: ['symbolic-ref', '-m', reason, 'HEAD', ref], parse: nothing });
}
