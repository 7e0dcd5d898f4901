import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { READ_LIMIT } from '../core/model/kata-path';

/** Longer than any header of git's: `blob 1048577` and a NUL. */
const HEADER = 32;

/**
 * The contents of those blobs that git keeps as files of their own, as it does with what was committed a moment ago:
 * that saves a process after each commit. What is packed, kept elsewhere or larger than a record may be is left to git.
 * Read without a pause: a few small files are there sooner than the first pause would end. Ask for a few only.
 * @param commonDir the repository's git folder. @param ids full object ids.
 */
export function readLooseBlobs(commonDir: string, ids: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const id of ids) {
    const content = looseBlob(join(commonDir, 'objects', id.slice(0, 2), id.slice(2)));
    if (content !== null) found.set(id, content);
  }
  return found;
}

function looseBlob(file: string): Buffer | null {
  let bytes: Buffer;
  try {
    bytes = inflateSync(readFileSync(file), { maxOutputLength: READ_LIMIT + HEADER });
  } catch {
    // Not there, broken or too large: git knows more.
    return null;
  }
  const end = bytes.indexOf(0);
  const [type, size] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
  const content = bytes.subarray(end + 1);
  return type === 'blob' && Number(size) === content.length ? content : null;
}
