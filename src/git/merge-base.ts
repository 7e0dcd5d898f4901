import type { IsoDate } from '../core/model/dates';
import { GitFailure } from './failure';
import { Objects } from './objects';
import type { Repository } from './repository';
import { type CommitId, namedCommits, noRevision } from './revision';
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

/** What the two names of a change stand for now. */
export interface ChangeTips {
  /** Null where a shallow clone does not know what the change is compared with. */
  readonly base: CommitId | null;
  readonly head: CommitId;
  /** The day of head's commit. */
  readonly day: IsoDate;
}

/** Both are named as people name a revision. @throws GitFailure `git/no-revision` */
export async function changeTips(
  repository: Repository,
  objects: Objects,
  base: string,
  head = 'HEAD',
): Promise<ChangeTips> {
  const [tip = null, other = null] = await namedCommits(objects, [head, base]);
  if (tip === null) throw noRevision(head);
  // What a shallow checkout was not told of can't be found by another name either.
  if (other === null && !repository.shallow) throw noRevision(base);
  return { base: other?.id ?? null, head: tip.id, day: tip.date };
}

/**
 * The ends of the change that `head` makes to `base`. Both are named as people name a revision.
 * @param tips what the names stand for
 * @throws GitFailure `git/no-merge-base` where the two have nothing in common, or a shallow clone does not know what
 */
export async function changeEndsOf(
  repository: Repository,
  base: string,
  head: string | undefined,
  tips: ChangeTips,
): Promise<ChangeEnds> {
  if (tips.base === null) throw cutOff(base);
  const found = await repository.git.run(mergeBase(tips.base, tips.head));
  if (found !== null) return { base: found, head: tips.head };
  if (repository.shallow) throw cutOff(base);
  throw new GitFailure(
    'git/no-merge-base',
    `${base} and ${head ?? 'HEAD'} have no commit in common`,
    'name a base that the change began from',
  );
}

/** The ends of the change that `head` makes to `base`. @throws GitFailure as the two above */
export async function changeEnds(repository: Repository, base: string, head?: string): Promise<ChangeEnds> {
  const objects = new Objects(repository.git);
  try {
    return await changeEndsOf(repository, base, head, await changeTips(repository, objects, base, head));
  } finally {
    objects.close();
  }
}

function cutOff(base: string): GitFailure {
  return new GitFailure(
    'git/no-merge-base',
    `This clone is shallow and does not reach back to where the change parted from ${base}`,
    'fetch with depth 0 (`fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` in GitLab), or run `git fetch --unshallow`',
  );
}
