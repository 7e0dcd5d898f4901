import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { done, toldOf, workOn } from '../support/practice';
import { cleanRepository, started } from '../support/starting';

const EXPECT = [
  '--expect',
  'The first call takes 280 ms',
  '--expect-value',
  'p95=560',
  '--check-by',
  '2026-11-27',
];

describe('kata experiment expect', () => {
  it('gives a started experiment the prediction that it began without, before any result', async () => {
    const repo = cleanRepository();
    const start = ['experiment', 'start', '--step', 'Open it early', '--json'];
    const { id, path, notes } = JSON.parse((await kata(repo.path, start)).out);
    assert.match(
      notes.join(),
      /Write it down before you try.*`kata experiment expect --expect TEXT --commit`/,
    );
    const ran = await kata(repo.path, ['experiment', 'expect', ...EXPECT, '--commit']);
    assert.equal(ran.status, 0, ran.err);
    assert.equal(ran.err, '');
    assert.equal(repo.git('log', '-1', '--format=%s'), 'Predict: Open it early');
    assert.equal(repo.git('log', '-1', '--format=', '--name-only'), path);
    const text = readFileSync(join(repo.path, path), 'utf8');
    assert.match(
      text,
      /\nexpect: The first call takes 280 ms\nexpectValues:\n {2}p95: 560\ncheckBy: 2026-11-27\n/,
    );
    workOn(repo, 'Work');
    await done(repo, 'experiment', 'result', '--happened', 'It takes 300 ms', '--commit');
    assert.equal((await toldOf(repo, id)).order, 'before');
  });

  it('takes a planned one by its id, and says what was expected before', async () => {
    const repo = cleanRepository();
    const path = '.kata/checkout-latency/experiments/x-c4d5e.yaml';
    repo.write({ [path]: 'step: Open it early # soon\nexpect: faster\n' }).commit('Plan');
    const told = await done(repo, 'experiment', 'expect', 'x-c4d5e', '--expect', 'Half the time');
    assert.deepEqual(told.notes, ['It was expected before: “faster”; git keeps what was committed.']);
    assert.equal(
      repo.git('diff', '--unified=0').split('\n').slice(-2).join(),
      '-expect: faster,+expect: Half the time',
    );
    const again = await kata(repo.path, ['experiment', 'expect', 'x-c4d5e', '--expect', 'Half the time']);
    assert.deepEqual([again.status, again.err], [0, 'Nothing to write: the record says so already.\n']);
  });

  it('never touches a prediction once there is a result', async () => {
    const repo = cleanRepository();
    const { id, path } = await started(repo);
    await done(repo, 'experiment', 'result', '--value', 'p95=600');
    const before = readFileSync(join(repo.path, path), 'utf8');
    for (const more of [[], ['--commit']]) {
      const ran = await kata(repo.path, ['experiment', 'expect', id, ...EXPECT, ...more]);
      assert.equal(ran.status, 5);
      assert.match(
        ran.err,
        new RegExp(`^kata: ${id}.* has a result already, so its prediction stays as it is`),
      );
    }
    assert.equal(readFileSync(join(repo.path, path), 'utf8'), before);
    const nothing = await kata(repo.path, ['experiment', 'expect', id]);
    assert.deepEqual(
      [nothing.status, nothing.err],
      [2, 'kata: No expectation was given. Give --expect, --expect-value or --check-by.\n'],
    );
  });
});

describe('kata experiment finish --learned', () => {
  it('writes what was learned with the outcome, and into the message', async () => {
    const repo = cleanRepository();
    const { path } = await started(repo);
    await done(repo, 'experiment', 'result', '--happened', 'It takes 300 ms');
    const finish = [
      'experiment',
      'finish',
      '--outcome',
      'confirmed',
      '--learned',
      'It was the calls',
      '--commit',
    ];
    assert.deepEqual((await done(repo, ...finish)).notes, []);
    assert.match(repo.git('show', `HEAD:${path}`), /\nlearned: It was the calls\n/);
    assert.match(repo.git('log', '-1', '--format=%b'), /^Learned: It was the calls$/m);
  });
});
