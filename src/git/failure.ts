import { GitError } from 'simple-git';

/** Why git could not answer. Codes are stable. */
export type GitFailureCode =
  | 'git/not-found'
  | 'git/no-repository'
  | 'git/no-working-tree'
  | 'git/dubious-ownership'
  | 'git/no-revision'
  | 'git/no-merge-base'
  | 'git/diffs-taken'
  | 'git/no-default-branch'
  | 'git/missing-object'
  | 'git/no-answer'
  | 'git/failed';

/** A named failure of git, with what a person can do about it. `detail` is git's own words, for `--verbose`. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';

  constructor(
    readonly code: GitFailureCode,
    message: string,
    readonly mend: string,
    readonly detail = '',
  ) {
    super(message);
  }
}

/** What git wants to fetch is not here, and nothing of ours goes to the network. @param said git's words */
export function missingObject(said: string): GitFailure | null {
  if (!/lazy fetching disabled|promisor remote|transport '[^']*' not allowed/.test(said)) return null;
  return new GitFailure(
    'git/missing-object',
    'This clone leaves out contents or folders that are needed for it',
    'fetch them with `git fetch --refetch`, or work in a whole clone',
    said,
  );
}

/**
 * Git ended with a status other than 0. What that means is for the command that asked to say.
 * One of simple-git's own errors, because it turns all others into text.
 */
export class GitExit extends GitError {
  constructor(
    readonly status: number,
    readonly stderr: string,
  ) {
    super(undefined, stderr.trim() || `git ended with status ${status}`);
  }
}
