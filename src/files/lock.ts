import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, rename, rmdir, unlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FilesFailure, systemCode } from './failure';
import { beganAt, type Holder, heldHere, holderName, isAlive, parseHolder } from './holder';

/**
 * Where locks may stand, the first that can be written: this person's cache folder, never the working tree, so that
 * `git status` shows none. Where there is no such folder (a service's account), the system's for temporary files.
 */
export function lockFolders(): readonly string[] {
  const home = process.platform === 'win32' ? process.env.LOCALAPPDATA : join(homedir(), '.cache');
  const spare = join(tmpdir(), `improvement-kata-${process.getuid?.() ?? 'locks'}`);
  return [...(home === undefined ? [] : [join(home, 'improvement-kata', 'locks')]), spare];
}

export interface LockOptions {
  /** Where locks stand; the first usable of `lockFolders()` by default. */
  readonly folder?: string;
  /** How long to wait for a live holder, in milliseconds. */
  readonly patience?: number;
}

/**
 * Runs `work` while no other process of this person writes below `root`. A lock is a folder with one file that
 * names its holder. It is put in place whole, by a rename that fails while another holder's is there, and only the
 * file of a holder that is gone is ever removed: so a killed holder's lock is free at once, and a live one's,
 * however slow it is, is never taken (docs/decisions/files.md says why this is our own).
 * @throws FilesFailure `files/locked`
 */
export async function withLock<T>(
  root: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const folder = await usable(options.folder === undefined ? lockFolders() : [options.folder]);
  const lock = join(folder, `${createHash('sha256').update(root).digest('hex').slice(0, 24)}.lock`);
  const holder: Holder = {
    pid: process.pid,
    began: beganAt(process.pid),
    nonce: randomBytes(8).toString('hex'),
  };
  const name = holderName(holder);
  const staged = `${lock}.${name}`;
  heldHere.add(holder.nonce);
  try {
    await stage(staged, name);
    await acquire(lock, staged, Date.now() + (options.patience ?? 10_000));
    await removeStaged(lock);
    try {
      return await work();
    } finally {
      await quietly(unlink(join(lock, name)));
      await quietly(rmdir(lock));
    }
  } finally {
    heldHere.delete(holder.nonce);
    await quietly(unlink(join(staged, name)));
    await quietly(rmdir(staged));
  }
}

/** The first of `folders` that is there, or can be made, and is this person's own. */
async function usable(folders: readonly string[]): Promise<string> {
  const reasons: string[] = [];
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await access(folder, constants.W_OK);
      const { uid } = await lstat(folder);
      if (process.getuid === undefined || uid === process.getuid()) return folder;
      reasons.push(`${folder} belongs to somebody else`);
    } catch (error) {
      reasons.push(String(error));
    }
  }
  throw unlockable(folders.join(' or '), reasons.join('; '));
}

async function stage(staged: string, name: string): Promise<void> {
  try {
    await mkdir(staged, { mode: 0o700 });
    await writeFile(join(staged, name), '');
  } catch (error) {
    throw unlockable(dirname(staged), error);
  }
}

async function acquire(lock: string, staged: string, until: number): Promise<void> {
  for (;;) {
    try {
      await rename(staged, lock);
      return;
    } catch (error) {
      if (!['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error)))
        throw unlockable(dirname(lock), error);
    }
    const holder = await removeDead(lock);
    if (Date.now() > until) {
      const who = holder === null ? 'Another program' : `Process ${holder.pid}`;
      throw new FilesFailure(
        'files/locked',
        `${who} is writing here and does not end`,
        'try again when it has ended',
      );
    }
    await wait(2 + Math.random() * 20);
  }
}

/** Takes away what holders that are gone left behind. @returns the live holder, if there is one. */
async function removeDead(lock: string): Promise<Holder | null> {
  const names = await readdir(lock).catch(() => []);
  for (const name of names) {
    const holder = parseHolder(name);
    if (holder === null || isAlive(holder)) return holder;
    await quietly(unlink(join(lock, name)));
  }
  // Fails where somebody's lock came in between. Windows renames onto no folder at all, so it has to go.
  await quietly(rmdir(lock));
  return null;
}

/**
 * What waiters that were killed left: their names end in their holder's. Looked for by each holder, for a waiter can be
 * killed while nobody holds the lock.
 */
async function removeStaged(lock: string): Promise<void> {
  const folder = dirname(lock);
  for (const entry of await readdir(folder).catch(() => [])) {
    const path = join(folder, entry);
    const name = path.slice(lock.length + 1);
    const holder = path.startsWith(`${lock}.`) ? parseHolder(name) : null;
    if (holder === null || isAlive(holder)) continue;
    await quietly(unlink(join(path, name)));
    await quietly(rmdir(path));
  }
}

function unlockable(folder: string, error: unknown): FilesFailure {
  return new FilesFailure(
    'files/failed',
    `No lock can be made in ${folder}; nothing was written`,
    'make that folder writable',
    String(error),
  );
}

async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch(() => {});
}
