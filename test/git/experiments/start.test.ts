import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startExperiment } from '../../../src/git/experiments/start';
import { undoStart } from '../../../src/git/experiments/undo-start';
import { openRepository } from '../../../src/git/repository';
import { kata, richRepository } from '../../support/cli';
import { GitRepo } from '../../support/git-repo';
import { dirtyRepository, leftBehind, STEP, started, stateOf, withPerson } from '../../support/starting';
import { tempFolder } from '../../support/temp';

/** A start that has to be refused and to change nothing. @returns the failure. */
async function refused(repo: GitRepo, ...more: string[]) {
  const before = stateOf(repo);
  const ran = await kata(repo.path, ['experiment', 'start', ...STEP, ...more, '--json']);
  assert.notEqual(ran.status, 0, ran.out);
  assert.deepEqual(stateOf(repo), before);
  return { status: ran.status, ...JSON.parse(ran.out).error };
}

function hook(repo: GitRepo, name: string, script: string): void {
  const folder = join(repo.path, '.git/hooks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

describe('the start of an experiment', () => {
  it('makes branch, record and one commit with the record alone, and leaves all else as it was', async () => {
    const repo = dirtyRepository();
    const before = repo.git('status', '--porcelain=v2', '--untracked-files=all');
    const blobs = repo.git('ls-files', '--stage');
    const head = repo.git('rev-parse', 'HEAD');
    const done = await started(repo);
    assert.equal(repo.git('status', '--porcelain=v2', '--untracked-files=all'), before);
    const added = repo.git('ls-files', '--stage', done.path);
    assert.equal(repo.git('ls-files', '--stage').replace(`${added}\n`, ''), blobs);
    assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), done.branch);
    assert.deepEqual([repo.git('rev-parse', 'HEAD'), repo.git('rev-parse', 'HEAD^')], [done.commit, head]);
    assert.equal(repo.git('diff', '--name-status', 'HEAD^', 'HEAD'), `A\t${done.path}`);
    assert.equal(repo.git('rev-parse', `refs/kata/${done.id}`), done.commit);
    assert.equal(repo.git('rev-parse', 'main'), head);
    assert.match(repo.git('log', '-1', '--format=%B'), new RegExp(`^Kata-Experiment: .*/${done.id}$`, 'm'));
    assert.equal(
      repo.git('show', `HEAD:${done.path}`),
      readFileSync(join(repo.path, done.path), 'utf8').trimEnd(),
    );
    assert.deepEqual(leftBehind(repo), []);
    repo.git('fsck', '--strict');
    assert.equal(repo.git('rev-parse', '--abbrev-ref', '@{-1}'), 'main');
  });

  it('stays on the branch with --no-branch', async () => {
    const repo = dirtyRepository();
    const done = await started(repo, '--no-branch');
    assert.equal(done.branch, 'main');
    assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), 'main');
    assert.equal(repo.git('rev-parse', 'main'), done.commit);
    assert.equal(repo.git('branch', '--list'), '* main');
  });

  it("runs the person's hooks, and puts all back with the hook's words where one refuses", async () => {
    for (const more of [[], ['--no-branch']]) {
      const repo = dirtyRepository();
      hook(
        repo,
        'pre-commit',
        'git diff --cached --name-only > seen.log; echo "No commits on Sundays" >&2; exit 1',
      );
      writeFileSync(join(repo.path, '.git/info/exclude'), 'seen.log\n');
      writeFileSync(join(repo.path, 'seen.log'), '');
      const failure = await refused(repo, ...more);
      assert.equal(failure.code, 'experiment/commit-refused');
      assert.match(failure.message, /No commits on Sundays/);
      assert.match(
        readFileSync(join(repo.path, 'seen.log'), 'utf8'),
        /^\.kata\/[^\n]*experiments\/x-[^\n]*\n$/,
      );
      rmSync(join(repo.path, '.git/hooks/pre-commit'));
      await started(repo, ...more);
    }
  });

  it('shows a hook the new branch, and lets it find files by pattern', async () => {
    const repo = dirtyRepository();
    hook(
      repo,
      'pre-commit',
      'git symbolic-ref --short HEAD > .git/branch; git ls-files "*.txt" > .git/texts',
    );
    const done = await started(repo);
    assert.equal(readFileSync(join(repo.path, '.git/branch'), 'utf8').trim(), done.branch);
    assert.match(readFileSync(join(repo.path, '.git/texts'), 'utf8'), /a\.txt/);
  });

  it('puts all back where the commit has no author', async () => {
    const repo = richRepository();
    repo.git('config', 'user.useConfigOnly', 'true');
    const home = process.env.HOME;
    process.env.HOME = tempFolder();
    try {
      const failure = await refused(repo);
      assert.equal(failure.code, 'experiment/commit-refused');
    } finally {
      process.env.HOME = home;
    }
  });

  it('is refused where it can have no commit or no branch, by name', async () => {
    const unborn = withPerson(GitRepo.create());
    unborn.write({ '.kata/a/kata.yaml': 'kata: 1\ntitle: T\nchallenge: C\n' });
    assert.equal((await refused(unborn)).code, 'experiment/no-commit');
    const detached = dirtyRepository();
    detached.git('checkout', '-q', '--detach');
    assert.equal((await refused(detached, '--no-branch')).code, 'experiment/detached');
    const taken = dirtyRepository();
    taken.git('branch', 'kata');
    assert.deepEqual((await refused(taken)).code, 'experiment/branch-exists');
    const folder = dirtyRepository();
    folder.git('branch', 'kata/checkout-latency');
    assert.match((await refused(folder)).message, /a branch kata\/checkout-latency already/);
    const ignored = dirtyRepository();
    writeFileSync(join(ignored.path, '.git/info/exclude'), '.kata/\n');
    assert.equal((await refused(ignored)).code, 'experiment/ignored');
    const none = tempFolder();
    mkdirSync(join(none, '.kata/a'), { recursive: true });
    writeFileSync(join(none, '.kata/a/kata.yaml'), 'kata: 1\ntitle: T\nchallenge: C\n');
    assert.equal((await kata(none, ['experiment', 'start', ...STEP])).status, 3);
  });

  it('begins at a detached HEAD too, and puts it back there', async () => {
    const repo = dirtyRepository();
    repo.git('checkout', '-q', '--detach');
    hook(repo, 'pre-commit', 'exit 1');
    const failure = await refused(repo);
    assert.equal(failure.code, 'experiment/commit-refused');
    rmSync(join(repo.path, '.git/hooks/pre-commit'));
    const done = await started(repo);
    assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), done.branch);
  });

  it('is refused while git is in the middle of something', async () => {
    const states: Record<string, (repo: GitRepo) => void> = {
      merge: (repo) => repo.git('merge', '-q', '--no-commit', '--no-ff', 'side'),
      'squash merge': (repo) => repo.git('merge', '-q', '--squash', 'side'),
      'cherry-pick': (repo) => assert.throws(() => repo.git('cherry-pick', 'clash')),
      revert: (repo) => repo.git('revert', '--no-commit', 'HEAD'),
      rebase: (repo) => assert.throws(() => repo.git('rebase', 'clash')),
      bisect: (repo) => repo.git('bisect', 'start'),
    };
    for (const [name, enter] of Object.entries(states)) {
      const repo = withPerson(richRepository());
      repo.git('checkout', '-q', '-b', 'side');
      repo.write({ 'side.txt': 'side\n' }).commit('Side');
      repo.git('checkout', '-q', '-b', 'clash', 'main');
      repo.write({ 'clash.txt': 'clash\n' }).commit('Clash');
      repo.git('checkout', '-q', 'main');
      repo.write({ 'clash.txt': 'other\n' }).commit('Main');
      enter(repo);
      const failure = await refused(repo);
      assert.deepEqual([failure.code, failure.status], ['experiment/in-progress', 5], name);
      assert.match(failure.message, new RegExp(name, 'i'));
    }
  });

  it("waits for another git's lock on the index, then gives up and says so", async function () {
    this.timeout(30_000);
    const repo = dirtyRepository();
    const lock = join(repo.path, '.git/index.lock');
    writeFileSync(lock, '');
    const failure = await refused(repo);
    assert.equal(failure.code, 'experiment/index-locked');
    assert.match(failure.mend, /index\.lock/);
    const soon = started(repo);
    setTimeout(() => rmSync(lock), 300);
    await soon;
  });

  it('puts all back where the folder can be read only', async () => {
    const repo = dirtyRepository();
    const folder = join(repo.path, '.kata/checkout-latency/experiments');
    if (process.getuid?.() === 0) {
      // Root may write anywhere: a file in the folder's place is what no one can write below.
      const before = stateOf(repo);
      rmSync(folder, { recursive: true });
      writeFileSync(folder, '');
      const ran = await kata(repo.path, ['experiment', 'start', ...STEP]);
      assert.equal(ran.status, 3, ran.err);
      rmSync(folder);
      repo.git('checkout', '-q', '--', '.kata');
      assert.deepEqual(stateOf(repo), before);
      return;
    }
    chmodSync(folder, 0o555);
    assert.equal((await refused(repo)).code, 'files/read-only');
    chmodSync(folder, 0o755);
  });

  it('works in a linked working tree, a submodule, and with SHA-256', async () => {
    const repo = withPerson(richRepository());
    const linked = GitRepo.at(join(tempFolder(), 'linked'));
    repo.git('worktree', 'add', '-q', '-b', 'other', linked.path);
    const done = await started(linked);
    assert.equal(linked.git('symbolic-ref', '--short', 'HEAD'), done.branch);
    assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), 'main');
    assert.equal(repo.git('status', '--porcelain'), '');
    assert.equal(repo.git('rev-parse', `refs/kata/${done.id}`), done.commit);

    const outer = withPerson(GitRepo.create());
    outer.commit('Outer');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.path, 'sub');
    outer.commit('With a submodule');
    const sub = withPerson(GitRepo.at(join(outer.path, 'sub')));
    const below = await started(sub);
    assert.equal(sub.git('symbolic-ref', '--short', 'HEAD'), below.branch);
    assert.equal(outer.git('symbolic-ref', '--short', 'HEAD'), 'main');

    const long = withPerson(GitRepo.create('--object-format=sha256'));
    long.write({ '.kata/a/kata.yaml': 'kata: 1\ntitle: T\nchallenge: C\n' }).commit('One');
    assert.match((await started(long)).commit, /^[0-9a-f]{64}$/);
    assert.equal(existsSync(join(long.path, '.git/kata')), false);
  });

  it('lets two people start on two branches and merge without a conflict', async () => {
    const repo = withPerson(richRepository());
    const ana = await started(repo, '--title', 'Same title');
    repo.git('checkout', '-q', 'main');
    const bo = await started(repo, '--title', 'Same title');
    assert.notEqual(ana.id, bo.id, 'an id that only another branch knows is not given again');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Ana', ana.branch);
    repo.git('merge', '-q', '--no-ff', '-m', 'Bo', bo.branch);
    assert.equal(repo.git('status', '--porcelain'), '');
    assert.equal(repo.git('ls-files', ana.path, bo.path).split('\n').length, 2);
  });

  it('takes steps, titles and prefixes of any text for text', async () => {
    const repo = withPerson(richRepository());
    repo.write({ '.kata/config.yaml': 'branchPrefix: --upload-pack=touch x/\n' }).commit('Config');
    assert.equal((await refused(repo)).code, 'edit/invalid');
    repo.write({ '.kata/config.yaml': null }).commit('No config');
    for (const text of [
      '--exec=touch hacked',
      '-m x',
      '$(touch hacked)',
      '`touch hacked`',
      '# no comment',
      ':(top)',
    ]) {
      const done = await started(repo, `--title=${text}`, '--no-branch');
      assert.equal(repo.git('log', '-1', '--format=%s'), `Predict: ${text}`);
      assert.equal(repo.git('rev-parse', 'HEAD'), done.commit);
    }
    assert.equal(existsSync(join(repo.path, 'hacked')), false);
  });
});

describe('the undo of a start', () => {
  const ID = 'x-new01';
  const path = `.kata/checkout-latency/experiments/${ID}-try.yaml`;
  const plan = {
    ok: true,
    id: ID,
    path,
    text: 'step: Try\n',
    branch: `kata/${ID}`,
    message: `Predict: Try\n\nKata-Experiment: ${ID}\n`,
    notes: [],
  } as const;

  it('leaves everything as it was before, also at a detached HEAD and in the first experiment of a kata', async () => {
    for (const detached of [false, true]) {
      const repo = dirtyRepository();
      if (detached) repo.git('checkout', '-q', '--detach');
      const before = stateOf(repo);
      const repository = await openRepository(repo.path);
      const first = { ...plan, path: `.kata/first/experiments/${ID}.yaml` };
      for (const one of [plan, first]) {
        const done = await startExperiment(repository, one);
        assert.notDeepEqual(stateOf(repo), before);
        await undoStart(repository, done);
        assert.deepEqual(stateOf(repo), before);
      }
    }
  });

  it('is refused once there is more: another commit, another text, another branch, another git', async function () {
    this.timeout(30_000);
    const more: Record<string, (repo: GitRepo) => void> = {
      commit: (repo) => repo.git('commit', '-q', '--allow-empty', '-m', 'Work'),
      text: (repo) => repo.write({ [path]: 'step: Other\n' }),
      branch: (repo) => repo.git('symbolic-ref', 'HEAD', 'refs/heads/main'),
      lock: (repo) => writeFileSync(join(repo.path, '.git/index.lock'), ''),
    };
    for (const [name, change] of Object.entries(more)) {
      const repo = dirtyRepository();
      const repository = await openRepository(repo.path);
      const done = await startExperiment(repository, plan);
      change(repo);
      const before = stateOf(repo);
      const code = name === 'lock' ? 'experiment/index-locked' : 'experiment/moved';
      await assert.rejects(undoStart(repository, done), { code }, name);
      assert.deepEqual(stateOf(repo), before, name);
    }
    const repo = dirtyRepository();
    const repository = await openRepository(repo.path);
    const here = await startExperiment(repository, { ...plan, branch: null });
    await assert.rejects(undoStart(repository, here), { code: 'experiment/moved' });
  });
});
