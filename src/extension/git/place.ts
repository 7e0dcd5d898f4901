import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { KataHome } from '../../core/load/loaded';
import type { Repository } from '../../git/repository';
import type { KataFolder } from '../records/kata-folder';

/** The folder around a `.kata`, on the disk. */
export function folderOfHome(folder: KataFolder, home: KataHome): string {
  return join(folder.root.fsPath, home.folder);
}

/** True where a `.git` stands in a folder or above it: only there it is worth asking git. */
export function mayHaveRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

/** Where a folder is within its repository: empty at the top, else a path without a slash at its ends. */
export function pathInRepository({ topLevel, gitDir }: Repository, folder: string): string {
  return relative(topLevel ?? gitDir, realpathSync(folder))
    .split(sep)
    .join('/');
}

/** A path below a workspace folder as one from the repository's top. */
export function repositoryPath(
  repository: Repository,
  folder: KataFolder,
  home: KataHome,
  path: string,
): string {
  const inside = pathInRepository(repository, folderOfHome(folder, home));
  const below = home.folder === '' ? path : path.slice(home.folder.length + 1);
  return inside === '' ? below : `${inside}/${below}`;
}

/** A history told from the repository's top, for a board whose paths begin at the workspace folder. */
export function historyFor(known: KnownHistory, inside: string, home: string): KnownHistory {
  const [there, here] = [inside === '' ? '' : `${inside}/`, home === '' ? '' : `${home}/`];
  if (known.derived === null || there === here) return known;
  const elsewhere = known.derived.elsewhere.flatMap((one) =>
    one.path.startsWith(there) ? [{ ...one, path: here + one.path.slice(there.length) }] : [],
  );
  return { ...known, prefix: '', derived: { ...known.derived, elsewhere } };
}
