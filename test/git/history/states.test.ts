import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadHomes } from '../../../src/core/load/load-homes';
import { workingTreeFiles } from '../../../src/files/working-tree';
import { GitFailure } from '../../../src/git/failure';
import { KataHistory } from '../../../src/git/history/kata-history';
import { failureWords } from '../../../src/git/history/limits';
import { openRepository } from '../../../src/git/repository';
import {
  BRANCH,
  DONE,
  experimentRepo,
  KATA,
  LINE,
  lookAt,
  PREDICTED,
  recordOf,
  told,
  X,
} from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';
import { tempFolder } from '../../support/temp';

/** A clone with git's own options, the branch checked out. */
function cloneOf(repo: GitRepo, ...options: string[]): GitRepo {
  repo.git('config', 'uploadpack.allowFilter', 'true');
  const path = join(tempFolder('kata-clone'), 'clone');
  repo.git('clone', '-q', ...options, `file://${repo.path}`, path);
  return GitRepo.at(path);
}

/** Main and the experiment's branch both changed `a.txt`. */
function conflicting(): GitRepo {
  const repo = experimentRepo([`Work 1\n\n${LINE}`]);
  repo.write({ 'a.txt': 'branch\n' }).commit('Branch');
  repo.git('checkout', '-q', 'main');
  repo.write({ 'a.txt': 'main\n' }).commit('Main');
  repo.git('checkout', '-q', BRANCH);
  return repo;
}

const fails = (work: () => unknown) => assert.throws(work);

describe('the history in each state of a repository', () => {
  it('unborn: there is no commit yet', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: DONE });
    const found = await told(repo.path);
    assert.deepEqual([found.why, found.order, found.ties], ['There is no commit yet.', 'unknown', []]);
    assert.equal(found.words, 'not committed yet: history cannot say');
  });

  it('detached: no experiment is active, and that is said', async () => {
    const repo = experimentRepo();
    repo.git('checkout', '-q', '--detach');
    const found = await told(repo.path);
    assert.equal(found.active, null);
    assert.equal(found.why, 'HEAD is on no branch, so no experiment is the active one.');
    assert.equal(found.ties.length, 3);
  });

  it('shallow: where it is cut off, and nothing is made up of what is older', async () => {
    const repo = experimentRepo();
    repo.write({ [recordOf()]: DONE }).commit('Result');
    const found = await told(cloneOf(repo, '--depth', '1').path);
    assert.match(found.why ?? '', /^History is cut off at [0-9a-f]{8}; what is older is not known/);
    assert.deepEqual(
      [found.order, found.words],
      ['unknown', 'history is cut off at the result: it cannot say'],
    );
    const deeper = await told(cloneOf(repo, '--depth', '3').path);
    assert.equal(deeper.words, 'predicted before the result');
  });

  it('sparse: the history is whole', async () => {
    const repo = cloneOf(experimentRepo(), '--sparse');
    repo.git('sparse-checkout', 'set', '.kata');
    const found = await told(repo.path);
    assert.deepEqual([found.ties.length, found.why], [3, null]);
  });

  it('without contents: versions that are not here are counted, the rest is told', async () => {
    const repo = experimentRepo(['Work 1']);
    repo.write({ [recordOf()]: DONE }).commit('Result');
    const clone = cloneOf(repo, '--filter=blob:none');
    const { order, ties, why } = await told(clone.path);
    assert.equal(why, '1 version of records is not in this clone: `git fetch --refetch` brings them.');
    assert.deepEqual(ties, ['Result:file', 'Work 1:branch', 'Predict:file']);
    assert.equal(order, 'unknown');
  });

  it('without folders: messages and branches still tie, and it is said that files do not', async () => {
    const repo = experimentRepo([`Work 1\n\n${LINE}`, 'Work 2']);
    repo.git('checkout', '-q', 'main');
    const clone = cloneOf(repo, '--filter=tree:0');
    clone.git('checkout', '-q', BRANCH);
    const { ties, why, order } = await told(clone.path);
    assert.match(why ?? '', /^This clone leaves folders out, so which commits changed a record is not known/);
    assert.deepEqual(ties, ['Work 2:branch', 'Work 1:message', 'Predict:branch']);
    assert.equal(order, 'pending');
  });

  it('in another working tree: its own HEAD, the same history', async () => {
    const repo = experimentRepo(['Work 1']);
    repo.git('checkout', '-q', 'main');
    const path = join(tempFolder('kata-tree'), 'tree');
    repo.git('worktree', 'add', '-q', path, BRANCH);
    assert.deepEqual([(await told(path)).active, (await told(repo.path)).active], [X, null]);
    assert.deepEqual((await told(path)).ties, (await told(repo.path)).ties);
  });

  it('in a submodule: its own history', async () => {
    const inner = experimentRepo(['Work 1']);
    const outer = GitRepo.create();
    outer.write({ '.kata/k/kata.yaml': KATA }).commit('Outer');
    outer.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      '-b',
      BRANCH,
      inner.path,
      'sub',
    );
    assert.deepEqual((await told(join(outer.path, 'sub'))).ties, ['Work 1:branch', 'Predict:file']);
    assert.deepEqual((await lookAt(outer.path)).view?.experiments, []);
  });

  it('in a folder of the repository: its katas, and those that only a branch has', async () => {
    const repo = GitRepo.create();
    repo.write({ 'pay/.kata/k/kata.yaml': KATA, 'a.txt': 'a' }).commit('Start');
    repo.git('checkout', '-q', '-b', BRANCH);
    repo.write({ [`pay/${recordOf()}`]: PREDICTED }).commit('Predict');
    assert.deepEqual((await told(join(repo.path, 'pay'))).ties, ['Predict:file']);
    repo.git('checkout', '-q', 'main');
    assert.equal((await told(join(repo.path, 'pay'))).onlyOn, `refs/heads/${BRANCH}`);
  });

  it('in the middle of a rebase: the branch that it will come back to is the active one', async () => {
    const repo = conflicting();
    fails(() => repo.git('rebase', '-q', 'main'));
    const found = await told(repo.path);
    assert.equal(found.why, 'Git is in the middle of a rebase: what is shown is as far as it has come.');
    assert.equal(found.active, X);
    assert.ok(found.ties.length >= 3);
  });

  it('in the middle of a merge', async () => {
    const repo = conflicting();
    fails(() => repo.git('merge', '-q', 'main'));
    const found = await told(repo.path);
    assert.match(found.why ?? '', /in the middle of a merge/);
    assert.deepEqual([found.active, found.ties.length], [X, 3]);
  });

  it('in the middle of a bisect', async () => {
    const repo = experimentRepo();
    repo.git('bisect', 'start', '-q', 'HEAD', 'HEAD~3');
    const found = await told(repo.path);
    assert.match(found.why ?? '', /in the middle of a bisect/);
    assert.deepEqual([found.active, found.ties.length], [X, 3]);
  });

  it('bare: all of it, from no working tree', async () => {
    const bare = cloneOf(experimentRepo(), '--bare');
    const history = await new KataHistory(await openRepository(bare.path), bare.path).read([]);
    assert.deepEqual(
      history.derived?.elsewhere.map(({ id }) => id),
      [],
    );
    assert.equal(history.derived?.experiments.size, 0);
    bare.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    const beside = await new KataHistory(await openRepository(bare.path), bare.path).read([]);
    assert.deepEqual(
      beside.derived?.elsewhere.map(({ id, ref }) => [id, ref]),
      [[X, `refs/heads/${BRANCH}`]],
    );
  });

  it('SHA-256: the same', async () => {
    const repo = GitRepo.create('--object-format=sha256');
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PREDICTED }).commit('Predict');
    repo.write({ [recordOf()]: DONE }).commit('Result');
    const found = await told(repo.path);
    assert.deepEqual([found.order, found.ties], ['before', ['Result:file', 'Predict:file']]);
  });

  it('no repository, no git: the board stands, and says that history is not known', async () => {
    const folder = tempFolder('kata-bare-folder');
    GitRepo.at(folder).write({ '.kata/k/kata.yaml': KATA, [recordOf()]: DONE });
    const { view } = await lookAt(folder);
    assert.deepEqual([view?.history?.known, view?.history?.accuracy], [false, null]);
    assert.match(
      view?.history?.why ?? '',
      /is in no git repository, so what happened on branches is not known\. Run/,
    );
    assert.equal(view?.experiments[0]?.history, null);
    const before = process.env.PATH;
    process.env.PATH = '';
    try {
      const none = await lookAt(folder);
      assert.match(
        none.view?.history?.why ?? '',
        /^Git was not found.*, so what happened on branches is not known\./,
      );
    } finally {
      process.env.PATH = before;
    }
  });
});

describe('what is not known', () => {
  it('is told in sentences with what to do, for each failure of git', () => {
    const dubious = new GitFailure(
      'git/dubious-ownership',
      'Git does not trust /r: it is not yours',
      'if you trust it, say so',
    );
    assert.equal(
      failureWords(dubious),
      'Git does not trust /r: it is not yours, so what happened on branches is not known. If you trust it, say so.',
    );
    assert.throws(() => failureWords(new TypeError('a slip of ours')), TypeError);
  });
});

describe('a history that is kept', () => {
  it('says the same as a fresh one after each change, and reads a version once', async () => {
    const repo = experimentRepo([]);
    const kept = new KataHistory(await openRepository(repo.path), repo.path);
    const look = async () => kept.read(await loadHomes(workingTreeFiles(repo.path)));
    const steps = [
      () => undefined,
      () => repo.write({ [recordOf()]: DONE }).commit('Result'),
      () => repo.git('commit', '-q', '--amend', '-m', 'Result, amended'),
      () => repo.git('checkout', '-q', 'main'),
      () => repo.git('merge', '-q', '--no-ff', '-m', 'Merge', BRANCH),
      () => repo.git('branch', '-q', '-D', BRANCH),
    ];
    for (const step of steps) {
      step();
      const [mine, fresh] = [await look(), (await lookAt(repo.path)).history];
      assert.deepEqual(mine.derived, fresh.derived);
      assert.deepEqual([mine.active, mine.why], [fresh.active, fresh.why]);
    }
  });

  it('takes a record that does not parse as not known, never as one without a prediction', async () => {
    const repo = experimentRepo([]);
    writeFileSync(join(repo.path, recordOf()), `${PREDICTED}<<<<<<< a\n`);
    repo.commit('Broken');
    repo.write({ [recordOf()]: DONE }).commit('Result');
    assert.equal((await told(repo.path)).order, 'unknown');
  });
});
