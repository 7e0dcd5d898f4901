import type { RecordKind } from '../model/layout';
import type { Reading } from './loaded';

/**
 * Records as they were read, by path and stamp, so that unchanged files are not parsed again. Its owner keeps it
 * between loads; what was not asked for the longest goes first when it is full.
 */
export class RecordCache {
  readonly #kept = new Map<string, { readonly reading: Reading<RecordKind>; readonly size: number }>();
  readonly #limit: number;
  #size = 0;

  /** @param limit what the files of all kept records may come to, in bytes */
  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** How many records are kept. */
  get count(): number {
    return this.#kept.size;
  }

  get(path: string, stamp: string): Reading<RecordKind> | undefined {
    const key = keyOf(path, stamp);
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.reading;
  }

  /** @param size of the file, in bytes */
  set(path: string, stamp: string, reading: Reading<RecordKind>, size: number): void {
    const key = keyOf(path, stamp);
    this.#drop(key);
    this.#kept.set(key, { reading, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}

function keyOf(path: string, stamp: string): string {
  return `${stamp}\0${path}`;
}
