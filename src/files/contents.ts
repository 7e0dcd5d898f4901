import { createHash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { READ_LIMIT } from '../core/model/kata-path';
import type { FileContent, FileError } from '../core/ports';
import { FilesFailure, systemCode } from './failure';
import { diskFileSystem } from './file-system';
import { inTurn } from './in-turn';
import { checkPath, type Folder, locate, openFolder, PLAIN_READ, readPlace } from './inside';
import { isAsMarked, type Mark, markOf } from './mark';
import type { Pace } from './pace';

interface Kept {
  readonly mark: Mark;
  readonly content: FileContent;
}

/** What stands in files below a root. A plain file that has not moved since it was read is not read again. */
export class Contents {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly pace: Pace,
    private readonly now: () => number,
  ) {}

  /**
   * The contents of `paths`; one that is gone is left out, one that can't be read gives the reason.
   * @param root absolute and real
   */
  async read(root: string, paths: readonly string[]): Promise<Map<string, FileContent | FileError>> {
    const contents = new Map<string, FileContent | FileError>();
    const moved: string[] = [];
    for (const path of paths) {
      const content = await this.#still(root, path);
      if (content === null) moved.push(path);
      else contents.set(path, content);
    }
    for (const [folder, within] of byFolder(moved)) {
      const held = await openFolder(diskFileSystem, root, join(root, folder), folder).catch(() => null);
      await inTurn(within, async (path) => {
        const content = (held && (await this.#readIn(held, path))) ?? (await readClosely(root, path));
        if (content !== null) contents.set(path, content);
      });
      await held?.close();
    }
    return contents;
  }

  /** What was read of a file before, where it is still that. */
  async #still(root: string, path: string): Promise<FileContent | null> {
    const kept = this.#kept.get(path);
    if (kept === undefined) return null;
    const full = join(root, path);
    if (!this.pace.quick) {
      const stats = await lstat(full).catch(() => null);
      return stats !== null && isAsMarked(kept.mark, stats) ? kept.content : null;
    }
    const turn = this.pace.turn();
    if (turn !== undefined) await turn;
    const stats = this.pace.at(() => lstatSync(full, { throwIfNoEntry: false }));
    return stats !== undefined && isAsMarked(kept.mark, stats) ? kept.content : null;
  }

  /** The content of a plain file in a folder that is held open; null for anything else, links too. */
  async #readIn(folder: Folder, path: string): Promise<FileContent | null> {
    this.#kept.delete(path);
    try {
      const name = checkPath(path).at(-1) ?? '';
      if (!this.pace.quick) {
        const bytes = await readPlace(diskFileSystem, { folder, name }, READ_LIMIT);
        return bytes && contentOf(bytes);
      }
      const turn = this.pace.turn();
      if (turn !== undefined) await turn;
      return this.pace.at(() => this.#readNow(folder.at(name), path));
    } catch {
      return null;
    }
  }

  /** The same at once, of a file that comes in one piece and is small enough to be a record; null for anything else. */
  #readNow(file: string, path: string): FileContent | null {
    const open = openSync(file, PLAIN_READ);
    try {
      const info = fstatSync(open);
      if (!info.isFile() || info.size >= READ_LIMIT) return null;
      const mark = markOf(info, this.now());
      const bytes = Buffer.alloc(info.size + 1);
      if (readSync(open, bytes) !== info.size) return null;
      const content = contentOf(bytes.subarray(0, info.size));
      if (mark !== null) this.#kept.set(path, { mark, content });
      return content;
    } finally {
      closeSync(open);
    }
  }
}

/** The paths of each folder together: a folder is opened and checked once for all its files. */
function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = posix.dirname(path);
    const within = folders.get(folder);
    if (within === undefined) folders.set(folder, [path]);
    else within.push(path);
  }
  return folders;
}

function contentOf(bytes: Uint8Array): FileContent {
  const hash = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes);
  return { bytes, stamp: hash.digest('hex') };
}

/** What stands at a path that may be anything: links are followed inside the root, and what is wrong is said. */
async function readClosely(root: string, path: string): Promise<FileContent | FileError | null> {
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
