import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../../support/cli';
import type { GitRepo } from '../../support/git-repo';
import { dirtyRepository, leftBehind, started, stateOf } from '../../support/starting';

async function said(repo: GitRepo, ...args: string[]) {
  const ran = await kata(repo.path, ['--json', ...args]);
  const answer = JSON.parse(ran.out);
  return { status: ran.status, ...answer };
}

const RESULT = ['--happened', 'First call takes 650 ms', '--value', 'p95=610'];
const result = (id: string, ...more: string[]) => [
  'experiment',
  'result',
  id,
  ...RESULT,
  '--commit',
  ...more,
];
const finish = (id: string) => ['experiment', 'finish', id, '--outcome', 'refuted', '--commit'];

describe('a result and a finish with --commit', () => {
  it('commit the record alone, whatever else is dirty or staged, and say that the tree is dirty', async () => {
    const repo = dirtyRepository();
    const { id, path, commit: start } = await started(repo);
    const before = repo.git('status', '--porcelain=v2', '--untracked-files=all');
    const told = await said(repo, ...result(id));
    assert.equal(told.status, 0, JSON.stringify(told));
    assert.match(told.notes.join(), /files \(such as [a-z.]+\) have changes that are in no commit/);
    assert.equal(repo.git('log', '-1', '--format=%s'), 'Result: First call takes 650 ms');
    const ended = await said(repo, ...finish(id));
    assert.match(repo.git('log', '-1', '--format=%s'), /^Finish: refuted, /);
    assert.equal(repo.git('status', '--porcelain=v2', '--untracked-files=all'), before);
    assert.equal(repo.git('log', '--format=', '--name-only', `${start}..HEAD`), `${path}\n${path}`);
    assert.deepEqual([ended.commit, told.commit], repo.git('rev-parse', 'HEAD', 'HEAD^').split('\n'));
    assert.equal(repo.git('rev-parse', `refs/kata/${id}`), ended.commit);
    assert.match(readFileSync(join(repo.path, path), 'utf8'), /outcome: refuted/);
    assert.deepEqual(leftBehind(repo), []);
  });

  it('say nothing of dirt in a clean tree, and have nothing to commit the second time', async () => {
    const repo = dirtyRepository();
    repo.commit('All');
    const { id } = await started(repo);
    assert.equal((await said(repo, ...result(id))).notes.join().includes('no commit'), false);
    const head = repo.git('rev-parse', 'HEAD');
    const again = await said(repo, ...result(id));
    assert.deepEqual([again.status, again.commit], [0, null]);
    assert.match(again.notes.join(), /Nothing to commit/);
    assert.equal(repo.git('rev-parse', 'HEAD'), head);
  });

  it('commit what was written down before without --commit', async () => {
    const repo = dirtyRepository();
    const { id, path } = await started(repo);
    assert.equal((await kata(repo.path, ['experiment', 'result', id, ...RESULT])).status, 0);
    assert.equal((await said(repo, ...result(id))).status, 0);
    assert.equal(repo.git('diff', '--name-only', 'HEAD^', 'HEAD'), path);
    assert.match(repo.git('show', `HEAD:${path}`), /650 ms/);
  });

  it('put the text back where a hook refuses, and leave what the person had staged of it', async () => {
    const repo = dirtyRepository();
    const { id, path } = await started(repo);
    const mine = `${readFileSync(join(repo.path, path), 'utf8')}# mine\n`;
    writeFileSync(join(repo.path, path), mine);
    repo.git('add', path);
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
    writeFileSync(join(repo.path, '.git/hooks/commit-msg'), '#!/bin/sh\necho "Say why" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const before = stateOf(repo);
    for (const args of [result(id), finish(id)]) {
      const refused = await said(repo, ...args);
      assert.equal(refused.status, 5);
      assert.match(refused.error.message, /Say why/);
      assert.deepEqual(stateOf(repo), before);
      assert.equal(readFileSync(join(repo.path, path), 'utf8'), mine);
    }
  });

  it('are refused on a detached HEAD and in the middle of a merge', async () => {
    const repo = dirtyRepository();
    repo.commit('All');
    const { id, branch } = await started(repo);
    repo.git('checkout', '-q', 'main');
    repo.write({ 'main.txt': 'main\n' }).commit('Main');
    repo.git('merge', '-q', '--no-ff', '--no-commit', branch);
    assert.equal((await said(repo, ...result(id))).error.code, 'experiment/in-progress');
    repo.git('merge', '--abort');
    repo.git('checkout', '-q', '--detach', branch);
    assert.equal((await said(repo, ...result(id))).error.code, 'experiment/detached');
    assert.equal(
      (await said(repo, 'experiment', 'result', 'x-zzzzz', '--learned', 'x', '--commit')).status,
      4,
    );
  });

  it('keep the evidence of the branch when a result is written on the main line', async () => {
    const repo = dirtyRepository();
    repo.commit('All');
    const { id, branch, commit } = await started(repo);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', branch);
    repo.commit('Squashed');
    assert.equal((await said(repo, ...result(id))).status, 0);
    assert.equal(repo.git('rev-parse', `refs/kata/${id}`), commit);
  });
});

describe('carrying an experiment', () => {
  async function abandoned() {
    const repo = dirtyRepository();
    repo.commit('All');
    const start = await started(repo);
    repo.write({ 'work.txt': 'work\n' }).commit('Work');
    await said(repo, ...result(start.id));
    const tip = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', 'main');
    return { repo, tip, ...start };
  }

  it('brings the record alone as one commit, from the branch', async () => {
    const { repo, id, path, branch, tip } = await abandoned();
    repo.write({ 'a.txt': 'dirty\n' });
    const carried = await said(repo, 'experiment', 'carry', id);
    assert.equal(carried.status, 0, JSON.stringify(carried));
    assert.equal(repo.git('diff', '--name-status', 'HEAD^', 'HEAD'), `A\t${path}`);
    assert.equal(repo.git('rev-parse', `HEAD:${path}`), repo.git('rev-parse', `${branch}:${path}`));
    assert.equal(repo.git('status', '--porcelain'), ' M a.txt');
    assert.match(repo.git('log', '-1', '--format=%B'), new RegExp(`^Carry: [^]*Kata-Experiment: .*${id}`));
    assert.equal(repo.git('rev-parse', `refs/kata/${id}`), tip, 'what it came from is kept');
    const again = await said(repo, 'experiment', 'carry', id);
    assert.deepEqual([again.status, again.commit], [0, null]);
  });

  it('finds it in refs/kata and in the reflog when the branch is gone, and remembers where it was', async () => {
    const { repo, id, branch, path, tip } = await abandoned();
    repo.git('branch', '-q', '-D', branch);
    assert.match((await said(repo, 'experiment', 'carry', id)).notes.join(), /refs\/kata\/x-/);
    repo.git('reset', '-q', '--hard', 'HEAD^');
    repo.git('update-ref', '-d', `refs/kata/${id}`);
    const carried = await said(repo, 'experiment', 'carry', id);
    assert.match(carried.notes.join(), /the reflog/);
    assert.match(repo.git('show', `HEAD:${path}`), /650 ms/, 'the newest version');
    assert.equal(repo.git('rev-parse', `refs/kata/${id}`), tip);
  });

  it('takes the version of --from, whatever its name', async () => {
    const { repo, id, path, commit } = await abandoned();
    assert.equal((await said(repo, 'experiment', 'carry', id, '--from', commit)).status, 0);
    assert.doesNotMatch(repo.git('show', `HEAD:${path}`), /650 ms/);
    for (const name of ['--output=x', '-x', 'main^{', 'no such', '$(touch hacked)', ''])
      assert.equal((await said(repo, 'experiment', 'carry', id, `--from=${name}`)).status, 4, name);
    assert.equal((await said(repo, 'experiment', 'carry', 'x-zzzzz')).error.code, 'experiment/not-there');
    assert.equal((await said(repo, 'experiment', 'carry', id, '--from', 'main~2')).status, 4);
  });

  it('goes on from the record that is here, but never over one that says something else', async () => {
    const { repo, id, path, commit } = await abandoned();
    await said(repo, 'experiment', 'carry', id, '--from', commit);
    const other = await said(repo, 'experiment', 'carry', id);
    assert.equal(other.error?.code, 'experiment/differs', 'a carried copy shares no history');
    repo.git('reset', '-q', '--hard', commit);
    assert.equal((await said(repo, 'experiment', 'carry', id)).status, 0);
    assert.match(repo.git('show', `HEAD:${path}`), /650 ms/);
    repo.git('reset', '-q', '--hard', commit);
    repo.write({ [path]: `${repo.git('show', `HEAD:${path}`)}\n# mine\n` });
    assert.equal((await said(repo, 'experiment', 'carry', id)).error.code, 'experiment/differs');
    assert.match(readFileSync(join(repo.path, path), 'utf8'), /# mine/);
  });
});

describe('attaching work', () => {
  it('writes the branch by name and the base by its full id, and commits nothing', async () => {
    const repo = dirtyRepository();
    const base = repo.commit('All');
    repo.git('checkout', '-q', '-b', 'spike/rates');
    repo.write({ 'work.txt': 'work\n' }).commit('Work');
    repo.git('checkout', '-q', 'main');
    const args = ['experiment', 'attach', 'x-b2m4q', 'spike/rates'];
    const told = await said(repo, ...args, '--since', 'main');
    assert.equal(told.status, 0, JSON.stringify(told));
    assert.equal(repo.git('rev-parse', 'HEAD'), base);
    const changed = repo
      .git('diff', '-U0')
      .split('\n')
      .filter((line) => /^[-+][^-+]/.test(line));
    assert.deepEqual(changed, ['+branch: spike/rates', `+since: ${base}`]);
    assert.equal((await said(repo, ...args)).status, 0);
    assert.doesNotMatch(repo.git('diff', '-U0'), /since/);
    const tip = repo.git('rev-parse', 'spike/rates');
    await said(repo, 'experiment', 'attach', 'x-b2m4q', 'spike/rates~0');
    assert.match(repo.git('diff', '-U0'), new RegExp(`\\+branch: "?${tip}`));
  });

  it('refuses what is not there', async () => {
    const repo = dirtyRepository();
    repo.commit('All');
    for (const name of ['nope', '--all', '-d', 'refs/heads/../x', '']) {
      assert.equal((await said(repo, 'experiment', 'attach', '--', 'x-b2m4q', name)).status, 4, name);
    }
    const none = await said(repo, 'experiment', 'attach', 'x-b2m4q', 'main', '--since', 'main');
    assert.equal(none.error.code, 'experiment/not-there');
    assert.equal(repo.git('status', '--porcelain'), '');
  });
});
