import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** More folders than this are left to VS Code's own watcher. */
const MOST = 2000;

/**
 * Watches the folders that records stand in, each by itself. VS Code watches the workspace too, but on Linux it misses
 * what happens in folders that came into being several at once (a checkout, a new kata), and what settings exclude.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();

  /** @param onMoved gets the folder, relative to the root, in which something came, went or changed */
  constructor(
    private readonly root: string,
    private readonly onMoved: (folder: string) => void,
  ) {}

  /** Watches the folders of these files and no others. @param paths relative to the root */
  follow(paths: readonly string[]): void {
    const wanted = new Set<string>();
    for (const path of paths) {
      const parts = path.split('/');
      const home = parts.indexOf('.kata');
      for (let depth = home + 1; depth < parts.length; depth++) wanted.add(parts.slice(0, depth).join('/'));
    }
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (this.#watchers.size >= MOST) return;
      if (!this.#watchers.has(folder)) this.#watch(folder);
    }
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(join(this.root, folder), { persistent: false }, () => this.onMoved(folder));
      this.#watchers.set(folder, watcher);
      // Gone, or no watch is left on this machine: VS Code's watcher is still there.
      watcher.on('error', () => {
        watcher.close();
        if (this.#watchers.get(folder) === watcher) this.#watchers.delete(folder);
      });
    } catch {
      // As above; the next reading tries again.
    }
  }
}
