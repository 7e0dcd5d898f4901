import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FilesFailure, systemCode } from './failure';
import { beganHere, type Holder, heldHere, holderName, isAlive, parseHolder } from './holder';

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
 * however slow it is, is never taken (docs/decisions/files.md says why this is our own). Its few small calls are made at
 * once: to wait for each would take five times as long as they do.
 * @throws FilesFailure `files/locked`
 */
export async function withLock<T>(
  root: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const folder = usable(options.folder === undefined ? lockFolders() : [options.folder]);
  const lock = join(folder, `${createHash('sha256').update(root).digest('hex').slice(0, 24)}.lock`);
  const holder: Holder = {
    pid: process.pid,
    began: beganHere(),
    nonce: randomBytes(8).toString('hex'),
  };
  const name = holderName(holder);
  const staged = `${lock}.${name}`;
  heldHere.add(holder.nonce);
  let held = staged;
  try {
    stage(staged, name);
    await acquire(lock, staged, Date.now() + (options.patience ?? 10_000));
    held = lock;
    removeStaged(lock);
    return await work();
  } finally {
    remove(held, name);
    heldHere.delete(holder.nonce);
  }
}

/** The first of `folders` that is there, or can be made, and is this person's own. */
function usable(folders: readonly string[]): string {
  const reasons: string[] = [];
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK);
      const { uid } = lstatSync(folder);
      if (process.getuid === undefined || uid === process.getuid()) return folder;
      reasons.push(`${folder} belongs to somebody else`);
    } catch (error) {
      reasons.push(String(error));
    }
  }
  throw unlockable(folders.join(' or '), reasons.join('; '));
}

function stage(staged: string, name: string): void {
  try {
    mkdirSync(staged, { mode: 0o700 });
    writeFileSync(join(staged, name), '');
  } catch (error) {
    throw unlockable(dirname(staged), error);
  }
}

async function acquire(lock: string, staged: string, until: number): Promise<void> {
  for (;;) {
    try {
      renameSync(staged, lock);
      return;
    } catch (error) {
      if (!['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error)))
        throw unlockable(dirname(lock), error);
    }
    const holder = removeDead(lock);
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
function removeDead(lock: string): Holder | null {
  for (const name of namesIn(lock)) {
    const holder = parseHolder(name);
    if (holder === null || isAlive(holder)) return holder;
    quietly(() => unlinkSync(join(lock, name)));
  }
  // Fails where somebody's lock came in between. Windows renames onto no folder at all, so it has to go.
  quietly(() => rmdirSync(lock));
  return null;
}

/**
 * What waiters that were killed left: their names end in their holder's. Looked for by each holder, for a waiter can be
 * killed while nobody holds the lock.
 */
function removeStaged(lock: string): void {
  const folder = dirname(lock);
  for (const entry of namesIn(folder)) {
    const path = join(folder, entry);
    const name = path.slice(lock.length + 1);
    const holder = path.startsWith(`${lock}.`) ? parseHolder(name) : null;
    if (holder === null || isAlive(holder)) continue;
    remove(path, name);
  }
}

/** Takes a lock's folder away, or one that would have become it, with its holder's file. */
function remove(folder: string, name: string): void {
  quietly(() => unlinkSync(join(folder, name)));
  quietly(() => rmdirSync(folder));
}

function unlockable(folder: string, error: unknown): FilesFailure {
  return new FilesFailure(
    'files/failed',
    `No lock can be made in ${folder}; nothing was written`,
    'make that folder writable',
    String(error),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {}
}
