import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeRepository, SIZES } from './make-repository';

export type SizeName = keyof typeof SIZES;

/** Where generated repositories are kept. */
export const FOLDER = resolve('.cache/bench');
/** Marks where main was when the repository was made. Tags are not read as history. */
const START = 'refs/tags/bench-start';

export function isSize(name: string): name is SizeName {
  return Object.hasOwn(SIZES, name);
}

/** @returns what git printed, without the last newline. */
export function git(folder: string, ...args: string[]): string {
  return gitWith({}, folder, ...args);
}

function gitWith(env: Readonly<Record<string, string>>, folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'ana@example.org',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'ana@example.org',
      ...env,
    },
  }).trimEnd();
}

/** The repository of a size, made once and kept. What an earlier run committed is taken off main again. */
export async function repositoryOf(name: SizeName): Promise<string> {
  const folder = join(FOLDER, name);
  if (!existsSync(folder)) {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    await makeRepository(part, SIZES[name]);
    renameSync(part, folder);
  }
  if (git(folder, 'for-each-ref', START) === '') git(folder, 'update-ref', START, 'refs/heads/main');
  restart(folder);
  return folder;
}

/** Puts main back to where it was when the repository was made. */
export function restart(folder: string): void {
  git(folder, 'update-ref', 'refs/heads/main', START);
}

/** Commits a new version of one record onto main, without a working tree. @returns main before and after it. */
export function commitRecord(folder: string, path: string, text: string): { old: string; now: string } {
  const old = git(folder, 'rev-parse', 'refs/heads/main');
  const blob = execFileSync('git', ['-C', folder, 'hash-object', '-w', '--stdin'], {
    input: text,
    encoding: 'utf8',
  });
  git(folder, 'read-tree', old);
  git(folder, 'update-index', '--add', '--cacheinfo', `100644,${blob.trim()},${path}`);
  const tree = git(folder, 'write-tree');
  // A minute after the one before, as a person would: commits of one second are looked at as copies of each other.
  const time = Number(git(folder, 'log', '-1', '--format=%ct', old)) + 60;
  const dates = { GIT_AUTHOR_DATE: `${time} +0000`, GIT_COMMITTER_DATE: `${time} +0000` };
  const now = gitWith(dates, folder, 'commit-tree', '-p', old, '-m', 'Result', tree);
  git(folder, 'update-ref', 'refs/heads/main', now, old);
  return { old, now };
}

/** The same repository with a working tree, for what reads or writes files: a clone, made once and put back to its start. */
export async function checkedOut(name: SizeName): Promise<string> {
  const from = await repositoryOf(name);
  const folder = join(FOLDER, `${name}-tree`);
  if (!existsSync(folder)) {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    git(from, 'clone', '-q', '--no-tags', from, part);
    renameSync(part, folder);
  }
  git(folder, 'reset', '-q', '--hard', 'refs/remotes/origin/main');
  git(folder, 'clean', '-q', '-fd');
  return folder;
}
