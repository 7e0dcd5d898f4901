import type { IsoDate } from '../core/model/dates';
import { GitFailure } from './failure';
import type { Objects } from './objects';
import type { GitCommand } from './runner';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A commit's full object id: the only form in which a revision reaches any other command. */
export type CommitId = string & { readonly commitId: unique symbol };

export function noRevision(name: string): GitFailure {
  return new GitFailure(
    'git/no-revision',
    `There is no commit named ${JSON.stringify(name)}`,
    'check the name; a shallow clone may need `git fetch --unshallow`',
  );
}

/** Before git sees it: nothing that is empty or holds a control character names a commit. */
function refuseUnnamable(revision: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (revision === '' || /[\u0000-\u001f\u007f]/.test(revision)) throw noRevision(revision);
}

/**
 * The commit that a revision names, tags looked through. The text may come from anyone: git is told that it is
 * no option, and nothing but a full id is accepted for an answer.
 * @throws GitFailure `git/no-revision`
 */
export function resolveCommit(revision: string): GitCommand<CommitId> {
  refuseUnnamable(revision);
  return {
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    parse: (output) => {
      const id = output.trim();
      if (!OBJECT_ID.test(id)) throw noRevision(revision);
      return id as CommitId;
    },
    failed: () => {
      throw noRevision(revision);
    },
  };
}

/** A commit's first parent; null where it has none, or a shallow clone leaves it out. */
export function firstParent(commit: CommitId): GitCommand<CommitId | null> {
  return {
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^1^{commit}`],
    parse: (output) => output.trim() as CommitId,
    failed: () => null,
  };
}

/** A commit, and the day on which it was made, as its committer's calendar had it. */
export interface DatedCommit {
  readonly id: CommitId;
  readonly date: IsoDate;
}

/**
 * The commits that revisions name, as `resolveCommit` finds them, in their order; null for a name that stands for none.
 * @throws GitFailure `git/no-revision` for what can be no name
 */
export async function namedCommits(
  objects: Objects,
  revisions: readonly string[],
): Promise<readonly (DatedCommit | null)[]> {
  for (const revision of revisions) refuseUnnamable(revision);
  const found: (DatedCommit | null)[] = [];
  const names = revisions.map((revision) => `${revision}^{commit}`);
  await objects.ask(names, (object) =>
    found.push(
      object === null
        ? null
        : { id: object.id as CommitId, date: committed(object.bytes.toString('latin1')) },
    ),
  );
  if (found.length === revisions.length) return found;
  throw new GitFailure('git/failed', 'Git ended before it had answered', 'run `git fsck` in the repository');
}

/** The day in a commit's header: seconds, and the zone that they were told in (gitformat-commit). */
function committed(commit: string): IsoDate {
  const [, seconds, sign, hours, minutes] =
    /^committer .*> (\d+) ([+-])(\d\d)(\d\d)$/m.exec(commit.slice(0, commit.indexOf('\n\n'))) ?? [];
  const zone = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  const time = new Date((Number(seconds) + zone) * 1000);
  if (Number.isNaN(time.getTime())) throw noDate();
  return time.toISOString().slice(0, 10);
}

function noDate(): GitFailure {
  return new GitFailure('git/failed', 'Git gave no date for a commit', 'run `git fsck` in the repository');
}

/** The day on which a commit was made, as its committer's calendar had it. */
export function commitDate(commit: CommitId): GitCommand<IsoDate> {
  return {
    args: ['rev-list', '--max-count=1', '--format=%cs', commit, '--'],
    parse: (output) => {
      const date = output.split('\n')[1]?.trim() ?? '';
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
        throw new GitFailure(
          'git/failed',
          `Git gave no date for ${commit}`,
          'run `git fsck` in the repository',
        );
      }
      return date;
    },
  };
}
