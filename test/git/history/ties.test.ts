import assert from 'node:assert/strict';
import { loadHomes } from '../../../src/core/load/load-homes';
import { workingTreeFiles } from '../../../src/files/working-tree';
import { KataHistory } from '../../../src/git/history/kata-history';
import { openRepository } from '../../../src/git/repository';
import {
  BRANCH,
  experimentRepo,
  KATA,
  LINE,
  PREDICTED,
  recordOf,
  told,
  X,
} from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';

const CORNERS = `${PREDICTED}corners:\n  - { id: c-8k2fd, what: Rates never expire }\n`;
/** Later than merges that take the clock's time. */
const LATER = { GIT_AUTHOR_DATE: '2098-01-05T12:00:00Z', GIT_COMMITTER_DATE: '2098-01-05T12:00:00Z' };

/** What a kept history says of X after each step; each beside what a fresh one says. */
async function watched(repo: GitRepo, steps: readonly (() => unknown)[]): Promise<string[][]> {
  const kept = new KataHistory(await openRepository(repo.path), repo.path);
  const said: string[][] = [];
  for (const step of steps) {
    step();
    const homes = await loadHomes(workingTreeFiles(repo.path));
    const known = await kept.read(homes);
    const fresh = await new KataHistory(await openRepository(repo.path), repo.path).read(homes);
    assert.deepEqual(known.derived, fresh.derived);
    said.push(
      (known.derived?.experiments.get(X)?.commits ?? []).map(({ commit, tie, copyOf }) => {
        const of = copyOf === null ? '' : ` of ${repo.git('log', '-1', '--format=%s', copyOf)}`;
        return `${commit.subject}:${tie}${of}`;
      }),
    );
  }
  return said;
}

/** Main has the record; the branch, which names the experiment, has work alone. */
function recordOnMain(work: number): GitRepo {
  const repo = GitRepo.create();
  repo
    .write({ '.kata/k/kata.yaml': KATA, [recordOf()]: 'step: Cache rates\n', 'a.txt': 'a\n' })
    .commit('Plan');
  repo.git('checkout', '-q', '-b', BRANCH);
  for (let n = 0; n < work; n++) repo.write({ [`w${n}.txt`]: `work ${n}\n`.repeat(4) }).commit(`Work ${n}`);
  return repo;
}

/** As a host does it: everything of the branch as one new commit on main, with a text of its own. */
function hostedSquash(repo: GitRepo, message: string): void {
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--squash', BRANCH);
  repo.gitWith(LATER, 'commit', '-q', '-m', message);
}

describe('a squash without the line', () => {
  it('that holds the record is told by it, whether the branch is known or not', async () => {
    const repo = experimentRepo(['Work 1']);
    const tip = repo.git('rev-parse', 'HEAD');
    hostedSquash(repo, 'Cache rates (#3)');
    assert.equal((await told(repo.path)).ties[0], 'Cache rates (#3):file');
    repo.git('branch', '-q', '-D', BRANCH);
    assert.deepEqual((await told(repo.path)).ties, ['Cache rates (#3):file']);
    repo.git('update-ref', `refs/kata/${X}`, tip);
    assert.deepEqual((await told(repo.path)).ties, [
      'Cache rates (#3):file',
      'Work 1:branch',
      'Predict:file',
    ]);
  });

  it('of work alone is likely, by the patch of the whole range, and says what it copies', async () => {
    const repo = recordOnMain(2);
    const said = await watched(repo, [
      () => undefined,
      () => repo.git('checkout', '-q', 'main'),
      () => repo.write({ 'other.txt': 'o\n'.repeat(5) }).commit('Other'),
      () => hostedSquash(repo, 'All of it (#3)'),
      () => repo.git('update-ref', `refs/kata/${X}`, BRANCH),
      () => repo.git('branch', '-q', '-D', BRANCH),
      () => repo.git('update-ref', '-d', `refs/kata/${X}`),
    ]);
    const before = ['Work 1:branch', 'Work 0:branch', 'Plan:file'];
    const after = ['All of it (#3):patch of Work 1', ...before];
    assert.deepEqual(said, [before, before, before, after, after, after, ['Plan:file']]);
  });

  it('of a range into which main was merged meanwhile', async () => {
    const repo = recordOnMain(1);
    repo.git('checkout', '-q', 'main');
    repo.write({ 'm.txt': 'm\n'.repeat(5) }).commit('On main');
    repo.git('checkout', '-q', BRANCH);
    repo.git('merge', '-q', '-m', 'Merge main', 'main');
    hostedSquash(repo, 'All of it (#3)');
    assert.equal((await told(repo.path)).ties[0], 'All of it (#3):patch');
  });

  it('is never told by fewer than three lines', async () => {
    const repo = recordOnMain(0);
    repo.write({ 'w.txt': 'one\ntwo\n' }).commit('Work');
    hostedSquash(repo, 'Small (#3)');
    assert.deepEqual((await told(repo.path)).ties, ['Work:branch', 'Plan:file']);
    repo.git('checkout', '-q', BRANCH);
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.write({ 'w.txt': 'one\ntwo\nthree\n' }).commit('Work');
    repo.git('checkout', '-q', 'main');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    hostedSquash(repo, 'Small (#3)');
    assert.equal((await told(repo.path)).ties[0], 'Small (#3):patch');
  });
});

describe('a copy without the line', () => {
  it('a plain pick is likely, by its patch, and says what it copies', async () => {
    const repo = experimentRepo(['Work 1', 'Work 2']);
    const picked = repo.git('rev-parse', 'HEAD~1');
    const said = await watched(repo, [
      () => repo.git('checkout', '-q', 'main'),
      () => repo.git('cherry-pick', picked),
      () => repo.write({ 'b.txt': 'b\n'.repeat(5) }).commit('Other'),
    ]);
    const own = ['Work 2:branch', 'Work 1:branch', 'Predict:file'];
    assert.deepEqual(
      said.map((ties) => ties.toSorted()),
      [own, ['Work 1:patch of Work 1', ...own], ['Work 1:patch of Work 1', ...own]].map((ties) =>
        ties.toSorted(),
      ),
    );
  });

  it('a rebase that dropped nothing keeps what refs/kata remembers beside it', async () => {
    const repo = recordOnMain(1);
    repo.git('update-ref', `refs/kata/${X}`, 'HEAD');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'm.txt': 'm\n' }).commit('On main');
    repo.git('branch', '-q', '-D', BRANCH);
    repo.git('checkout', '-q', '-b', 'fresh', `refs/kata/${X}`);
    repo.git('rebase', '-q', 'main');
    const { ties } = await told(repo.path);
    assert.deepEqual(ties.toSorted(), ['Plan:file', 'Work 0:branch', 'Work 0:patch']);
  });

  it('another commit of the same second is none', async () => {
    const repo = recordOnMain(1);
    const date = repo.git('log', '-1', '--format=%aI');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'other.txt': 'other\n'.repeat(4) });
    repo.git('add', '.');
    repo.gitWith({ GIT_AUTHOR_DATE: date }, 'commit', '-q', '-m', 'Beside it');
    assert.deepEqual((await told(repo.path)).ties, ['Work 0:branch', 'Plan:file']);
  });

  it('in a clone without contents nothing is told of copies, and nothing fails', async () => {
    const repo = recordOnMain(1);
    hostedSquash(repo, 'All of it (#3)');
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const path = `${repo.path}-clone`;
    repo.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${repo.path}`, path);
    const kept = new KataHistory(await openRepository(path), path);
    const homes = await loadHomes(workingTreeFiles(repo.path));
    const { derived } = await kept.read(homes);
    const ties = derived?.experiments.get(X)?.commits.map(({ commit, tie }) => `${commit.subject}:${tie}`);
    assert.deepEqual(ties, ['Work 0:branch', 'Plan:file']);
  });
});

describe('a clean-up', () => {
  it('belongs to the experiment of its corner: by a line of its message, and by what tree and history show', async () => {
    const repo = experimentRepo([]);
    repo.write({ [recordOf()]: CORNERS }).commit('Corner');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', BRANCH);
    repo.git('branch', '-q', '-D', BRANCH);
    const said = await watched(repo, [
      () => undefined,
      () => repo.write({ 'l.json': '{}' }).commit('Limits for all\n\nKata-Cleans: c-8k2fd'),
      () => repo.write({ 'm.json': '{}' }).commit('Another\n\nKata-Cleans: c-zzzzz'),
    ]);
    const own = ['Corner:file', 'Predict:file'];
    assert.deepEqual(said, [own, ['Limits for all:clean', ...own], ['Limits for all:clean', ...own]]);
    const shown = repo.write({ 'n.json': '{}' }).commit('Shown');
    const history = new KataHistory(await openRepository(repo.path), repo.path);
    const homes = await loadHomes(workingTreeFiles(repo.path));
    const { derived } = await history.read(homes, [{ experiment: X, commit: shown }]);
    assert.deepEqual(
      derived?.experiments.get(X)?.commits.map(({ commit, tie }) => `${commit.subject}:${tie}`),
      ['Shown:clean', 'Limits for all:clean', ...own],
    );
  });
});

describe('work that a person tied by hand', () => {
  /** A branch of two commits that nobody named after the experiment, main checked out. */
  function spike(): { repo: GitRepo; since: string } {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PREDICTED }).commit('Plan');
    const since = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', '-b', 'spike');
    repo.write({ 's1.txt': 's\n' }).commit('Spike 1');
    repo.write({ 's2.txt': 's\n' }).commit('Spike 2');
    repo.git('checkout', '-q', 'main');
    return { repo, since };
  }

  it('a branch and where it begins; what main had meanwhile is not of it', async () => {
    const { repo, since } = spike();
    const said = await watched(repo, [
      () => repo.write({ [recordOf()]: `${PREDICTED}branch: spike\nsince: ${since}\n` }).commit('Attach'),
      () => {
        repo.git('checkout', '-q', 'spike');
        repo.git('merge', '-q', '-m', 'Merge main', 'main');
        repo.write({ 's3.txt': 's\n' }).commit('Spike 3');
      },
    ]);
    assert.deepEqual(said[0]?.toSorted(), ['Attach:file', 'Plan:file', 'Spike 1:branch', 'Spike 2:branch']);
    assert.deepEqual(said[1]?.toSorted(), [
      'Attach:file',
      'Merge main:branch',
      'Plan:file',
      'Spike 1:branch',
      'Spike 2:branch',
      'Spike 3:branch',
    ]);
  });

  it('a branch alone: from the record on, and from where it left main where it is older', async () => {
    const { repo } = spike();
    repo.write({ [recordOf()]: `${PREDICTED}branch: spike\n` });
    assert.deepEqual((await told(repo.path)).ties.toSorted(), [
      'Plan:file',
      'Spike 1:branch',
      'Spike 2:branch',
    ]);
    repo.git('checkout', '-q', '--orphan', 'older', 'main');
    repo.git('rm', '-q', '-f', '--cached', recordOf());
    repo.write({ 'o.txt': 'o\n' });
    repo.git('add', 'o.txt');
    repo.git('commit', '-q', '-m', 'Older');
    repo.git('checkout', '-q', '-f', 'main');
    repo.write({ [recordOf()]: `${PREDICTED}branch: older\n` });
    assert.deepEqual((await told(repo.path)).ties.toSorted(), ['Older:branch', 'Plan:file']);
  });

  it('a commit, which a deleted branch leaves behind', async () => {
    const { repo, since } = spike();
    const tip = repo.git('rev-parse', 'spike');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', 'spike');
    repo.git('branch', '-q', '-D', 'spike');
    repo.write({ [recordOf()]: `${PREDICTED}branch: ${tip}\nsince: ${since}\n` });
    assert.deepEqual((await told(repo.path)).ties.toSorted(), [
      'Plan:file',
      'Spike 1:branch',
      'Spike 2:branch',
    ]);
  });
});

describe('a hook that was never installed', () => {
  it('the branch merged and deleted: its commits are known by the merged-in side', async () => {
    const repo = experimentRepo(['Work 1', `Work 2\n\nSee ${LINE} of the others.`]);
    repo.git('checkout', '-q', 'main');
    repo.write({ 'b.txt': 'b' }).commit('Meanwhile');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', BRANCH);
    repo.git('branch', '-q', '-D', BRANCH);
    assert.deepEqual((await told(repo.path)).ties, ['Work 2:branch', 'Work 1:branch', 'Predict:file']);
  });
});
