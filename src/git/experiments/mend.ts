import { setTimeout as wait } from 'node:timers/promises';
import { FilesFailure } from '../../files/failure';
import { beganAt } from '../../files/holder';
import { withLock } from '../../files/lock';
import type { Repository } from '../repository';
import { complete, ownCommit } from './complete';
import { ExperimentFailure } from './failure';
import { hasJournal, type Journal, readJournal, removeJournal } from './journal';
import { putBack } from './put-back';
import { takeBack } from './take-back';

/** What became of an operation that was interrupted. */
export interface Mended {
  readonly what: 'completed' | 'put back';
  readonly operation: Journal['operation'];
  readonly id: string;
  /** For a person, one sentence. */
  readonly message: string;
}

export interface MendOptions {
  /** Milliseconds to wait for an operation that is still under way; long enough to see that its process is gone. */
  readonly patience?: number;
  /** Milliseconds that the last git of a killed process gets to end; 0 where it is known to be gone too. */
  readonly settle?: number;
}

/**
 * Completes an operation that was killed after its commit, or puts back what one did that was killed before.
 * Every command calls this first; where nothing was interrupted it costs one look at the disk.
 * @returns null where there was nothing to mend, or where an operation is under way in a process that lives.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export async function mendInterrupted(
  repository: Repository,
  { patience = 300, settle = SETTLE }: MendOptions = {},
): Promise<Mended | null> {
  if (!(await hasJournal(repository.gitDir))) return null;
  try {
    return await withLock(repository.gitDir, () => mendLocked(repository, settle), { patience });
  } catch (error) {
    if (error instanceof FilesFailure && error.code === 'files/locked') return null;
    throw error;
  }
}

/** The last git of a killed process may outlive it for a moment; it is waited for so long, in milliseconds. */
const SETTLE = 1_000;

/** How long to wait for a commit whose hooks still run, in milliseconds. */
const COMMIT_PATIENCE = 5_000;

/** The same, for a caller that holds the git folder's lock: whoever wrote the journal is gone. */
export async function mendLocked(repository: Repository, settle = SETTLE): Promise<Mended | null> {
  const found = await readJournal(repository.gitDir);
  if (found === null) {
    if (await hasJournal(repository.gitDir)) await removeJournal(repository.gitDir);
    return null;
  }
  const { journal, age } = found;
  await wait(Math.max(0, settle - age));
  await commitHasEnded(journal);
  const { operation, id } = journal;
  if (operation === 'undo') {
    await takeBack(repository, journal);
    const message = `The undo of the start of ${id} was interrupted and is complete now`;
    return { what: 'completed', operation, id, message };
  }
  const commit = await ownCommit(repository, journal);
  if (commit === null) {
    const left = await putBack(repository, journal);
    const message = [`The ${operation} of ${id} was interrupted and is put back`, ...left].join('; ');
    return { what: 'put back', operation, id, message };
  }
  await complete(repository, journal, commit);
  const message = `The ${operation} of ${id} was interrupted after its commit and is complete now`;
  return { what: 'completed', operation, id, message };
}

/** A commit goes on when the process that asked for it is killed: its hooks may take their time. */
async function commitHasEnded({ commit, operation, id }: Journal): Promise<void> {
  if (commit === null) return;
  const until = Date.now() + COMMIT_PATIENCE;
  while (isRunning(commit)) {
    if (Date.now() > until) {
      throw new ExperimentFailure(
        'experiment/busy',
        `The ${operation} of ${id} was interrupted, and its git commit is still running (process ${commit.pid})`,
        'try again when it has ended',
      );
    }
    await wait(50);
  }
}

function isRunning({ pid, began }: NonNullable<Journal['commit']>): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = beganAt(pid);
  return now === '0' || began === '0' || now === began;
}
