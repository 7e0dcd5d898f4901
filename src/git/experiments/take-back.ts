import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../repository';
import { type Journal, quietly, removeJournal, touchJournal } from './journal';
import { must } from './person';
import { freeIndex, lockIndex, putIndex } from './private-index';
import { moveHeadBack, putFileBack } from './put-back';
import { ownRef, tipOf } from './remember';

/** Does all that is left to do of an undo: each step looks first whether it was done before. */
export async function takeBack(repository: Repository, journal: Journal): Promise<void> {
  const { branch, keep, id, path } = journal;
  await freeIndex(repository);
  if (branch !== null && keep !== null && (await tipOf(repository, branch)) === keep) {
    await touchJournal(repository.gitDir);
    await lockIndex(repository, path, 'remove');
    await moveHeadBack(repository, journal, branch);
    await putIndex(repository);
    await must(repository, ['update-ref', '-d', branch, keep]);
  }
  await quietly(unlink(join(repository.commonDir, `${branch}.lock`)));
  await putFileBack(repository, journal, true);
  if (keep !== null && (await tipOf(repository, ownRef(id))) === keep) {
    await touchJournal(repository.gitDir);
    await must(repository, ['update-ref', '-d', ownRef(id), keep]);
  }
  await removeJournal(repository.gitDir);
}
