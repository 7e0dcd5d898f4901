import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../../git/repository';

/** What stands in a git folder and says where HEAD and the branches are, or what git is in the middle of. */
const TELLING =
  /^(HEAD|packed-refs|shallow|MERGE_HEAD|CHERRY_PICK_HEAD|REVERT_HEAD|BISECT_START|rebase-merge|rebase-apply|logs|refs|reftable)$/;

/**
 * Watches where HEAD and the branches of a repository are, whichever tool moves them. No polling: `logs/HEAD` moves at
 * each commit, checkout and rebase; the files beside it tell of the rest. A linked working tree has a folder of its own.
 */
export class HeadWatch {
  readonly #watchers: FSWatcher[] = [];

  constructor({ gitDir, commonDir }: Repository, onMoved: () => void) {
    for (const folder of new Set([gitDir, commonDir])) {
      this.#watch(folder, false, (name) => TELLING.test(name) && onMoved());
    }
    this.#watch(join(gitDir, 'logs'), false, (name) => name === 'HEAD' && onMoved());
    // A branch that is made or deleted elsewhere moves no log of HEAD. Lock files come and go; what they become counts.
    this.#watch(join(commonDir, 'refs'), true, (name) => !name.endsWith('.lock') && onMoved());
    this.#watch(join(commonDir, 'reftable'), false, () => onMoved());
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(folder: string, recursive: boolean, onName: (name: string) => void): void {
    try {
      const watcher = watch(folder, { persistent: false, recursive }, (_, name) => onName(name ?? 'HEAD'));
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // Not there (no reflog, no reftable), or no watch is left on this machine: the built-in git extension is heard too.
    }
  }
}
