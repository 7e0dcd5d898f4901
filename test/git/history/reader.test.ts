import assert from 'node:assert/strict';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derive } from '../../../src/core/experiments/history-index';
import type { TiedCommit } from '../../../src/core/experiments/ties';
import { HistoryReader } from '../../../src/git/history/reader';
import { openRepository } from '../../../src/git/repository';
import { GitRepo } from '../../support/git-repo';
import { tempFolder } from '../../support/temp';

const X = 'x-7f3kq';
const RECORD = `.kata/k/experiments/${X}-cache.yaml`;
const planned = 'step: Cache rates\n';
const predicted = `${planned}expect: p95 falls\n`;
const LINE = `Kata-Experiment: ${X}`;

async function read(repo: GitRepo) {
  return new HistoryReader(await openRepository(repo.path), ['.kata']).read();
}

/** The tied commits of X, newest first. */
async function tied(repo: GitRepo): Promise<readonly TiedCommit[]> {
  const here = new Map([[X, { step: 'Cache rates' }]]);
  return derive(await read(repo), here, () => undefined).experiments.get(X)?.commits ?? [];
}

/** The same as `subject:tie`. */
async function told(repo: GitRepo): Promise<string[]> {
  return (await tied(repo)).map(({ commit, tie }) => `${commit.subject}:${tie}`);
}

/** A repository with one commit on main and an experiment's branch of three, checked out. */
function onBranch(messages: readonly string[] = ['Work 1', 'Work 2']): GitRepo {
  const repo = GitRepo.create();
  repo.write({ 'a.txt': 'a\n' }).commit('Start');
  repo.git('checkout', '-q', '-b', `kata/k/${X}-cache`);
  repo.write({ [RECORD]: predicted }).commit('Predict');
  messages.forEach((message, index) => {
    repo.write({ [`w${index}.txt`]: 'work\n'.repeat(index + 4) }).commit(message);
  });
  return repo;
}

describe('history of a real repository', () => {
  it('ties the commits of a branch, those of a terminal too', async () => {
    assert.deepEqual(await told(onBranch()), ['Work 2:branch', 'Work 1:branch', 'Predict:file']);
  });

  it('after a rebase that reorders and rewords', async () => {
    const repo = onBranch([`Work 1\n\n${LINE}`, `Work 2\n\n${LINE}`]);
    const todo = 'sed -i.bak -e "s/^pick \\(.*Work 1\\)/reword \\1/" -e "2{h;d;};3{G;}"';
    const reword = 'sed -i.bak -e "s/Work 1/Reworded/"';
    repo.gitWith({ GIT_SEQUENCE_EDITOR: todo, GIT_EDITOR: reword }, 'rebase', '-q', '-i', 'main');
    assert.deepEqual(await told(repo), ['Reworded:message', 'Work 2:message', 'Predict:file']);
  });

  it('after an amend there is one commit, not two', async () => {
    const repo = onBranch();
    repo.git('commit', '-q', '--amend', '-m', 'Work 2, better');
    assert.deepEqual(await told(repo), ['Work 2, better:branch', 'Work 1:branch', 'Predict:file']);
  });

  it('after merge --squash, the branch deleted: the squash, by its message', async () => {
    const repo = onBranch([`Work 1\n\n${LINE}`]);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', `kata/k/${X}-cache`);
    repo.git('commit', '-q', '--no-edit');
    repo.git('branch', '-q', '-D', `kata/k/${X}-cache`);
    assert.deepEqual(await told(repo), ['Squashed commit of the following::message']);
  });

  it('the same with refs/kata: the commits of the branch too', async () => {
    const repo = onBranch([`Work 1\n\n${LINE}`]);
    repo.git('update-ref', `refs/kata/${X}`, 'HEAD');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', `kata/k/${X}-cache`);
    repo.git('commit', '-q', '-m', `All of it (#3)\n\n${LINE}\n\n* words after the line`);
    repo.git('branch', '-q', '-D', `kata/k/${X}-cache`);
    assert.deepEqual((await told(repo)).sort(), ['All of it (#3):message', 'Predict:file', 'Work 1:message']);
  });

  it('a merge, the branch deleted, no hook: by the merged-in side', async () => {
    const repo = onBranch();
    repo.git('checkout', '-q', 'main');
    repo.write({ 'other.txt': 'x\n' }).commit('Other');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', `kata/k/${X}-cache`);
    repo.git('branch', '-q', '-D', `kata/k/${X}-cache`);
    repo.write({ 'later.txt': 'x\n' }).commit('Later');
    assert.deepEqual(await told(repo), ['Work 2:branch', 'Work 1:branch', 'Predict:file']);
  });

  it('a cherry-pick onto main names what it copies', async () => {
    const repo = onBranch([`Work 1\n\n${LINE}`]);
    const picked = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', 'main');
    repo.git('cherry-pick', '-x', picked);
    const copies = (await tied(repo)).map(({ copyOf }) => copyOf).filter((hash) => hash !== null);
    assert.deepEqual(copies, [picked]);
  });

  it('prose that quotes the line ties nothing', async () => {
    const repo = GitRepo.create();
    repo.write({ 'a.txt': 'a\n' }).commit(`Tell of the line\n\nThe hook adds "${LINE}" to it.`);
    assert.deepEqual(await told(repo), []);
  });

  it('says nothing of an unborn branch, and does not fail', async () => {
    const history = await read(GitRepo.create());
    assert.deepEqual(
      [history.graph.size, history.head.target, history.head.branch],
      [0, null, 'refs/heads/main'],
    );
  });

  it('a detached HEAD has no branch', async () => {
    const repo = onBranch();
    repo.git('checkout', '-q', '--detach');
    const { head } = await read(repo);
    assert.deepEqual([head.branch, head.target], [null, repo.git('rev-parse', 'HEAD')]);
  });

  it('a shallow clone tells its edge', async () => {
    const repo = onBranch();
    const clone = tempFolder('kata-shallow');
    repo.git('clone', '-q', '--depth', '2', `file://${repo.path}`, clone);
    const history = await read(GitRepo.at(clone));
    assert.equal(history.graph.size, 2);
    assert.deepEqual([...history.edge], [history.graph.at(0)?.hash]);
  });

  it('a SHA-256 repository is read alike', async () => {
    const repo = GitRepo.create('--object-format=sha256');
    repo.write({ [RECORD]: planned }).commit('Predict');
    assert.deepEqual(await told(repo), ['Predict:file']);
  });
});

/** As if whatever wrote refs had done so a day ago: files that were written a moment ago are never trusted. */
function age(repo: GitRepo): void {
  const dayAgo = Math.floor(Date.now() / 1000) - 86_400;
  const names = readdirSync(join(repo.path, '.git/refs'), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files, join(repo.path, '.git/packed-refs')]) {
    const old = statSync(file, { throwIfNoEntry: false });
    if (old !== undefined && old.mtimeMs / 1000 > dayAgo + 3600) utimesSync(file, dayAgo, dayAgo);
  }
}

/** A reader, and how many processes its last reading started. */
async function counted(repo: GitRepo) {
  const repository = await openRepository(repo.path);
  const start = repository.git.start.bind(repository.git);
  let started = 0;
  repository.git.start = (args) => {
    started += 1;
    return start(args);
  };
  const reader = new HistoryReader(repository, ['.kata']);
  const processes = async () => {
    age(repo);
    started = 0;
    await reader.read();
    return started;
  };
  return { reader, processes };
}

describe('a reader that stays', () => {
  for (const when of ['a moment', 'a day']) {
    it(`gives the same as a fresh one after commits, rebases, deleted and new branches ${when} ago`, () =>
      staysLikeAFreshOne(when === 'a day' ? age : () => {}));
  }

  it('starts one process after a commit, none where nothing moved, two where something else may have', async () => {
    const repo = onBranch();
    repo.git('branch', 'other', 'main');
    const { reader, processes } = await counted(repo);
    await processes();
    assert.equal(await processes(), 0);
    repo.write({ 'c.txt': 'c\n' }).commit('More');
    assert.equal(await processes(), 1);
    repo.git('branch', '-f', 'other', 'HEAD');
    assert.equal(await processes(), 2);
    repo.write({ 'd.txt': 'd\n' }).commit('More still');
    assert.equal(await processes(), 1);
    const { refs, graph } = await reader.read();
    assert.equal(
      refs.find(({ name }) => name === 'refs/heads/other')?.target,
      repo.git('rev-parse', 'HEAD~1'),
    );
    assert.ok(graph.has(repo.git('rev-parse', 'HEAD')));
  });

  it('sees a ref that somebody wrote in place, as long as the one before', async () => {
    const repo = onBranch();
    repo.git('branch', 'other', 'HEAD');
    const { reader, processes } = await counted(repo);
    await processes();
    const main = repo.git('rev-parse', 'main');
    writeFileSync(join(repo.path, '.git/refs/heads/other'), `${main}\n`);
    await processes();
    const { refs } = await reader.read();
    assert.equal(refs.find(({ name }) => name === 'refs/heads/other')?.target, main);
  });

  async function staysLikeAFreshOne(before: (repo: GitRepo) => void) {
    const repo = onBranch();
    const reader = new HistoryReader(await openRepository(repo.path), ['.kata']);
    const steps: (() => unknown)[] = [
      () => undefined,
      () => repo.write({ [RECORD]: `${predicted}happened: it fell\n` }).commit('Result'),
      () => repo.git('commit', '-q', '--amend', '-m', 'Result, amended'),
      () => repo.git('checkout', '-q', 'main'),
      () => repo.write({ 'b.txt': 'b\n' }).commit('On main'),
      () => repo.git('merge', '-q', '--no-ff', '-m', 'Merge', `kata/k/${X}-cache`),
      () => repo.git('branch', '-q', '-D', `kata/k/${X}-cache`),
      () => repo.git('checkout', '-q', '-b', 'side', 'HEAD~1'),
      () => repo.git('reset', '-q', '--hard', 'HEAD~1'),
      () => repo.git('checkout', '-q', '--detach'),
      () => repo.write({ 'd.txt': 'd\n' }).commit('On no branch'),
      // What lies among a remote's branches need be no commit.
      () => repo.git('tag', '-a', '-m', 'A tag', 'v1'),
      () => repo.git('update-ref', 'refs/remotes/origin/v1', 'refs/tags/v1'),
      () => repo.git('update-ref', 'refs/remotes/origin/text', 'HEAD:a.txt'),
      () => repo.write({ 'e.txt': 'e\n' }).commit('Beside them'),
      () => repo.git('pack-refs', '--all'),
      () => repo.git('checkout', '-q', 'main'),
      () => repo.write({ 'f.txt': 'f\n' }).commit('From a packed ref'),
    ];
    for (const step of steps) {
      step();
      before(repo);
      const kept = await reader.read();
      const fresh = await read(repo);
      const key = ({ graph, ...rest }: typeof kept) => ({
        ...rest,
        commits: graph.from(0).toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
      });
      assert.deepEqual(key(kept), key(fresh));
      const seen = new Set<string>();
      for (const { hash, parents } of kept.graph.from(0)) {
        assert.ok(
          parents.every((parent) => seen.has(parent)),
          'parents stand before children',
        );
        seen.add(hash);
      }
    }
  }

  it('gives all of it to each of two readings at once', async () => {
    const repo = onBranch();
    const reader = new HistoryReader(await openRepository(repo.path), ['.kata']);
    await reader.read();
    repo.write({ 'c.txt': 'c\n' }).commit('More');
    const both = await Promise.all([reader.read(), reader.read()]);
    const after = await reader.read();
    const fresh = await read(repo);
    for (const { graph } of [...both, after]) assert.deepEqual(graph.from(0), fresh.graph.from(0));
  });
});
