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
  readonly shallow: boolean;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly topLevel: string | null;
}

const QUESTIONS = [
  '--is-bare-repository',
  '--is-shallow-repository',
  '--absolute-git-dir',
  '--git-common-dir',
];

/** What git says of the repository around a folder, null where that is in no working tree. @param folder for messages. */
export function discover(folder: string): GitCommand<Discovery | null> {
  return {
    args: ['rev-parse', ...QUESTIONS, '--show-toplevel'],
    parse: (output) => discovered(folder, output),
    failed: (exit) => {
      if (/must be run in a work tree/.test(exit.stderr)) return null;
      throw discoveryFailure(folder, exit);
    },
  };
}

/** The same of a folder that is in no working tree. */
function discoverBare(folder: string): GitCommand<Discovery> {
  return {
    args: ['rev-parse', ...QUESTIONS],
    parse: (output) => discovered(folder, output),
    failed: (exit) => {
      throw discoveryFailure(folder, exit);
    },
  };
}

function discovered(folder: string, output: string): Discovery {
  const [bare, shallow, gitDir, commonDir, ...top] = output.replace(/\r?\n$/, '').split('\n');
  if (gitDir === undefined || commonDir === undefined || commonDir === '') {
    throw new GitFailure('git/failed', `Git said nothing usable of ${folder}`, 'update git', output);
  }
  return {
    bare: bare === 'true',
    shallow: shallow === 'true',
    gitDir,
    commonDir,
    topLevel: top.length === 0 ? null : resolve(top.join('\n')),
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

/**
 * The repository around `folder`. One git process, two where it is in no working tree; none writes or runs anything of
 * the repository's.
 * @param folder an existing folder. @param workspaces more folders that git must not be taken from.
 * @throws GitFailure `git/not-found`, `git/no-repository`, `git/dubious-ownership`, `git/no-working-tree`
 */
export async function openRepository(
  folder: string,
  workspaces: readonly string[] = [],
): Promise<Repository> {
  const git = gitIn(folder, workspaces);
  const found = (await git.run(discover(folder))) ?? (await git.run(discoverBare(folder)));
  return {
    git: new GitRunner(git.binary, found.topLevel ?? found.gitDir),
    topLevel: found.topLevel,
    gitDir: found.gitDir,
    commonDir: isAbsolute(found.commonDir) ? found.commonDir : resolve(git.folder, found.commonDir),
    bare: found.bare,
    shallow: found.shallow,
  };
}

/**
 * Git in a folder of which nothing is known yet. For what is asked before the repository has been opened.
 * @param folder @param workspaces @throws GitFailure as for `openRepository`
 */
export function gitIn(folder: string, workspaces: readonly string[] = []): GitRunner {
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
  return new GitRunner(findGit([start, ...foldersWithGit(start), ...workspaces]), start);
}

/** The folders above that hold a `.git`: a `git` program in one of them is the repository's own, not the machine's. */
function foldersWithGit(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder, above = dirname(at); above !== at; at = above, above = dirname(at)) {
    if (existsSync(join(at, '.git'))) found.push(at);
  }
  return found;
}
