import assert from 'node:assert/strict';
import { join } from 'node:path';
import { HeadWatch } from '../../src/extension/git/head-watch';
import { openRepository } from '../../src/git/repository';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';
import { eventually } from '../support/workbench/eventually';

interface Places {
  readonly watched: GitRepo;
  readonly terminal: GitRepo;
}

/** What a terminal does, and in which repository it is done; `watched` is where the kata is. */
interface Move {
  readonly does: string;
  readonly repo?: () => Places;
  readonly how: (repo: GitRepo) => unknown;
}

const detached = changed((repo) => repo.git('switch', '--quiet', '--detach'));
const packed = changed((repo) => repo.git('pack-refs', '--all'));
const noReflog = (): Places => {
  const repo = GitRepo.create();
  repo.git('config', 'core.logAllRefUpdates', 'false');
  repo.commit('Zero');
  return { watched: repo, terminal: repo };
};
const unborn = (): Places => {
  const repo = GitRepo.create();
  return { watched: repo, terminal: repo };
};
const linked = (): Places => {
  const { terminal } = beside();
  return { watched: terminal, terminal };
};
const clone = (): Places => {
  const { terminal: origin } = whole();
  const path = join(tempFolder('kata-clone'), 'repo');
  origin.git('clone', '--quiet', origin.path, path);
  origin.git('branch', 'pushed');
  const repo = GitRepo.at(path);
  return { watched: repo, terminal: repo };
};
const conflicting = changed((repo) => {
  repo.write({ a: 'ours\n' }).commit('Ours');
  repo.git('switch', '--quiet', 'side');
  repo.write({ a: 'theirs\n' }).commit('Theirs');
});

/** A second working tree, whose git folder is elsewhere, on a branch of its own. */
function beside(): Places {
  const { watched } = whole();
  const path = join(tempFolder('kata-linked'), 'tree');
  watched.git('worktree', 'add', '--quiet', path, 'side');
  return { watched, terminal: GitRepo.at(path) };
}

function mergeBadly(repo: GitRepo): void {
  assert.throws(() => repo.git('merge', '--quiet', 'main'), /CONFLICT|failed/);
}

const MOVES: readonly Move[] = [
  { does: 'commits', how: (repo) => repo.write({ a: '1\n' }).commit('One') },
  {
    does: 'amends',
    how: (repo) => repo.git('commit', '--quiet', '--amend', '--allow-empty', '--message', 'Other words'),
  },
  { does: 'checks out a branch', how: (repo) => repo.git('switch', '--quiet', 'side') },
  { does: 'makes a branch', how: (repo) => repo.git('switch', '--quiet', '--create', 'kata/k/x-7f3kq') },
  { does: 'detaches HEAD', how: (repo) => repo.git('switch', '--quiet', '--detach') },
  { does: 'commits on a detached HEAD', repo: detached, how: (repo) => repo.commit('On no branch') },
  {
    does: 'moves from one commit to another',
    repo: detached,
    how: (repo) => repo.git('switch', '-qd', 'main~'),
  },
  { does: 'deletes a branch', how: (repo) => repo.git('branch', '--quiet', '-D', 'side') },
  { does: 'packs refs', how: (repo) => repo.git('pack-refs', '--all') },
  {
    does: 'deletes a packed branch',
    repo: packed,
    how: (repo) => repo.git('branch', '--quiet', '-D', 'side'),
  },
  { does: 'checks out a packed branch', repo: packed, how: (repo) => repo.git('switch', '--quiet', 'side') },
  { does: 'commits where no reflog is kept', repo: noReflog, how: (repo) => repo.commit('Untold') },
  { does: 'makes the first commit', repo: unborn, how: (repo) => repo.commit('First') },
  { does: 'commits in a linked working tree', repo: linked, how: (repo) => repo.commit('Elsewhere') },
  { does: 'checks out in a linked working tree', repo: linked, how: (repo) => repo.git('switch', '-qd') },
  { does: 'commits in another working tree', repo: beside, how: (repo) => repo.commit('On the side') },
  { does: 'fetches a branch', repo: clone, how: (repo) => repo.git('fetch', '--quiet', 'origin') },
  { does: 'begins a merge that conflicts', repo: conflicting, how: mergeBadly },
];

describe('the watch over HEAD and the branches', () => {
  for (const { does, repo = whole, how } of MOVES) {
    it(`tells when a terminal ${does}`, async () => {
      const { watched, terminal } = repo();
      let moved = 0;
      const watch = new HeadWatch(await openRepository(watched.path), () => moved++);
      try {
        const began = performance.now();
        how(terminal);
        await eventually(() => assert.notEqual(moved, 0, 'the watch said nothing'));
        console.log(
          `      told after ${Math.round(performance.now() - began)} ms, git's own work among them`,
        );
      } finally {
        watch.dispose();
      }
    });
  }
});

/** Both are the same repository, with a branch beside the one that is checked out. */
function whole(): Places {
  const repo = GitRepo.create();
  repo.commit('Zero');
  repo.git('branch', 'side');
  repo.commit('Half');
  return { watched: repo, terminal: repo };
}

function changed(work: (repo: GitRepo) => unknown): () => Places {
  return () => {
    const places = whole();
    work(places.terminal);
    return places;
  };
}
