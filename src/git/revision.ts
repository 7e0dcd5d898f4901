import type { IsoDate } from '../core/model/dates';
import { GitFailure } from './failure';
import type { GitCommand } from './runner';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A commit's full object id: the only form in which a revision reaches any other command. */
export type CommitId = string & { readonly commitId: unique symbol };

function noRevision(name: string): GitFailure {
  return new GitFailure(
    'git/no-revision',
    `There is no commit named ${JSON.stringify(name)}`,
    'check the name; a shallow clone may need `git fetch --unshallow`',
  );
}

/**
 * The commit that a revision names, tags looked through. The text may come from anyone: git is told that it is
 * no option, and nothing but a full id is accepted for an answer.
 * @throws GitFailure `git/no-revision`
 */
export function resolveCommit(revision: string): GitCommand<CommitId> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (revision === '' || /[\u0000-\u001f\u007f]/.test(revision)) throw noRevision(revision);
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
