import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { GitFailure } from './failure';

/** What the search looks at; a test gives its own. */
export interface BinarySearch {
  readonly platform: NodeJS.Platform;
  /** `PATH`, and on Windows `PATHEXT`. */
  readonly path: string;
  readonly extensions: string;
  /** True for a file that can be started. */
  readonly isExecutable: (file: string) => boolean;
  /** Where links lead; the path itself where there is none. */
  readonly resolve: (file: string) => string;
}

const thisMachine = (): BinarySearch => ({
  platform: process.platform,
  path: process.env.PATH ?? process.env.Path ?? '',
  extensions: process.env.PATHEXT ?? '.COM;.EXE',
  isExecutable: (file) => {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
  resolve: (file) => {
    try {
      return realpathSync(file);
    } catch {
      return file;
    }
  },
});

/**
 * The absolute path of git: the first on `PATH` that stands outside every folder in `workspaces`.
 * A repository could bring its own `git`; relative entries of `PATH` and folders of the workspace are passed over,
 * links looked through. On Windows only what starts without a shell counts (`.exe`, `.com`).
 * @throws GitFailure `git/not-found`
 */
export function findGit(workspaces: readonly string[], search: BinarySearch = thisMachine()): string {
  const windows = search.platform === 'win32';
  const { isAbsolute, join, relative } = windows ? win32 : posix;
  const isBelow = (file: string, folder: string) => {
    const way = relative(search.resolve(folder), file);
    return way === '' || (way !== '..' && !way.startsWith(`..${windows ? '\\' : '/'}`) && !isAbsolute(way));
  };
  const isOutside = (file: string) =>
    workspaces.every((folder) => !isBelow(search.resolve(file), folder) && !isBelow(file, folder));
  const names = windows
    ? search.extensions
        .split(';')
        .map((extension) => extension.toLowerCase())
        .filter((extension) => extension === '.exe' || extension === '.com')
        .map((extension) => `git${extension}`)
    : ['git'];
  for (const entry of search.path.split(windows ? ';' : ':')) {
    const folder = windows ? entry.replace(/^"(.*)"$/, '$1') : entry;
    if (!isAbsolute(folder)) continue;
    for (const name of names) {
      const file = join(folder, name);
      if (search.isExecutable(file) && isOutside(file)) return file;
    }
  }
  throw new GitFailure(
    'git/not-found',
    'Git was not found on the PATH outside this folder',
    'install git, or put its folder on the PATH',
  );
}
