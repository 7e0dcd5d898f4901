import { constants } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { FilesFailure, systemCode } from './failure';
import { diskFileSystem, type FileSystem } from './file-system';
import { locate, type Place, readPlace } from './inside';
import { type LockOptions, withLock } from './lock';
import { sweepFolder, temporaryName } from './temporary';

/** What one file was and shall be; null for a file that is not there. A byte order mark is part of the text. */
export interface FileWrite {
  /** Relative to the root, with `/` between its parts. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface WriteOptions {
  readonly lock?: LockOptions;
  /** For tests that make calls fail. */
  readonly fs?: FileSystem;
}

/** A file on its way. */
interface Step {
  readonly write: FileWrite;
  readonly place: Place;
  readonly before: Buffer | null;
  /** The new content, complete and on the disk, under a temporary name; null before that, and where the file goes. */
  temporary: string | null;
  done: boolean;
}

/**
 * Writes files below `root`: all of them, or none and an error that says why. Each is whole at every moment,
 * over a kill and a power cut too; mode and owner stay. A link inside the root has its target written; one that
 * leads out is refused, also when it is put there meanwhile. What another program wrote since `before` was read is
 * never written over. A kill between two files leaves the first ones new: none is torn, but nothing puts them back.
 * @throws FilesFailure
 */
export async function writeAll(
  root: string,
  files: readonly FileWrite[],
  options: WriteOptions = {},
): Promise<void> {
  const fs = options.fs ?? diskFileSystem;
  const writes = files.filter(({ before, after }) => before !== after);
  if (writes.length === 0) return;
  const real = await realpath(root).catch((error) => {
    throw new FilesFailure('files/failed', `There is no folder ${root}`, 'check the name', String(error));
  });
  await withLock(real, () => writeLocked(fs, real, writes), options.lock);
}

async function writeLocked(fs: FileSystem, root: string, writes: readonly FileWrite[]): Promise<void> {
  const steps: Step[] = [];
  const made: string[] = [];
  try {
    for (const write of writes) steps.push(await prepare(fs, root, write, made));
    for (const step of steps) await named(step, () => stageStep(fs, step));
    for (const step of steps) await named(step, () => carryOut(fs, step));
  } catch (error) {
    const torn = await undo(fs, steps, made);
    throw asFailure(error, torn);
  } finally {
    for (const { place } of steps) {
      await place.folder.sync().catch(() => {});
      await place.folder.close().catch(() => {});
    }
  }
}

/** A system's error gets the path that a person knows. */
async function named<T>({ write }: { readonly write: FileWrite }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FilesFailure ? error : new PathError(write.path, error);
  }
}

/** Finds the file, tidies its folder, and makes sure that it is what the caller saw. */
async function prepare(fs: FileSystem, root: string, write: FileWrite, made: string[]): Promise<Step> {
  return named({ write }, async () => {
    const place = await locate(fs, root, write.path, write.after === null ? undefined : made);
    try {
      await sweepFolder(fs, place.folder);
      return { write, place, before: await expected(fs, place, write), temporary: null, done: false };
    } catch (error) {
      await place.folder.close().catch(() => {});
      throw error;
    }
  });
}

async function stageStep(fs: FileSystem, step: Step): Promise<void> {
  const { place, write, before } = step;
  if (write.after !== null) step.temporary = await stage(fs, place, write.after, before !== null);
}

async function expected(fs: FileSystem, place: Place, write: FileWrite): Promise<Buffer | null> {
  const before = await readPlace(fs, place);
  const same = write.before === null ? before === null : before?.equals(Buffer.from(write.before)) === true;
  if (!same) {
    throw new FilesFailure(
      'files/changed',
      `${write.path} was changed by another program`,
      'try again with what it holds now',
    );
  }
  return before;
}

/** Writes `text` under a temporary name beside the place. @returns that name. */
async function stage(fs: FileSystem, place: Place, text: string, exists: boolean): Promise<string> {
  const old = exists ? await fs.lstat(place.folder.at(place.name)) : null;
  if (old !== null) await fs.access(place.folder.at(place.name), constants.W_OK);
  const temporary = temporaryName(place.name);
  const handle = await fs.open(place.folder.at(temporary), 'wx');
  try {
    await handle.write(text);
    if (old !== null) {
      const now = await handle.stat();
      const moves = now.uid !== old.uid || now.gid !== old.gid;
      if (moves) await handle.chown(old.uid, old.gid).catch(onlyForOwners);
      if (moves || now.mode !== old.mode) await handle.chmod(old.mode & 0o7777);
    }
    await handle.sync();
  } catch (error) {
    await handle.close().catch(() => {});
    await fs.unlink(place.folder.at(temporary)).catch(() => {});
    throw error;
  }
  try {
    await handle.close();
  } catch (error) {
    await fs.unlink(place.folder.at(temporary)).catch(() => {});
    throw error;
  }
  return temporary;
}

/** Only root may give a file away; a file that its group may write then belongs to who wrote it last. */
function onlyForOwners(error: unknown): void {
  if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(systemCode(error))) throw error;
}

async function carryOut(fs: FileSystem, step: Step): Promise<void> {
  const { place, write, temporary } = step;
  // Looked at again: staging took time, and an editor may have saved.
  await expected(fs, place, write);
  const file = place.folder.at(place.name);
  if (temporary === null) await fs.unlink(file);
  else await fs.rename(place.folder.at(temporary), file);
  step.done = true;
}

/** Puts back what was written. @returns the paths for which that failed. */
async function undo(
  fs: FileSystem,
  steps: readonly Step[],
  made: readonly string[],
): Promise<readonly string[]> {
  const torn: string[] = [];
  for (const { write, place, before, temporary, done } of [...steps].reverse()) {
    const file = place.folder.at(place.name);
    try {
      if (!done) {
        if (temporary !== null) await fs.unlink(place.folder.at(temporary));
      } else if (before === null) {
        await fs.unlink(file);
      } else {
        const old = await stage(fs, place, before.toString(), write.after !== null);
        await fs.rename(place.folder.at(old), file);
      }
    } catch {
      if (done) torn.push(write.path);
    }
  }
  for (const folder of [...made].reverse()) await fs.rmdir(folder).catch(() => {});
  return torn;
}

/** A system's error with the path that a person knows. */
class PathError extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(String(cause));
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['may not be written', 'change its permissions'],
  EPERM: ['may not be written', 'change its permissions'],
  EROFS: ['stands on a disk that is read-only', 'work in another folder'],
  ENOSPC: ['was not written, because the disk is full', 'make room and try again'],
  EDQUOT: ['was not written, because the disk quota is used up', 'make room and try again'],
  ENOTDIR: ['needs a folder where a file stands', 'move that file away'],
  EISDIR: ['is a folder', 'move the folder away'],
  ENOENT: ['is not there', 'check the name'],
};

function asFailure(error: unknown, torn: readonly string[]): FilesFailure {
  const cause = error instanceof PathError ? error.cause : error;
  const path = error instanceof PathError ? error.path : 'A file';
  const [what, mend] = REASONS[systemCode(cause)] ?? ['could not be written', 'try again'];
  if (torn.length > 0) {
    return new FilesFailure(
      'files/partly',
      `${path} ${what}, and ${torn.join(', ')} could not be put back: it holds the new text`,
      'compare with `git diff` and restore by hand',
      String(cause),
    );
  }
  if (error instanceof FilesFailure) return error;
  const code = ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(cause)) ? 'files/read-only' : 'files/failed';
  return new FilesFailure(code, `${path} ${what}; nothing was written`, mend, String(cause));
}

/**
 * A file's text for an edit, exactly as it stands: a byte order mark stays in it. Null where there is no file.
 * @throws FilesFailure `files/not-utf8`, `files/outside`
 */
export async function readText(
  root: string,
  path: string,
  fs: FileSystem = diskFileSystem,
): Promise<string | null> {
  const place = await locate(fs, await realpath(root), path).catch((error) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw asFailure(error instanceof FilesFailure ? error : new PathError(path, error), []);
  });
  if (place === null) return null;
  try {
    const bytes = await readPlace(fs, place);
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      throw new FilesFailure(
        'files/not-utf8',
        `${path} is not UTF-8 text`,
        'save it as UTF-8',
        String(error),
      );
    }
    throw asFailure(error instanceof FilesFailure ? error : new PathError(path, error), []);
  } finally {
    await place.folder.close();
  }
}
