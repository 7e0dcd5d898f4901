import type { KataFiles } from '../ports';
import { assemble } from './assemble';
import type { LastGood } from './last-good';
import type { KataHome } from './loaded';
import { readFiles } from './read-files';
import type { RecordCache } from './record-cache';

export interface LoadOptions {
  /** Keeps parsed records between loads. */
  readonly cache?: RecordCache;
  /** Where a record's text is broken, its value is taken from here, and marked as stale. */
  readonly lastGood?: LastGood;
  /** Lets other work run; awaited after each 48 KiB that were parsed. */
  readonly breathe?: () => Promise<void>;
}

/**
 * All katas that a source holds: one home for each `.kata` folder, in order of path, with its katas in order of slug.
 * What is broken is reported beside what still loads. Rejects only where the source itself can't be listed or read.
 */
export async function loadHomes(files: KataFiles, options: LoadOptions = {}): Promise<KataHome[]> {
  const read = await readFiles(files, options.cache, options.breathe ?? nextTurn);
  const { lastGood } = options;
  if (lastGood !== undefined) {
    for (const path of lastGood.keys()) if (!read.readings.has(path)) lastGood.delete(path);
    for (const [path, { value }] of read.readings) if (value !== undefined) lastGood.set(path, value);
  }
  return assemble(read, lastGood);
}

/** Lets other work run, without the millisecond that a timer takes where there is a quicker way. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
