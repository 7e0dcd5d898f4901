import { sweepBeside } from '../../files/sweep';
import type { Repository } from '../repository';
import { type CommitId, resolveCommit } from '../revision';
import { type Journal, removeJournal, touchJournal } from './journal';
import { must, runGit } from './person';
import { isOurLock, lockIndex, putIndex } from './private-index';
import { removeFalseIndex } from './put-back';
import { remember } from './remember';

/**
 * The operation's commit, if it was made: the first on its branch after what was HEAD's commit then, where that one
 * changed the record.
 */
export async function ownCommit(
  repository: Repository,
  { branch, from, head, path }: Journal,
): Promise<CommitId | null> {
  const ref = branch ?? from;
  if (ref === null) return null;
  const args = ['rev-list', '--first-parent', '--parents', '--end-of-options', ref, `^${head}`, '--'];
  const { status, out } = await runGit(repository, { args, as: 'tool' });
  const [commit, parent] = (out.trim().split('\n').pop() ?? '').split(' ');
  if (status !== 0 || commit === undefined || parent !== head) return null;
  const changed = ['diff-tree', '-r', '--no-commit-id', '--name-only', parent, commit, '--', path];
  return (await must(repository, changed)) === '' ? null : repository.git.run(resolveCommit(commit));
}

/** All that comes after the commit: the index knows the record, `refs/kata/ID` the commit, and nothing else is left. */
export async function complete(repository: Repository, journal: Journal, commit: CommitId): Promise<void> {
  await removeFalseIndex(repository, journal);
  await completeIndex(repository, journal);
  if (repository.topLevel !== null) await sweepBeside(repository.topLevel, journal.path);
  await touchJournal(repository.gitDir);
  await remember(repository, journal, commit);
  await removeJournal(repository.gitDir);
}

async function completeIndex(repository: Repository, { head, path }: Journal): Promise<void> {
  if (await isOurLock(repository)) {
    await putIndex(repository);
    return;
  }
  // In place already, unless somebody took the lock away by hand: then the index still has what was before.
  const staged = (await must(repository, ['ls-files', '--stage', '--', path])).split(' ')[1] ?? '';
  const tree = await must(repository, ['ls-tree', '--full-tree', head, '--', path]);
  if (staged !== (tree.split(/[ \t]/)[2] ?? '')) return;
  await lockIndex(repository, path);
  await putIndex(repository);
}
