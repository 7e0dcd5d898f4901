import { withLock } from '../../files/lock';
import { readText } from '../../files/write';
import { readHead } from '../history/head';
import type { Repository } from '../repository';
import { ExperimentFailure } from './failure';
import { type Journal, removeJournal, writeJournal } from './journal';
import { mendLocked } from './mend';
import { freeIndex } from './private-index';
import { checkReady } from './ready';
import type { Started } from './start';
import { takeBack } from './take-back';

/**
 * Undoes the start of an experiment on a branch of its own: branch, record and `refs/kata/ID` are gone, HEAD is where
 * it was, and what else is dirty or staged stays so. Only right after it: as soon as there is more work on the branch,
 * or the record says something else, nothing is done. Killed half-way, the next command goes on with it.
 * @throws ExperimentFailure `moved`, `in-progress`, `index-locked`; GitFailure, FilesFailure
 */
export async function undoStart(repository: Repository, started: Started): Promise<void> {
  await withLock(repository.gitDir, async () => {
    await mendLocked(repository);
    const { topLevel, head, from } = await checkReady(repository, null);
    const { commit, branch, path, text, before } = started;
    if (before.branch === `refs/heads/${branch}`) throw moved(`${branch} was there before`);
    if (head !== commit || from !== `refs/heads/${branch}`) throw moved(`${branch} has other commits by now`);
    if ((await readText(topLevel, path)) !== text) throw moved(`${path} was changed`);
    const journal: Journal = {
      version: 1,
      operation: 'undo',
      id: started.id,
      path,
      before: null,
      after: text,
      folder: before.folder,
      head: before.head,
      from: before.branch,
      branch: `refs/heads/${branch}`,
      keep: commit,
      commit: null,
    };
    await writeJournal(repository.gitDir, journal);
    try {
      await takeBack(repository, journal);
    } catch (error) {
      throw await stopped(repository, journal, error);
    }
  });
}

function moved(what: string): ExperimentFailure {
  return new ExperimentFailure(
    'experiment/moved',
    `${what}, so the start can't be undone`,
    'finish the experiment as abandoned instead',
  );
}

/** Where nothing was done yet, nothing shall be done later either. */
async function stopped(repository: Repository, journal: Journal, error: unknown): Promise<unknown> {
  const at = await readHead(repository, []);
  if (at.branch === journal.branch) {
    await freeIndex(repository);
    await removeJournal(repository.gitDir);
    return error;
  }
  const why = error instanceof Error ? error.message : String(error);
  const message = `The undo could not be ended: ${why}`;
  return new ExperimentFailure('experiment/partly', message, 'the next kata command goes on with it', why);
}
