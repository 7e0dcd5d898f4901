import { existsSync } from 'node:fs';
import { rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilesFailure } from '../../files/failure';
import { sweepBeside } from '../../files/sweep';
import { readText, writeAll } from '../../files/write';
import { readHead } from '../history/head';
import type { Repository } from '../repository';
import { type Journal, quietly, removeJournal } from './journal';
import { must, runGit } from './person';
import { freeIndex } from './private-index';
import { short } from './ready';

/**
 * Takes back what an operation did before its commit: index, file, HEAD, branch. Only what still is as the operation
 * left it is touched, so that nobody's later work is lost.
 * @param written false where the file is known not to have been written.
 * @returns what could not be taken back, a sentence each.
 */
export async function putBack(
  repository: Repository,
  journal: Journal,
  written = true,
): Promise<readonly string[]> {
  const left: string[] = [];
  await removeFalseIndex(repository, journal);
  await freeIndex(repository);
  left.push(...(await putFileBack(repository, journal, written)));
  if (journal.branch !== null) left.push(...(await putBranchBack(repository, journal, journal.branch)));
  await removeJournal(repository.gitDir);
  return left;
}

/** Puts the record's file back, where it still is as the operation wrote it. */
export async function putFileBack(
  repository: Repository,
  journal: Journal,
  written: boolean,
): Promise<readonly string[]> {
  const { topLevel } = repository;
  const { path, before, after, folder } = journal;
  if (topLevel === null) return [];
  const now = await readText(topLevel, path).catch(notOurs);
  if (written && now === after && before !== after)
    await writeAll(topLevel, [{ path, before: after, after: before }]);
  else await sweepBeside(topLevel, path);
  if (folder !== null) await removeEmpty(topLevel, dirname(path), folder);
  return !written || now === after || now === before
    ? []
    : [`${path} was changed meanwhile and stays as it is`];
}

/** What we wrote is plain text in its place. Where a read fails for another reason, the next command tries again. */
function notOurs(error: unknown): undefined {
  const codes: readonly string[] = ['files/bad-path', 'files/outside', 'files/not-utf8', 'files/not-plain'];
  if (!(error instanceof FilesFailure && codes.includes(error.code))) throw error;
}

/** Folders are removed from the inside outwards, as far as they are empty. */
async function removeEmpty(topLevel: string, inner: string, outer: string): Promise<void> {
  await quietly(rmdir(join(topLevel, inner)));
  if (inner !== outer && inner !== '.') await removeEmpty(topLevel, dirname(inner), outer);
}

async function putBranchBack(
  repository: Repository,
  { head, from }: Journal,
  branch: string,
): Promise<readonly string[]> {
  // Nobody else knows the name yet: a lock on it is a killed git's.
  await quietly(unlink(join(repository.commonDir, `${branch}.lock`)));
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', branch];
  const tip = (await runGit(repository, { args: verify, as: 'tool' })).out.trim();
  if (tip !== '' && tip !== head) return [`${short(branch)} has other commits by now and stays`];
  await moveHeadBack(repository, { head, from }, branch);
  if (tip !== '') await must(repository, ['update-ref', '-d', branch, head]);
  return [];
}

/** Puts HEAD where it was, if it is on the operation's branch. Nothing in the tree moves. */
export async function moveHeadBack(
  repository: Repository,
  { head, from }: Pick<Journal, 'head' | 'from'>,
  branch: string,
): Promise<void> {
  const at = await readHead(repository, []);
  if (at.branch === branch) {
    const reason = `checkout: moving from ${short(branch)} to ${from === null ? head : short(from)}`;
    await must(
      repository,
      from === null
        ? ['update-ref', '--no-deref', '-m', reason, 'HEAD', head]
        : ['symbolic-ref', '-m', reason, 'HEAD', from],
    );
  }
}

/** The index that `git commit --only` works on, named by its process, where that process was killed. */
export async function removeFalseIndex({ gitDir }: Repository, { commit }: Journal): Promise<void> {
  if (commit === null) return;
  const file = join(gitDir, `next-index-${commit.pid}.lock`);
  if (existsSync(file)) await quietly(unlink(file));
}
