import { GitFailure } from './failure';
import type { Repository } from './repository';
import { type CommitId, resolveCommit } from './revision';
import type { GitCommand } from './runner';

const NO_COMMON = 1;

/** The newest commit that both came from; null where none is known. */
export function mergeBase(a: CommitId, b: CommitId): GitCommand<CommitId | null> {
  return {
    args: ['merge-base', a, b],
    parse: (output) => output.split('\n', 1)[0] as CommitId,
    failed: (exit) => {
      if (exit.status === NO_COMMON) return null;
      throw new GitFailure(
        'git/failed',
        'Git could not compare the two commits',
        'run `git fsck` in the repository',
        exit.stderr,
      );
    },
  };
}

/** The two ends of a change, as a pull request shows it. */
export interface ChangeEnds {
  /** Where the change parted from `base`: their merge base. */
  readonly base: CommitId;
  readonly head: CommitId;
}

/**
 * The ends of the change that `head` makes to `base`. Both are named as people name a revision.
 * @throws GitFailure `git/no-merge-base` where the two have nothing in common, or a shallow clone does not know what;
 * `git/no-revision`
 */
export async function changeEnds(repository: Repository, base: string, head = 'HEAD'): Promise<ChangeEnds> {
  const [tip, other] = await Promise.all([
    repository.git.run(resolveCommit(head)),
    repository.git.run(resolveCommit(base)).catch((error: unknown) => {
      // What a shallow checkout was not told of can't be found by another name either.
      throw repository.shallow ? cutOff(base) : error;
    }),
  ]);
  const found = await repository.git.run(mergeBase(other, tip));
  if (found !== null) return { base: found, head: tip };
  if (repository.shallow) throw cutOff(base);
  throw new GitFailure(
    'git/no-merge-base',
    `${base} and ${head} have no commit in common`,
    'name a base that the change began from',
  );
}

function cutOff(base: string): GitFailure {
  return new GitFailure(
    'git/no-merge-base',
    `This clone is shallow and does not reach back to where the change parted from ${base}`,
    'fetch with depth 0 (`fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` in GitLab), or run `git fetch --unshallow`',
  );
}
