import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { findGit } from './binary';
import { type GitExit, GitFailure } from './failure';
import { type GitCommand, GitRunner } from './runner';

/** A repository that was found. */
export interface Repository {
  readonly git: GitRunner;
  /** Absolute; null in a bare repository, or within the git folder itself. */
  readonly topLevel: string | null;
  /** This working tree's own git folder, absolute. */
  readonly gitDir: string;
  /** The folder that all working trees of the repository share, absolute. */
  readonly commonDir: string;
  readonly bare: boolean;
  /** True where history was cut off: what is not found may only be missing here. */
  readonly shallow: boolean;
}

interface Discovery {
  readonly bare: boolean;
  readonly inside: boolean;
  readonly shallow: boolean;
  readonly gitDir: string;
  readonly commonDir: string;
}

/** What git says of the repository around a folder. @param folder for messages. */
export function discover(folder: string): GitCommand<Discovery> {
  return {
    args: [
      'rev-parse',
      '--is-bare-repository',
      '--is-inside-work-tree',
      '--is-shallow-repository',
      '--absolute-git-dir',
      '--git-common-dir',
    ],
    parse: (output) => {
      const [bare, inside, shallow, gitDir, commonDir] = output.split('\n');
      if (gitDir === undefined || commonDir === undefined || commonDir === '') {
        throw new GitFailure('git/failed', `Git said nothing usable of ${folder}`, 'update git', output);
      }
      return {
        bare: bare === 'true',
        inside: inside === 'true',
        shallow: shallow === 'true',
        gitDir,
        commonDir,
      };
    },
    failed: (exit) => {
      throw discoveryFailure(folder, exit);
    },
  };
}

function discoveryFailure(folder: string, exit: GitExit): GitFailure {
  const said = exit.stderr;
  if (/dubious ownership|unsafe repository/.test(said)) {
    return new GitFailure(
      'git/dubious-ownership',
      `Git does not trust ${folder}: it belongs to somebody else`,
      'if you trust it, run the `git config --global --add safe.directory …` line that git prints there',
      said,
    );
  }
  if (/not a git repository|not a git repo/.test(said)) {
    return new GitFailure(
      'git/no-repository',
      `${folder} is in no git repository`,
      'run `git init` there, or name another folder',
      said,
    );
  }
  if (/bare repository/.test(said)) {
    return new GitFailure(
      'git/no-working-tree',
      `Git may not use the bare repository at ${folder}`,
      'name a folder of a working tree',
      said,
    );
  }
  return new GitFailure(
    'git/failed',
    `Git could not open ${folder}`,
    'run `git status` there to see why',
    said,
  );
}

const topLevel: GitCommand<string> = {
  args: ['rev-parse', '--show-toplevel'],
  parse: (output) => resolve(output.replace(/\r?\n$/, '')),
};

/**
 * The repository around `folder`. Two git processes, none of which writes or runs anything of the repository's.
 * @param folder an existing folder. @param workspaces more folders that git must not be taken from.
 * @throws GitFailure `git/not-found`, `git/no-repository`, `git/dubious-ownership`, `git/no-working-tree`
 */
export async function openRepository(
  folder: string,
  workspaces: readonly string[] = [],
): Promise<Repository> {
  let start: string;
  try {
    start = realpathSync(folder);
  } catch (error) {
    throw new GitFailure(
      'git/no-repository',
      `There is no folder ${folder}`,
      'check the name',
      String(error),
    );
  }
  const git = new GitRunner(findGit([start, ...foldersWithGit(start), ...workspaces]), start);
  const found = await git.run(discover(folder));
  const top = found.inside ? await git.run(topLevel) : null;
  return {
    git: new GitRunner(git.binary, top ?? found.gitDir),
    topLevel: top,
    gitDir: found.gitDir,
    commonDir: isAbsolute(found.commonDir) ? found.commonDir : resolve(start, found.commonDir),
    bare: found.bare,
    shallow: found.shallow,
  };
}

/** The folders above that hold a `.git`: a `git` program in one of them is the repository's own, not the machine's. */
function foldersWithGit(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder, above = dirname(at); above !== at; at = above, above = dirname(at)) {
    if (existsSync(join(at, '.git'))) found.push(at);
  }
  return found;
}
