import { createHash } from 'node:crypto';
import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { FOREIGN_FOLDERS, READ_LIMIT } from '../core/model/kata-path';
import type { FileContent, FileError, KataFiles } from '../core/ports';
import { FilesFailure, systemCode } from './failure';
import { diskFileSystem } from './file-system';
import { checkPath, type Folder, isInside, locate, openFolder, PLAIN_READ, readPlace } from './inside';
import { isTemporary } from './temporary';

/** How many folders or files are read at once: enough to keep the disk busy, few enough for any limit on open files. */
const AT_ONCE = 32;

/**
 * The kata files below a folder as they stand on the disk. Nothing is looked for in `node_modules`, `.git`,
 * submodules and other nested repositories. Links inside the root are followed in and at a `.kata` folder;
 * what leads out of the root is listed, and read as an error that says so. The stamp is the id that git
 * gives such a blob (in repositories with SHA-1), so that what a commit holds as well is parsed once.
 * @param blocking true where nothing else waits for this thread: it is held while homes are looked for and plain files
 *   are read, in a quarter of the time.
 */
export function workingTreeFiles(root: string, { blocking = false } = {}): KataFiles {
  const look: Look = blocking
    ? (folder) => readdirSync(folder, { withFileTypes: true })
    : (folder) => readdir(folder, { withFileTypes: true });
  return {
    name: 'working tree',
    list: async () => {
      const real = await realpath(root);
      const homes = await findHomes(real, look);
      const files = await inTurn(homes, (home) => filesBelow(real, home));
      return files.flat().sort();
    },
    read: async (paths) => {
      const real = await realpath(root);
      const contents = new Map<string, FileContent | FileError>();
      for (const [folder, names] of byFolder(paths)) {
        const held = await openFolder(diskFileSystem, real, join(real, folder), folder).catch(() => null);
        await inTurn(names, async (path) => {
          const now = blocking && held !== null ? readHeldNow(held, path) : null;
          const content = now ?? (held && (await readHeld(held, path))) ?? (await readOne(real, path));
          if (content !== null) contents.set(path, content);
        });
        await held?.close();
      }
      return contents;
    },
  };
}

/** The entries of a folder, now or later. */
type Look = (folder: string) => Dirent[] | Promise<Dirent[]>;

/** The `.kata` entries below a folder, links among them, relative to it. */
async function findHomes(root: string, look: Look): Promise<string[]> {
  const homes: string[] = [];
  let level = [''];
  while (level.length > 0) {
    const next = await inTurn(level, async (folder) => {
      const entries = await entriesOf(join(root, folder), look);
      // A nested repository or a submodule (whose `.git` is a file): its katas are its own.
      if (folder !== '' && entries.some(({ name }) => name === '.git')) return [];
      const below: string[] = [];
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name === '.kata') {
          if (entry.isDirectory() || entry.isSymbolicLink()) homes.push(path);
        } else if (entry.isDirectory() && !FOREIGN_FOLDERS.has(entry.name)) below.push(path);
      }
      return below;
    });
    level = next.flat();
  }
  return homes;
}

async function entriesOf(folder: string, look: Look): Promise<Dirent[]> {
  try {
    return await look(folder);
  } catch {
    // It may not be read, or went meanwhile.
    return [];
  }
}

/** All files below a `.kata` entry. What can't be entered is listed itself, so that reading it says why. */
async function filesBelow(root: string, home: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (path: string, above: ReadonlySet<string>): Promise<void> => {
    const full = join(root, path);
    const real = await realpath(full).catch(() => null);
    // A link into a folder that we are in would never end.
    if (real !== null && above.has(real)) return;
    const info = real !== null && isInside(root, real) ? await stat(real).catch(() => null) : null;
    if (real === null || info === null || !info.isDirectory()) {
      files.push(path);
      return;
    }
    const within = new Set([...above, real]);
    const entries = await readdir(real, { withFileTypes: true }).catch(() => null);
    if (entries === null) files.push(path);
    for (const entry of entries ?? []) {
      const below = `${path}/${entry.name}`;
      if (isTemporary(entry.name) || FOREIGN_FOLDERS.has(entry.name)) continue;
      if (entry.isDirectory() || entry.isSymbolicLink()) await walk(below, within);
      else files.push(below);
    }
  };
  await walk(home, new Set());
  return files;
}

/** The paths of each folder together: a folder is opened and checked once for all its files. */
function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = posix.dirname(path);
    const names = folders.get(folder);
    if (names === undefined) folders.set(folder, [path]);
    else names.push(path);
  }
  return folders;
}

/** The content of a plain file in a folder that is held open; null for anything else, links too, which takes a closer look. */
async function readHeld(folder: Folder, path: string): Promise<FileContent | null> {
  try {
    const name = checkPath(path).at(-1) ?? '';
    const bytes = await readPlace(diskFileSystem, { folder, name }, READ_LIMIT);
    return bytes && contentOf(bytes);
  } catch {
    return null;
  }
}

/** The same at once, of a file that comes in one piece and is small enough to be a record; null for anything else. */
function readHeldNow(folder: Folder, path: string): FileContent | null {
  let file: number | undefined;
  try {
    file = openSync(folder.at(checkPath(path).at(-1) ?? ''), PLAIN_READ);
    const info = fstatSync(file);
    if (!info.isFile() || info.size >= READ_LIMIT) return null;
    const bytes = Buffer.alloc(info.size + 1);
    return readSync(file, bytes) === info.size ? contentOf(bytes.subarray(0, info.size)) : null;
  } catch {
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function contentOf(bytes: Uint8Array): FileContent {
  const hash = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes);
  return { bytes, stamp: hash.digest('hex') };
}

async function readOne(root: string, path: string): Promise<FileContent | FileError | null> {
  try {
    const place = await locate(diskFileSystem, root, path);
    try {
      const bytes = await readPlace(diskFileSystem, place, READ_LIMIT);
      if (bytes !== null) return contentOf(bytes);
      return (await isLink(join(root, path))) ? { error: NOWHERE } : null;
    } finally {
      await place.folder.close();
    }
  } catch (error) {
    if (error instanceof FilesFailure) return REASONS[error.code] ?? { error: NOWHERE };
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    return {
      error: systemCode(error) === 'EACCES' ? 'may not be read; change its permissions' : String(error),
    };
  }
}

async function isLink(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => null);
  return info?.isSymbolicLink() === true;
}

const NOWHERE = 'is a link that leads nowhere; replace it by a file';
const REASONS: Readonly<Record<string, FileError>> = {
  'files/outside': {
    error: 'leads out of this folder; replace the link by a file or folder of its own',
    outside: true,
  },
  'files/not-plain': { error: 'is not a plain file; replace it by one' },
};

/** `work` for each item, `AT_ONCE` at a time, answers in the items' order. */
async function inTurn<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at] as A);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return answers;
}
