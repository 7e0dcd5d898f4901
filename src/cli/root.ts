import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliFailure, STATUS } from './failure';

/** Where katas are looked for, and whether it is a repository. */
export interface Root {
  /** Real path. */
  readonly folder: string;
  /** The folder that the search began in, real path. */
  readonly start: string;
  readonly isRepository: boolean;
}

/**
 * The top of the repository around `start`: the nearest folder above with a `.git`; without one, the nearest with
 * a `.kata`; else `start` itself. No git is run for it, so that reading katas needs none.
 * @throws CliFailure where there is no such folder.
 */
export function findRoot(start: string): Root {
  if (statSync(start, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new CliFailure(
      'folder/not-there',
      `There is no folder ${start}`,
      'check what -C says',
      STATUS.notThere,
    );
  }
  const real = realpathSync(start);
  const repository = nearest(real, '.git');
  if (repository !== null) return { folder: repository, start: real, isRepository: true };
  return { folder: nearest(real, '.kata') ?? real, start: real, isRepository: false };
}

/** True where the root is a git folder itself, without a working tree: told by what git looks for, without git. */
export function isBare({ folder, isRepository }: Root): boolean {
  return !isRepository && ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(folder, name)));
}

/** The nearest folder, from `start` upwards, that holds `name`; null where none does. */
export function nearest(start: string, name: string): string | null {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (at === dirname(at)) return null;
  }
}
