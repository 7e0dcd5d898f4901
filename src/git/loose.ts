import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { READ_LIMIT } from '../core/model/kata-path';

const inflated = promisify(inflate);

/** Longer than any header of git's: `blob 1048577` and a NUL. */
const HEADER = 32;

/**
 * The contents of those blobs that git keeps as files of their own, as it does with what was committed a moment ago:
 * that saves a process after each commit. What is packed, kept elsewhere or larger than a record may be is left to git.
 * @param commonDir the repository's git folder. @param ids full object ids.
 */
export async function readLooseBlobs(
  commonDir: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  await Promise.all(
    ids.map(async (id) => {
      const content = await looseBlob(join(commonDir, 'objects', id.slice(0, 2), id.slice(2)));
      if (content !== null) found.set(id, content);
    }),
  );
  return found;
}

async function looseBlob(file: string): Promise<Buffer | null> {
  let bytes: Buffer;
  try {
    bytes = await inflated(await readFile(file), { maxOutputLength: READ_LIMIT + HEADER });
  } catch {
    // Not there, broken or too large: git knows more.
    return null;
  }
  const end = bytes.indexOf(0);
  const [type, size] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
  const content = bytes.subarray(end + 1);
  return type === 'blob' && Number(size) === content.length ? content : null;
}
