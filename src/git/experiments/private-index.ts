import { constants, copyFile, link, lstat, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Repository } from '../repository';
import { ExperimentFailure } from './failure';
import { ownFolder, quietly } from './journal';
import { must } from './person';

/** How long to wait for another git that holds the index, in milliseconds. */
const PATIENCE = 3_000;

const places = ({ gitDir }: Pick<Repository, 'gitDir'>) => ({
  index: join(gitDir, 'index'),
  lock: join(gitDir, 'index.lock'),
  next: join(ownFolder(gitDir), 'next-index'),
  forCommit: join(ownFolder(gitDir), 'commit-index'),
});

/**
 * Makes the index as it shall be, which is today's with one path as it stands in the working tree, or without it, and puts it
 * in the place of the index's lock. As long as it stands there no other git changes the index, just as under
 * `git commit --only`; git's own work goes on in a second copy. Because the lock is another name of a file of
 * ours, it can be told from everybody else's, after a kill too. The index itself is not touched yet.
 * @param path relative to the top of the working tree.
 * @returns the file that git may use as its index for a commit of that path.
 * @throws ExperimentFailure `experiment/index-locked`
 */
export async function lockIndex(
  repository: Repository,
  path: string,
  how: 'add' | 'remove' = 'add',
): Promise<string> {
  const { index, lock, next, forCommit } = places(repository);
  const until = Date.now() + PATIENCE;
  for (;;) {
    const before = await copied(index, next);
    await must(repository, ['update-index', how === 'add' ? '--add' : '--force-remove', '--', path], {
      GIT_INDEX_FILE: next,
    });
    await copyFile(next, forCommit);
    if (await taken(next, lock)) {
      // Git puts a new file in the index's place whenever it changes it.
      if ((await mark(index)) === before) return forCommit;
      await unlink(lock);
    }
    if (Date.now() > until) throw lockedFailure(lock);
    await wait(20 + Math.random() * 80);
  }
}

/** Waits until no other git holds the index. @throws ExperimentFailure `experiment/index-locked` */
export async function indexIsFree(repository: Repository): Promise<void> {
  const { lock } = places(repository);
  const until = Date.now() + PATIENCE;
  while ((await mark(lock)) !== null) {
    if (Date.now() > until) throw lockedFailure(lock);
    await wait(20 + Math.random() * 80);
  }
}

function lockedFailure(lock: string): ExperimentFailure {
  return new ExperimentFailure(
    'experiment/index-locked',
    'Another git is changing the index, so nothing was written',
    `try again when it has ended; if none is running, remove ${lock}`,
  );
}

/** Puts the index in place that was made, and frees it. */
export async function putIndex(repository: Repository): Promise<void> {
  const { index, lock } = places(repository);
  await rename(lock, index);
}

/** Frees the index as it was, where the lock is ours. */
export async function freeIndex(repository: Repository): Promise<void> {
  if (await isOurLock(repository)) await quietly(unlink(places(repository).lock));
}

/** True where the index's lock is the one that an operation of ours put there. */
export async function isOurLock(repository: Repository): Promise<boolean> {
  const { lock, next } = places(repository);
  const [ours, theirs] = await Promise.all([idOf(next), idOf(lock)]);
  if (ours === null || theirs === null) return false;
  if (ours === theirs) return true;
  // Where the disk knows no second name for a file the lock is a copy, cut short perhaps.
  const [content, copy] = await Promise.all([readFile(next), readFile(lock)]);
  return copy.length > 0 && copy.equals(content.subarray(0, copy.length));
}

/** Copies the index, if there is one. @returns what `mark` says of it. */
async function copied(from: string, to: string): Promise<string | null> {
  await quietly(unlink(to));
  for (;;) {
    const before = await mark(from);
    if (before === null) return null;
    await copyFile(from, to);
    if ((await mark(from)) === before) return before;
  }
}

async function taken(next: string, lock: string): Promise<boolean> {
  try {
    await link(next, lock);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(String(code))) throw error;
  }
  try {
    await copyFile(next, lock, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** What changes whenever a file is replaced or written; null where there is none. */
async function mark(file: string): Promise<string | null> {
  const info = await lstat(file, { bigint: true }).catch(() => null);
  return info === null ? null : [info.ino, info.size, info.mtimeNs, info.ctimeNs].join(' ');
}

async function idOf(file: string): Promise<string | null> {
  const info = await lstat(file, { bigint: true }).catch(() => null);
  return info === null ? null : `${info.dev} ${info.ino}`;
}
