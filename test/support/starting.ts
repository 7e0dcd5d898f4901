import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata, richRepository } from './cli';
import type { GitRepo } from './git-repo';

/** Makes the person who commits known to a repository: the tool asks for their commits, and tests have no global settings. */
export function withPerson(repo: GitRepo): GitRepo {
  repo.git('config', 'user.name', 'Ana');
  repo.git('config', 'user.email', 'ana@example.com');
  repo.git('config', 'commit.gpgSign', 'false');
  return repo;
}

/** A repository with the format page's kata, four other files, and somebody who commits. */
export function cleanRepository(): GitRepo {
  const repo = withPerson(richRepository());
  repo
    .write({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n', 'd.txt': 'd\n' })
    .commit('Files', '2026-11-04');
  return repo;
}

/** Makes its other files dirty in every way: changed, staged, both, new, untracked, gone, gone from the index alone. */
export function makeDirty(repo: GitRepo): GitRepo {
  repo.write({ 'a.txt': 'a changed\n', 'b.txt': 'b staged\n', 'new.txt': 'staged\n' });
  repo.git('add', 'b.txt', 'new.txt');
  repo.write({ 'b.txt': 'b staged\nand changed\n', 'loose.txt': 'untracked\n', 'c.txt': null });
  repo.git('rm', '-q', '--cached', 'd.txt');
  return repo;
}

export function dirtyRepository(): GitRepo {
  return makeDirty(cleanRepository());
}

/** Everything about a repository that a failed operation may not change: status, index, refs, HEAD, files. */
export function stateOf(repo: GitRepo): object {
  return {
    status: repo.git('status', '--porcelain=v2', '--branch', '--untracked-files=all', '--ignored'),
    index: repo.git('ls-files', '--stage'),
    refs: repo.git('for-each-ref'),
    head: readFileSync(join(repo.git('rev-parse', '--absolute-git-dir'), 'HEAD'), 'utf8'),
    folders: foldersIn(repo.path),
    left: leftBehind(repo),
  };
}

/** What of ours is in the git folder, and every lock: nothing, unless an operation is under way. */
export function leftBehind(repo: GitRepo): readonly string[] {
  const git = repo.git('rev-parse', '--absolute-git-dir');
  return readdirSync(git, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.lock') || name.startsWith('kata/'));
}

function foldersIn(path: string): readonly string[] {
  const home = join(path, '.kata');
  return existsSync(home) ? readdirSync(home, { recursive: true }).map(String).sort() : [];
}

export const STEP = ['--step', 'Open the tax connection at start-up', '--expect', 'First call under 300 ms'];

/** Starts an experiment and gives what `--json` prints. Throws where it fails. */
export async function started(repo: GitRepo, ...more: string[]) {
  const ran = await kata(repo.path, ['experiment', 'start', ...STEP, ...more, '--json']);
  if (ran.status !== 0) throw new Error(ran.out + ran.err);
  return JSON.parse(ran.out);
}
