import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '../../files/lock';
import { writeAll } from '../../files/write';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { complete, ownCommit } from './complete';
import { ExperimentFailure } from './failure';
import {
  type Journal,
  MESSAGE,
  type Operation,
  ownFolder,
  processMark,
  quietly,
  removeJournal,
  touchJournal,
  writeJournal,
} from './journal';
import { mendLocked } from './mend';
import { type GitEnd, must, runGit, words } from './person';
import { lockIndex } from './private-index';
import { putBack } from './put-back';
import { checkReady, notIgnored, type Ready, short } from './ready';

/** One commit that holds one record and nothing else. */
export interface RecordCommit {
  readonly operation: Operation;
  /** The experiment's id. */
  readonly id: string;
  /** From the top of the working tree, with `/`. */
  readonly path: string;
  /** The file's text as it is now; null where there is none. */
  readonly before: string | null;
  readonly after: string;
  readonly message: string;
  /** The short name of a branch that is made for it; null to commit on the one that is checked out. */
  readonly branch: string | null;
  /** What `refs/kata/ID` shall keep; the new commit without it. */
  readonly keep?: CommitId;
}

export interface Committed {
  readonly commit: CommitId;
  /** The branch's short name. */
  readonly branch: string;
  /** How it was before, for an undo. */
  readonly before: {
    readonly head: CommitId;
    /** In full; null when detached. */
    readonly branch: string | null;
    /** The folder that was made for the record; null where it was there. */
    readonly folder: string | null;
  };
}

/**
 * Writes a record and commits it alone: all of it, or nothing and a failure that says why. Whatever else is dirty
 * or staged stays so. The commit is the person's own act: their hooks, identity and signature are in force.
 * After a kill `mendInterrupted` completes it or puts it back.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export async function commitRecord(repository: Repository, plan: RecordCommit): Promise<Committed> {
  return withLock(repository.gitDir, async () => {
    await mendLocked(repository);
    const ready = await checkReady(repository, plan.branch);
    await notIgnored(repository, plan.path);
    const journal: Journal = {
      version: 1,
      operation: plan.operation,
      id: plan.id,
      path: plan.path,
      before: plan.before,
      after: plan.after,
      folder: outermostMissing(ready.topLevel, dirname(plan.path)),
      head: ready.head,
      from: ready.from,
      branch: plan.branch === null ? null : `refs/heads/${plan.branch}`,
      keep: plan.keep ?? null,
      commit: null,
    };
    try {
      await writeJournal(repository.gitDir, journal);
    } catch (error) {
      await quietly(removeJournal(repository.gitDir));
      throw unwritable(error);
    }
    const commit = await attempt(repository, plan, journal, ready);
    const before = { head: ready.head, branch: ready.from, folder: journal.folder };
    return { commit, branch: short(journal.branch ?? ready.from ?? ''), before };
  });
}

/** Once the commit is there it stands, whatever else fails; until then all is put back. */
async function attempt(
  repository: Repository,
  plan: RecordCommit,
  journal: Journal,
  ready: Ready,
): Promise<CommitId> {
  let refused: unknown = null;
  const done = { written: false };
  try {
    await carryOut(repository, plan, journal, ready, done);
  } catch (error) {
    refused = error;
  }
  try {
    const commit = await ownCommit(repository, journal);
    if (commit !== null) {
      await complete(repository, journal, commit);
      return commit;
    }
    const left = await putBack(repository, journal, done.written);
    if (left.length > 0) refused = partly(refused, left.join('; '));
  } catch (error) {
    throw partly(
      refused ?? error,
      `not all could be put back (${said(error)}); the next kata command tries again`,
    );
  }
  throw refused ?? new ExperimentFailure('experiment/moved', MOVED, 'look at `git log`, and try again');
}

const MOVED = 'The branch moved to another commit meanwhile, so nothing was written';

/** All up to the commit: what can still be put back. */
async function carryOut(
  repository: Repository,
  plan: RecordCommit,
  journal: Journal,
  { topLevel, head, from }: Ready,
  done: { written: boolean },
): Promise<void> {
  if (journal.branch !== null) await switchTo(repository, journal.branch, head, from);
  await writeAll(topLevel, [plan]);
  done.written = true;
  await touchJournal(repository.gitDir);
  const index = await lockIndex(repository, plan.path);
  const text = join(ownFolder(repository.gitDir), MESSAGE);
  await writeFile(text, plan.message);
  const how = ['--quiet', '--only', '--cleanup=whitespace', `--file=${text}`];
  const end = await runGit(repository, {
    // Git is told the path only when the journal knows the process: killed before, we leave one that gives up.
    args: ['commit', ...how, '--pathspec-from-file=-', '--pathspec-file-nul'],
    as: 'person',
    env: { GIT_INDEX_FILE: index },
    input: `:(top,literal)${plan.path}\0`,
    started: (pid) => writeJournal(repository.gitDir, { ...journal, commit: processMark(pid) }),
  });
  if (end.status !== 0) {
    if (!(await knowsPerson(repository))) throw nobody(end);
    throw new ExperimentFailure(
      'experiment/commit-refused',
      `The commit was refused${words(end) === '' ? '' : `: ${words(end)}`}`,
      'mend that and try again; nothing was written',
      `${end.out}${end.err}`,
    );
  }
}

/** True where git has a name and an address to commit with. */
async function knowsPerson(repository: Repository): Promise<boolean> {
  for (const who of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    if ((await runGit(repository, { args: ['var', who], as: 'person' })).status !== 0) return false;
  }
  return true;
}

function nobody({ out, err }: GitEnd): ExperimentFailure {
  return new ExperimentFailure(
    'experiment/commit-refused',
    'Git does not know who you are, so it refused the commit and nothing was written',
    'tell it once with `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`, then try again',
    `${out}${err}`,
  );
}

/** Makes the branch and puts HEAD on it. Nothing in the tree or the index moves: both stand on the same commit. */
async function switchTo(
  repository: Repository,
  branch: string,
  head: CommitId,
  from: string | null,
): Promise<void> {
  await touchJournal(repository.gitDir);
  const none = '0'.repeat(head.length);
  await must(repository, ['update-ref', '-m', 'branch: Created from HEAD', branch, head, none]);
  await touchJournal(repository.gitDir);
  const reason = `checkout: moving from ${from === null ? head : short(from)} to ${short(branch)}`;
  await must(repository, ['symbolic-ref', '-m', reason, 'HEAD', branch]);
}

function unwritable(error: unknown): ExperimentFailure {
  const mend = 'make the folder .git writable, and room on the disk';
  return new ExperimentFailure(
    'experiment/unwritable',
    'The git folder takes no file, so nothing was written',
    mend,
    String(error),
  );
}

function partly(error: unknown, left: string): ExperimentFailure {
  const mend = 'look at `git status`';
  return new ExperimentFailure('experiment/partly', `${said(error)}; ${left}`, mend, String(error));
}

function said(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}

/** The outermost folder of a path that is not there; null where all are. */
function outermostMissing(topLevel: string, folder: string): string | null {
  if (folder === '.' || existsSync(join(topLevel, folder))) return null;
  return outermostMissing(topLevel, dirname(folder)) ?? folder;
}
