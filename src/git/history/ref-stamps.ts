import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** By a ref's name, or `packed-refs`: what changes of its file when git writes it. */
export type RefStamps = ReadonlyMap<string, string>;

/** More files than these are looked through sooner by git. */
const MOST = 2_000;

/**
 * A file that was written within so many nanoseconds before it was looked at may be written again without its times
 * showing it: the clocks of file systems tick slowly, the slowest one every two seconds.
 */
const YOUNG = 3_000_000_000n;

/**
 * The stamps of all the files that git may keep the refs of branches, remotes and `refs/kata` in. Read without a pause,
 * as the time that it takes is less than that of a pause.
 * @param commonDir the repository's git folder.
 * @returns null where refs are kept otherwise (git's `reftable`, a linked folder) or are too many.
 */
export function stampRefs(commonDir: string): RefStamps | null {
  const stamps = new Map<string, string>();
  const folders = ['refs/heads', 'refs/remotes', 'refs/kata'];
  const now = BigInt(Date.now()) * 1_000_000n;
  try {
    for (const folder of folders) {
      for (const entry of entriesOf(join(commonDir, folder))) {
        const name = `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(name);
        else if (!name.endsWith('.lock'))
          stamps.set(name, stampOf(statSync(join(commonDir, name), BIG), now));
      }
      if (stamps.size > MOST) return null;
    }
    const packed = statSync(join(commonDir, 'packed-refs'), { ...BIG, throwIfNoEntry: false });
    if (packed !== undefined) stamps.set('packed-refs', stampOf(packed, now));
  } catch {
    // No folder, not to be read, or gone while we looked: git knows more.
    return null;
  }
  return stamps;
}

const BIG = { bigint: true } as const;

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

let distrusted = 0;

function stampOf(file: BigIntStats, now: bigint): string {
  if (!file.isFile()) throw new Error('a ref that is no file');
  if (now - file.mtimeNs < YOUNG) {
    distrusted += 1;
    return `young ${distrusted}`;
  }
  return `${file.mtimeNs} ${file.ctimeNs} ${file.ino} ${file.size}`;
}

/** Whether no ref was written between two looks, save perhaps the one called `except`. */
export function sameStamps(before: RefStamps, now: RefStamps, except: string | null): boolean {
  const others = (stamps: RefStamps) => stamps.size - (except !== null && stamps.has(except) ? 1 : 0);
  if (others(before) !== others(now)) return false;
  for (const [name, stamp] of now) {
    if (name !== except && before.get(name) !== stamp) return false;
  }
  return true;
}
