import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { dirtyRepository, STEP, started } from '../support/starting';
import { tempFolder } from '../support/temp';

describe('kata experiment, for people and programs', () => {
  it('start prints the id, the file and the commit; as JSON these and the branch', async () => {
    const repo = dirtyRepository();
    const ran = await kata(repo.path, ['experiment', 'start', ...STEP]);
    assert.equal(ran.status, 0, ran.err);
    const [id = '', wrote = '', committed = ''] = ran.out.split('\n');
    assert.match(id, /^x-[0-9a-z]{5}$/);
    assert.match(wrote, new RegExp(`^wrote \\.kata/checkout-latency/experiments/${id}-open-.*\\.yaml$`));
    assert.match(committed, new RegExp(`^committed [0-9a-f]{10} on kata/checkout-latency/${id}-open-`));
    assert.equal(ran.err, '');
    const other = await started(repo, '--title', 'Other');
    assert.deepEqual(Object.keys(other), ['id', 'path', 'branch', 'commit', 'notes']);
    assert.match(other.commit, /^[0-9a-f]{40}$/);
  });

  it('start asks for an expectation, and takes all that a prediction can say', async () => {
    const repo = dirtyRepository();
    const bare = await kata(repo.path, ['experiment', 'start', '--step', 'Just try']);
    assert.match(bare.err, /What do you expect to happen\?/);
    const more = ['--expect-value', 'p95=560', '--check-by', '2026-11-27', '--obstacle', 'o-9kd4e'];
    const { path } = await started(repo, ...more, '--target', 'under-700');
    const text = repo.git('show', `HEAD:${path}`);
    for (const line of ['target: under-700', 'obstacle: o-9kd4e', '  p95: 560', 'checkBy: 2026-11-27'])
      assert.ok(text.split('\n').includes(line), text);
    for (const wrong of [
      ['--obstacle', 'o-zzzzz'],
      ['--target', 'nope'],
      ['--expect-value', 'nope=1'],
    ]) {
      const head = repo.git('rev-parse', 'HEAD');
      const ran = await kata(repo.path, ['experiment', 'start', ...STEP, ...wrong]);
      assert.equal(ran.status, 4, ran.err);
      assert.equal(repo.git('rev-parse', 'HEAD'), head);
    }
  });

  it('result and finish are of the one whose branch this is, where none is named', async () => {
    const repo = dirtyRepository();
    const { path } = await started(repo);
    const result = await kata(repo.path, [
      'experiment',
      'result',
      '--happened',
      'It fell',
      '--learned',
      'Why',
    ]);
    assert.equal(result.status, 0, result.err);
    const finish = await kata(repo.path, ['experiment', 'finish', '--outcome', 'confirmed', '--commit']);
    assert.equal(finish.status, 0, finish.err);
    assert.match(repo.git('show', `HEAD:${path}`), /happened: It fell[\s\S]*outcome: confirmed/);
    repo.git('checkout', '-q', '-f', 'main');
    const none = await kata(repo.path, ['experiment', 'finish', '--outcome', 'confirmed']);
    assert.equal(none.status, 2);
    assert.match(none.err, /so it is not known which one is meant\. Name one by its id/);
  });

  it('shows what a hook said as harmless text', async () => {
    const repo = dirtyRepository();
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
    const hook = "#!/bin/sh\nprintf '\\033]8;;https://evil.example\\007No\\033[2J\\n' >&2\nexit 1\n";
    writeFileSync(join(repo.path, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    const ran = await kata(repo.path, ['experiment', 'start', ...STEP, '--verbose']);
    assert.equal(ran.status, 5);
    assert.match(ran.err, /^kata: The commit was refused: .*No/);
    assert.equal(/[^\n -~\ufffd]/.test(ran.err), false, JSON.stringify(ran.err));
    const json = await kata(repo.path, ['experiment', 'start', ...STEP, '--json']);
    assert.equal(json.err, '');
    assert.deepEqual(Object.keys(JSON.parse(json.out).error), ['code', 'message', 'mend']);
  });

  it('starts one that is planned already, with what is expected by now, and never twice', async () => {
    const repo = dirtyRepository();
    const path = '.kata/checkout-latency/experiments/x-b7b7b-warm.yaml';
    repo.write({ [path]: '# ours\nstep: Warm up\nexpect: faster\n' });
    repo.git('add', path);
    repo.git('commit', '-q', '-m', 'A plan', '--', path);
    const before = repo.git('status', '--porcelain');
    const start = ['experiment', 'start', 'x-b7b7b'];
    const said = await kata(repo.path, [...start, '--step', 'Another']);
    assert.deepEqual([said.status, said.out], [2, '']);
    assert.match(
      said.err,
      /The record of x-b7b7b says its --step already\. Edit it there, or leave x-b7b7b out/,
    );
    const args = ['--expect', 'under 300 ms', '--expect-value', 'p95=300', '--check-by', '2026-11-27'];
    const ran = await kata(repo.path, [...start, ...args, '--json']);
    assert.equal(ran.status, 0, ran.err + ran.out);
    const { id, branch, commit } = JSON.parse(ran.out);
    assert.deepEqual([id, branch], ['x-b7b7b', 'kata/checkout-latency/x-b7b7b-warm-up']);
    assert.equal(repo.git('rev-parse', 'HEAD'), commit);
    assert.equal(repo.git('diff', '--name-only', 'HEAD^', 'HEAD'), path);
    assert.equal(
      repo.git('show', `HEAD:${path}`),
      [
        '# ours',
        'step: Warm up',
        'expect: under 300 ms',
        'expectValues:',
        '  p95: 300',
        'checkBy: 2026-11-27',
        'started: 2026-11-24',
      ].join('\n'),
    );
    assert.equal(repo.git('status', '--porcelain'), before, 'what is dirty or staged stays so');
    const again = await kata(repo.path, start);
    assert.match(again.err, /was started before/);
    assert.equal((await kata(repo.path, ['experiment', 'start', 'x-zzzzz'])).status, 4);
    assert.match(
      (await kata(repo.path, ['experiment', 'start'])).err,
      /Nothing to start was named\. Say --step TEXT/,
    );
  });

  it('starts one that is planned on the branch that is checked out, where that is asked for', async () => {
    const repo = dirtyRepository();
    repo.write({ '.kata/checkout-latency/experiments/x-b7b7b-warm.yaml': 'step: Warm up\nexpect: faster\n' });
    const on = repo.git('symbolic-ref', 'HEAD');
    const ran = await kata(repo.path, ['experiment', 'start', 'x-b7b7b', '--no-branch']);
    assert.equal(ran.status, 0, ran.err);
    assert.equal(repo.git('symbolic-ref', 'HEAD'), on);
    assert.equal(repo.git('log', '-1', '--format=%s'), 'Predict: Warm up');
  });

  it('asks for no kata where an id tells which, and says where none has it', async () => {
    const repo = dirtyRepository();
    const { id } = await started(repo, '--no-branch');
    repo.write({
      '.kata/other/kata.yaml': 'kata: 1\ntitle: Other\nchallenge: C\n',
      '.kata/other/obstacles/o-zz4zz-tax.yaml': 'title: Tax\n',
    });
    for (const args of [
      ['experiment', 'result', id, '--happened', 'It fell'],
      ['experiment', 'result', id, '--learned', 'It helps', '--commit'],
      ['experiment', 'attach', id, 'HEAD'],
      ['experiment', 'finish', id, '--outcome', 'confirmed', '--commit'],
      ['obstacle', 'set', 'o-zz4zz', 'addressing'],
    ]) {
      const ran = await kata(repo.path, args);
      assert.equal(ran.status, 0, ran.err);
    }
    const none = await kata(repo.path, ['experiment', 'finish', 'x-zzzzz', '--outcome', 'refuted', '--json']);
    assert.deepEqual([none.status, JSON.parse(none.out).error.message], [4, 'No kata here has x-zzzzz.']);
    const other = await kata(repo.path, ['--kata', 'other', 'experiment', 'result', id, '--learned', 'x']);
    assert.equal(other.status, 4, 'a kata that is named is the one that is meant');
  });

  it('names what it wrote as a person can use it: from the folder below, and in full where -C led elsewhere', async () => {
    const repo = dirtyRepository();
    const { id, path } = await started(repo);
    const result = ['experiment', 'result', id, '--happened'];
    repo.write({ 'src/x.txt': 'x' });
    const below = await kata(join(repo.path, 'src'), [...result, 'One']);
    assert.equal(below.out, `wrote ../${path}\n`);
    const elsewhere = await kata(tempFolder(), ['-C', repo.path, ...result, 'Two']);
    assert.equal(elsewhere.out, `wrote ${join(repo.path, path)}\n`);
    const above = await kata(join(repo.path, '..'), ['-C', 'repo', ...result, 'Three']);
    assert.equal(above.out, `wrote repo/${path}\n`);
  });
});
