import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FOREIGN_FOLDERS } from '../core/model/kata-path';
import type { Entry, Folders } from './folders';
import { inTurn } from './in-turn';
import { isInside } from './inside';
import { isTemporary } from './temporary';

/**
 * The `.kata` entries below a folder, links among them, relative to it. Nothing is looked for in `node_modules`, `.git`,
 * submodules and other nested repositories.
 * @param root absolute and real
 */
export async function findHomes(root: string, folders: Folders): Promise<string[]> {
  const homes: string[] = [];
  let level = [''];
  while (level.length > 0) {
    const next = await inTurn(level, async (folder) => {
      const entries = (await folders.entries(join(root, folder), matters)) ?? [];
      // A nested repository or a submodule (whose `.git` is a file): its katas are its own.
      if (folder !== '' && entries.some(({ name }) => name === '.git')) return [];
      const below: string[] = [];
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name === '.kata') {
          if (entry.isDirectory() || entry.isSymbolicLink()) homes.push(path);
        } else if (entry.isDirectory() && !FOREIGN_FOLDERS.has(entry.name)) below.push(path);
      }
      return below;
    });
    level = next.flat();
  }
  return homes;
}

/** Outside of a home, what tells where homes are. */
function matters(entry: Entry): boolean {
  return entry.isDirectory() || entry.name === '.kata' || entry.name === '.git';
}

/**
 * All files below a `.kata` entry. What can't be entered is listed itself, so that reading it says why.
 * @param root absolute and real. @param home relative to it
 */
export async function filesBelow(root: string, home: string, folders: Folders): Promise<string[]> {
  const files: string[] = [];
  /** @param above the real folders that we are in: a link into one of them would never end */
  const enter = async (path: string, real: string, above: ReadonlySet<string>): Promise<void> => {
    const within = new Set([...above, real]);
    const entries = await folders.entries(real, () => true);
    if (entries === null) files.push(path);
    for (const entry of entries ?? []) {
      const below = `${path}/${entry.name}`;
      if (isTemporary(entry.name) || FOREIGN_FOLDERS.has(entry.name)) continue;
      if (entry.isDirectory()) await enter(below, join(real, entry.name), within);
      else if (entry.isSymbolicLink()) await follow(below, within);
      else files.push(below);
    }
  };
  const follow = async (path: string, above: ReadonlySet<string>): Promise<void> => {
    const real = await realpath(join(root, path)).catch(() => null);
    if (real !== null && above.has(real)) return;
    const info = real !== null && isInside(root, real) ? await stat(real).catch(() => null) : null;
    if (real === null || info === null || !info.isDirectory()) files.push(path);
    else await enter(path, real, above);
  };
  await follow(home, new Set());
  return files;
}
