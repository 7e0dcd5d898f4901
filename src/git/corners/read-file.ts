import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MARKER, markersOf } from '../../core/corners/marker';
import type { FoundMarker } from '../../core/corners/states';

/** What one file of the working tree says of corners. */
export interface FileMarkers {
  readonly markers: readonly FoundMarker[];
  /** Why it could not be read; null where it was, or is not there. */
  readonly skipped: string | null;
}

const NOTHING: FileMarkers = { markers: [], skipped: null };
/** A file that is larger is no source text, and would fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Most files are shorter, and need no second look. */
const FIRST = 64 * 1024;
/** As far as git looks for a NUL to call a file binary. */
const HEAD = 8000;
const LETTERS = Buffer.from(MARKER);

/** The markers of a text that is known, such as an unsaved editor's. */
export function markersInText(path: string, text: string): FileMarkers {
  const { markers } = markersOf(text);
  return { markers: markers.map(({ id, words, line }) => ({ path, line, id, words })), skipped: null };
}

/** Reads files of a working tree by themselves, as git would: no link is followed, none out of the tree. */
export class FileReader {
  private readonly folders = new Map<string, Promise<boolean>>();

  /** @param top real path of the working tree's top. */
  constructor(private readonly top: string) {}

  /** @param path from the top, with `/`. */
  async read(path: string): Promise<FileMarkers> {
    const bytes = await this.bytesOf(path);
    if (bytes === null) return NOTHING;
    const found = typeof bytes === 'string' ? { markers: [], skipped: bytes } : markersIn(path, bytes);
    // Most files hold nothing, and looking at every folder would cost more than reading them.
    const isSomething = found.markers.length > 0 || found.skipped !== null;
    return isSomething && (await this.isInside(dirname(path))) ? found : NOTHING;
  }

  private async bytesOf(path: string): Promise<Buffer | string | null> {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = await open(join(this.top, path), flags).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EACCES' || error.code === 'EPERM' ? ('may not be read' as const) : null,
    );
    if (file === null || typeof file === 'string') return file;
    try {
      const first = await file.read(Buffer.allocUnsafe(FIRST), 0, FIRST, 0);
      if (first.bytesRead < FIRST) return first.buffer.subarray(0, first.bytesRead);
      const stat = await file.stat();
      if (!stat.isFile()) return null;
      if (stat.size > MOST_BYTES) return 'is larger than 64 MB';
      // The look at a place before did not move on, so this is all of it.
      return await file.readFile();
    } catch {
      // A folder, or gone while it was read.
      return null;
    } finally {
      await file.close();
    }
  }

  /** True where the folder is what its name says, with no link and no other repository on the way. */
  private isInside(folder: string): Promise<boolean> {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const answer = folder === '.' ? Promise.resolve(true) : this.isOwnFolder(folder);
    this.folders.set(folder, answer);
    return answer;
  }

  private async isOwnFolder(folder: string): Promise<boolean> {
    if (!(await this.isInside(dirname(folder)))) return false;
    const full = join(this.top, folder);
    const isFolder = await lstat(full).then(
      (stat) => stat.isDirectory(),
      () => false,
    );
    return (
      isFolder &&
      (await lstat(join(full, '.git')).then(
        () => false,
        // No `.git` there: the folder is of this repository.
        () => true,
      ))
    );
  }
}

/** Reads a file's bytes as git and a person do: what is not UTF-8 text is named only where it holds a marker. */
export function markersIn(path: string, bytes: Buffer): FileMarkers {
  const head = bytes.subarray(0, HEAD);
  if (head.includes(0)) {
    return hasLetters(bytes) ? { markers: [], skipped: binaryReason(head) } : NOTHING;
  }
  return bytes.includes(LETTERS) ? markersInText(path, bytes.toString('utf8')) : NOTHING;
}

/** What to say of a file that git calls binary. @param head the first bytes of it. */
export function binaryReason(head: Uint8Array): string {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'is UTF-16';
  // Without a mark at the start, Latin letters still have a NUL at every other place.
  const isZero = (from: number) =>
    Array.from({ length: 8 }, (_, at) => head[2 * at + from]).every((x) => x === 0);
  return head.length >= 16 && isZero(0) !== isZero(1) ? 'is UTF-16' : 'is binary';
}

function hasLetters(bytes: Buffer): boolean {
  return bytes.includes(LETTERS) || [2, 4].some((width) => bytes.includes(widened(width)));
}

function widened(width: number): Buffer {
  const wide = Buffer.alloc((LETTERS.length - 1) * width + 1);
  LETTERS.forEach((letter, at) => {
    wide[at * width] = letter;
  });
  return wide;
}
