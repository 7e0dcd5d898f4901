import { constants } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { FilesFailure, systemCode } from './failure';
import type { FileSystem, OpenFile } from './file-system';

/** A folder inside the root, held so that it can't be exchanged for another while we work in it. */
export interface Folder {
  /** Its real path. */
  readonly real: string;
  /** The way to an entry of this very folder, whatever its path leads to by now. */
  at(name: string): string;
  /** Makes renames in it last over a power cut, where the system can. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Where a path leads, links followed: an entry of a folder inside the root. The entry need not be there. */
export interface Place {
  readonly folder: Folder;
  readonly name: string;
}

/** True for `path` below `root`, or the root itself. Both absolute and real. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(path: string): FilesFailure {
  return new FilesFailure(
    'files/outside',
    `${path} leads out of this folder`,
    'replace the link by a file or folder of its own',
  );
}

/** @throws FilesFailure `files/bad-path` for anything but a plain path of names below the root. */
export function checkPath(path: string): readonly string[] {
  const parts = path.split('/');
  const bad = (part: string) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git';
  if (parts.some(bad) || path.includes('\0') || (sep === '\\' && /[\\:]/.test(path))) {
    throw new FilesFailure(
      'files/bad-path',
      `${JSON.stringify(path)} is no path below the folder`,
      'name another file',
    );
  }
  return parts;
}

/** Opens an existing folder. @param folder absolute. @param path for messages. @throws FilesFailure `files/outside`. */
export async function openFolder(
  fs: FileSystem,
  root: string,
  folder: string,
  path: string,
): Promise<Folder> {
  // On Linux an open folder has a path of its own, so the check and every use mean the same folder. Elsewhere
  // the check comes right before.
  if (process.platform !== 'linux') return plainFolder(fs, root, folder, path);
  const handle = await fs.open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const held = `/proc/self/fd/${handle.fd}`;
    const real = await fs.readlink(held);
    if (!isInside(root, real)) throw outside(path);
    return {
      real,
      at: (name) => `${held}/${name}`,
      sync: () => handle.sync(),
      close: () => handle.close().catch(() => {}),
    };
  } catch (error) {
    await handle.close();
    if (systemCode(error) === 'ENOENT') return plainFolder(fs, root, folder, path);
    throw error;
  }
}

async function plainFolder(fs: FileSystem, root: string, folder: string, path: string): Promise<Folder> {
  const real = await fs.realpath(folder);
  if (!isInside(root, real)) throw outside(path);
  return { real, at: (name) => join(real, name), sync: async () => {}, close: async () => {} };
}

/**
 * Where `path` leads. Links inside the root are followed; one that leads out is refused.
 * @param root absolute and real. @param path relative, with `/`.
 * @param made where given, missing folders are made and their real paths added, the outermost first.
 * @throws FilesFailure `files/outside`, `files/bad-path`; the system's own error otherwise.
 */
export async function locate(fs: FileSystem, root: string, path: string, made?: string[]): Promise<Place> {
  const parts = checkPath(path);
  let folder = await openWay(fs, root, parts.slice(0, -1), path, made);
  let name = parts[parts.length - 1] ?? '';
  for (let hops = 0; hops < 40; hops++) {
    try {
      const target = await linkTarget(fs, folder.at(name));
      if (target === null) return { folder, name };
      // Kept as text: the system resolves `..` behind links in another way than `join` does.
      const full = isAbsolute(target) ? target : `${folder.real}${sep}${target}`;
      const next = await openFolder(fs, root, dirname(full), path).catch((error) => {
        throw systemCode(error) === 'ENOENT' ? linkToNothing(path) : error;
      });
      await folder.close();
      folder = next;
      name = basename(full);
      if (name === '..' || name === '.' || name === '') throw outside(path);
    } catch (error) {
      await folder.close();
      throw error;
    }
  }
  await folder.close();
  throw linkToNothing(path);
}

function linkToNothing(path: string): FilesFailure {
  return new FilesFailure(
    'files/bad-path',
    `${path} is a link that leads nowhere`,
    'replace the link by a file',
  );
}

async function linkTarget(fs: FileSystem, file: string): Promise<string | null> {
  try {
    return (await fs.lstat(file)).isSymbolicLink() ? await fs.readlink(file) : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Opens the folder at `parts` below the root, making what is missing where `made` is given. */
async function openWay(
  fs: FileSystem,
  root: string,
  parts: readonly string[],
  path: string,
  made: string[] | undefined,
): Promise<Folder> {
  try {
    return await openFolder(fs, root, join(root, ...parts), path);
  } catch (error) {
    const last = parts[parts.length - 1];
    if (made === undefined || last === undefined || systemCode(error) !== 'ENOENT') throw error;
    const above = await openWay(fs, root, parts.slice(0, -1), path, made);
    try {
      await fs.mkdir(above.at(last)).then(
        () => made.push(join(above.real, last)),
        (reason) => {
          if (systemCode(reason) !== 'EEXIST') throw reason;
        },
      );
      return await openFolder(fs, root, above.at(last), path);
    } finally {
      await above.close();
    }
  }
}

/** Reads up to `limit` bytes of a regular file; null where there is none. A pipe or device is not read. */
export async function readPlace(
  fs: FileSystem,
  place: Place,
  limit = Number.POSITIVE_INFINITY,
): Promise<Buffer | null> {
  let handle: OpenFile;
  try {
    handle = await fs.open(place.folder.at(place.name), PLAIN_READ);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const info = await handle.stat();
    if (!info.isFile()) {
      throw new FilesFailure('files/not-plain', `${place.name} is not a plain file`, 'replace it by a file');
    }
    return await readUpTo(handle, limit, info.size);
  } finally {
    await handle.close();
  }
}

/** @param size what the file is said to come to: one read is enough where that is true. */
async function readUpTo(handle: OpenFile, limit: number, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let left = limit, wanted = size + 1; left > 0; wanted = 65_536) {
    const part = Buffer.alloc(Math.min(left, wanted));
    const came = await handle.read(part);
    if (came > 0) parts.push(part.subarray(0, came));
    if (came === 0 || (parts.length === 1 && came === size && came < part.length)) break;
    left -= came;
  }
  return Buffer.concat(parts);
}

/** Opens no link, and waits for no pipe; neither exists on Windows. */
export const PLAIN_READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
