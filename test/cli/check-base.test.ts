import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { DONE, experimentRepo, KATA, PREDICTED, recordOf, X, Y } from '../support/experiment-repo';
import { GitRepo, testEnvironment } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const DUE = `${KATA}targets:\n  - { id: t, achieveBy: 2026-11-01, state: active, values: { p95: 1 } }\n`;

/** What `kata check --base` tells, as `path code`. */
async function brought(repo: GitRepo, base = 'main', ...more: string[]) {
  const ran = await kata(repo.path, ['check', '--base', base, '--json', ...more]);
  const result = JSON.parse(ran.out);
  assert.equal(result.error, undefined, ran.out);
  const problems: { path: string; code: string }[] = result.problems;
  return { status: ran.status, base: result.base, told: problems.map(({ path, code }) => `${path} ${code}`) };
}

describe('kata check --base', () => {
  it("tells nobody of somebody else's overdue target", async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': DUE }).commit('Overdue');
    const start = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ '.kata/k/kata.yaml': `# a comment\n${DUE}`, 'a.txt': 'a' }).commit('A change');
    const all = await kata(repo.path, ['check', '--strict', '--json']);
    assert.equal(all.status, 1);
    assert.deepEqual(await brought(repo, 'main', '--strict'), { status: 0, base: start, told: [] });
  });

  it('tells what the change brought, committed or not, and nothing that main brought meanwhile', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA }).commit('Start');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ '.kata/k/obstacles/o-m3w8a-x.yaml': 'title: X\ntarget: none\n' }).commit('An obstacle');
    repo.git('checkout', '-q', 'main');
    repo.write({ '.kata/k/obstacles/o-n3w8a-y.yaml': 'title: [\n' }).commit('Broken on main');
    repo.git('checkout', '-q', 'change');
    const committed = await brought(repo);
    assert.deepEqual(
      [committed.status, committed.told],
      [1, ['.kata/k/obstacles/o-m3w8a-x.yaml ref/target']],
    );
    repo.write({ '.kata/k/obstacles/o-p3w8a-z.yaml': 'state: parked\n' });
    assert.deepEqual((await brought(repo)).told, [
      '.kata/k/obstacles/o-m3w8a-x.yaml ref/target',
      '.kata/k/obstacles/o-p3w8a-z.yaml schema/required',
    ]);
    const text = await kata(repo.path, ['check', '--base', 'main']);
    assert.match(text.err, /^2 errors, 0 warnings\.\n$/);
  });

  it('tells of a record elsewhere that the change left with nothing to refer to', async () => {
    const repo = GitRepo.create();
    const experiment = '.kata/k/experiments/x-7f3kq-a.yaml';
    repo.write({
      '.kata/k/kata.yaml': KATA,
      '.kata/k/obstacles/o-m3w8a-x.yaml': 'title: X\n',
      [experiment]: 'step: S\nobstacle: o-m3w8a\n',
    });
    repo.commit('Start');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ '.kata/k/obstacles/o-m3w8a-x.yaml': null }).commit('No obstacle');
    assert.deepEqual((await brought(repo)).told, [`${experiment} ref/obstacle`]);
  });

  it('judges both sides by the same day: what became overdue meanwhile is not the change’s', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': DUE.replace('11-01', '11-10') }).commit('Not due yet', '2026-11-02');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ 'a.txt': 'a' }).commit('A change', '2026-11-20');
    assert.deepEqual((await brought(repo, 'main', '--strict')).told, []);
  });

  it('knows which side of the change a result came before its prediction on', async () => {
    const repo = experimentRepo();
    repo.write({ [recordOf()]: DONE }).commit('Result');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-edit', `kata/k/${X}-cache`);
    const late = PREDICTED.replace('x-7f3kq', Y);
    repo.write({ [recordOf(Y)]: 'step: S\nstarted: 2026-11-02\n' }).commit('Started without a prediction');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ [recordOf(Y)]: `${late}happened: it fell\nlearned: L\n` }).commit('Both at once');
    assert.deepEqual((await brought(repo)).told, [`${recordOf(Y)} experiment/result-first`]);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--ff-only', 'change');
    repo.git('checkout', '-q', '-b', 'next');
    repo.write({ [recordOf(Y)]: `${late}happened: it fell\nlearned: more\n` }).commit('More words');
    assert.deepEqual((await brought(repo)).told, []);
  });

  it('with a rule switched on tells of nothing that was there before', async () => {
    const repo = GitRepo.create();
    const config = '.kata/config.yaml';
    repo.write({ '.kata/k/kata.yaml': DUE, [config]: 'check: { target/overdue: off }\n' }).commit('Off');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ [config]: 'check: { target/overdue: error }\n' }).commit('On');
    assert.equal((await kata(repo.path, ['check'])).status, 1);
    assert.deepEqual((await brought(repo)).told, []);
  });

  it('does not say of a corner in a file that was cleaned long ago that a target was reached with it', async () => {
    const repo = GitRepo.create();
    const target = (state: string) =>
      `${KATA}targets:\n  - { id: t, achieveBy: 2026-12-11, state: ${state}, values: { p95: 1 } }\n`;
    const corner = 'corners:\n  - { id: c-8k2fd, what: No limit, plan: P, path: limit.json }\n';
    repo.write({
      '.kata/k/kata.yaml': target('active'),
      'limit.json': '{}',
      [recordOf()]: `target: t\n${DONE}${corner}`,
    });
    repo.commit('Start');
    repo.git('commit', '-q', '--allow-empty', '-m', 'Set the limit\n\nKata-Cleans: c-8k2fd');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ '.kata/k/kata.yaml': target('reached') }).commit('Reached');
    assert.deepEqual((await brought(repo)).told, ['.kata/k/kata.yaml target/none-active']);
  });

  it('says what to do where a shallow checkout does not reach the base', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA }).commit('Start');
    repo.git('checkout', '-q', '-b', 'change');
    repo.write({ 'a.txt': 'a' }).commit('A');
    repo.write({ 'a.txt': 'b' }).commit('B');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'b.txt': 'b' }).commit('Main went on');
    const path = join(tempFolder('kata-shallow'), 'clone');
    const from = `file://${repo.path}`;
    const env = testEnvironment(repo.home);
    const clone = (...args: string[]) => execFileSync('git', args, { env, stdio: 'pipe' });
    clone('clone', '-q', '--depth=1', '--branch=change', from, path);
    for (const base of ['origin/main', 'origin/change~1']) {
      const ran = await kata(path, ['check', '--base', base]);
      assert.equal(ran.status, 3, `${base}: ${ran.err}`);
      assert.match(ran.err, /shallow .*`fetch-depth: 0`/, base);
    }
    clone('-C', path, 'fetch', '-q', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
    const ran = await kata(path, ['check', '--base', 'origin/main', '--json']);
    assert.deepEqual([ran.status, JSON.parse(ran.out).error.code], [3, 'git/no-merge-base']);
    clone('-C', path, 'fetch', '-q', '--unshallow', 'origin');
    assert.equal((await kata(path, ['check', '--base', 'origin/main'])).status, 0);
  });

  it('ends with 3 where the two have nothing in common, with 4 where nothing has that name', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA }).commit('Start');
    repo.git('checkout', '-q', '--orphan', 'other');
    repo.commit('Another start');
    const orphan = await kata(repo.path, ['check', '--base', 'main']);
    assert.deepEqual([orphan.status, /no commit in common/.test(orphan.err)], [3, true]);
    assert.equal((await kata(repo.path, ['check', '--base', 'nowhere'])).status, 4);
    assert.equal((await kata(repo.path, ['check', '--base', '--output=x'])).status, 4);
    const folder = tempFolder();
    assert.equal((await kata(folder, ['check', '--base', 'main'])).status, 3);
  });
});
