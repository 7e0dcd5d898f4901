import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAsMarked, type Mark, markOf } from './mark';
import type { Pace } from './pace';

/** One entry of a folder. */
export type Entry = Pick<Dirent, 'name' | 'isDirectory' | 'isSymbolicLink'>;

interface Known {
  readonly mark: Mark;
  readonly entries: readonly Entry[];
}

/**
 * What stands in folders. A folder that has not moved since it was read is not read again: where files come or go, the
 * folder's own times move. FAT on Windows does not do that, so there nothing is kept.
 */
export class Folders {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly pace: Pace,
    private readonly now: () => number,
  ) {}

  /**
   * @param folder absolute. @param wanted which entries matter; the others are not kept. Always the same for a folder.
   * @returns null where it may not be read, or is gone.
   */
  async entries(folder: string, wanted: (entry: Entry) => boolean): Promise<readonly Entry[] | null> {
    try {
      if (!this.pace.quick) return (await readdir(folder, { withFileTypes: true })).filter(wanted);
      const turn = this.pace.turn();
      if (turn !== undefined) await turn;
      return this.pace.at(() => this.#atOnce(folder, wanted));
    } catch {
      this.#known.delete(folder);
      return null;
    }
  }

  #atOnce(folder: string, wanted: (entry: Entry) => boolean): readonly Entry[] {
    const stats = lstatSync(folder);
    const known = this.#known.get(folder);
    if (known !== undefined && isAsMarked(known.mark, stats)) return known.entries;
    const mark = process.platform === 'win32' ? null : markOf(stats, this.now());
    const entries = readdirSync(folder, { withFileTypes: true }).filter(wanted);
    if (mark === null) this.#known.delete(folder);
    else this.#known.set(folder, { mark, entries });
    return entries;
  }
}
