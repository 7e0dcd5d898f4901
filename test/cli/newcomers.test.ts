import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata, richRepository } from '../support/cli';
import { GitRepo } from '../support/git-repo';
import { cleanRepository, STEP } from '../support/starting';
import { tempFolder } from '../support/temp';

const BROKEN =
  'kata: 1\ntitle: T\nchallenge: C\nmetrics:\n  - { id: p95, better: lower\ntargets:\n  - { id: t, title: T1 }\n';

/** Status and message of a wrong run, which prints nothing else. */
async function refused(folder: string, ...args: string[]): Promise<string> {
  const ran = await kata(folder, args);
  assert.equal(ran.out, '');
  assert.match(ran.err, /^kata: [^\n]+\n$/);
  return `${ran.status} ${ran.err.slice('kata: '.length, -1)}`;
}

describe('what newcomers stumble over', () => {
  it('a kata.yaml that can’t be read is to blame, not the metric or target that it may have', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': BROKEN });
    const mend = 'Mend its text at line 5 first.';
    assert.equal(
      await refused(repo.path, 'measure', 'p95', '640'),
      `5 kata.yaml can't be read whole, so it is not known whether it has a metric p95 and nothing was written. ${mend}`,
    );
    repo.commit('Broken');
    repo.git('config', 'user.name', 'Ana');
    assert.equal(
      await refused(repo.path, 'experiment', 'start', ...STEP, '--target', 't'),
      `5 kata.yaml can't be read whole, so it is not known whether it has a target condition t and nothing was written. ${mend}`,
    );
  });

  it('a kata.yaml that can’t be read leaves a new record without a target: said, not silent', async () => {
    const repo = cleanRepository();
    const path = '.kata/checkout-latency/kata.yaml';
    repo.write({ [path]: `${readFileSync(join(repo.path, path), 'utf8')}team: {` }).commit('Broken');
    const words =
      /^kata\.yaml can't be read whole, so the record names no target condition: mend its text at line \d+, then set it\.$/m;
    for (const args of [
      ['experiment', 'start', ...STEP],
      ['obstacle', 'add', 'Slow'],
    ]) {
      const ran = await kata(repo.path, args);
      assert.equal(ran.status, 0, ran.err);
      const wrote = /^wrote (\S+\.yaml)$/m.exec(ran.out)?.[1] ?? assert.fail(ran.out);
      const named = readFileSync(join(repo.path, wrote), 'utf8').includes('\ntarget: ');
      assert.notEqual(named, words.test(ran.err), ran.err);
    }
  });

  it('git does not know who commits: the two lines that tell it', async () => {
    const repo = richRepository();
    repo.git('config', 'user.useConfigOnly', 'true');
    const home = process.env.HOME;
    process.env.HOME = tempFolder();
    try {
      assert.equal(
        await refused(repo.path, 'experiment', 'start', ...STEP),
        '5 Git does not know who you are, so it refused the commit and nothing was written. Tell it once with `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`, then try again.',
      );
    } finally {
      process.env.HOME = home;
    }
  });

  it('a branch without a commit has nothing to compare with', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': 'kata: 1\ntitle: T\nchallenge: C\n' });
    const words = '4 The branch that is checked out has no commit yet. Commit what is there first.';
    assert.equal(await refused(repo.path, 'check', '--base', 'main'), words);
    assert.equal(await refused(repo.path, 'show', '--rev', 'HEAD'), words);
  });

  it('a value that is not understood, in our words', async () => {
    const folder = tempFolder();
    const wrong: readonly (readonly [string, ...string[]])[] = [
      [
        "The value 'x' is not understood. It is not a number such as 640 or 0.5. See kata measure --help.",
        'measure',
        'p95',
        'x',
      ],
      [
        "The state 'foo' is not understood. Allowed choices are parked, addressing, removed, deferred. See kata obstacle set --help.",
        'obstacle',
        'set',
        'o-m3w8a',
        'foo',
      ],
      [
        "'tomorrow' after --check-by is not understood. It is not a calendar date such as 2026-11-22. See kata experiment start --help.",
        'experiment',
        'start',
        ...STEP,
        '--check-by',
        'tomorrow',
      ],
      [
        '--step needs a value behind it, as in --step <text>. See kata experiment start --help.',
        'experiment',
        'start',
        '--step',
      ],
    ];
    for (const [words, ...args] of wrong) assert.equal(await refused(folder, ...args), `2 ${words}`);
  });

  it('the next target says which option closes the active one', async () => {
    const said = await refused(
      richRepository().path,
      ...['target', 'next', '--title', 'Next', '--achieve-by', '2027-01-08'],
    );
    assert.match(said, /^5 “.*” is still the active target condition, so nothing was written\. /);
    assert.match(
      said,
      / Say how it ended with --close reached, missed or abandoned, and what you learned with --reflection\.$/,
    );
  });

  it('a target next that closes what is not there, a remote where there is none, records where there is none', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': 'kata: 1\ntitle: T\nchallenge: C\n' });
    const next = ['target', 'next', '--title', 'Next', '--achieve-by', '2027-01-08', '--close', 'missed'];
    assert.match(
      await refused(repo.path, ...next),
      /so there is none to close .* Leave out --close and --reflection\.$/,
    );
    assert.equal(
      await refused(repo.path, 'refs', 'push'),
      '4 This repository has no remote to exchange with. Add one with `git remote add origin URL`.',
    );
    assert.match(
      await refused(repo.path, 'refs', 'push', 'nope'),
      / has no remote nope\. Add it with `git remote add`\.$/,
    );
    assert.equal(
      await refused(repo.path, 'experiment', 'result', 'x-7f3kq', '--learned', 'x'),
      '4 The kata k has no experiment x-7f3kq, so nothing was written. It has none yet: begin with one.',
    );
    assert.match(
      await refused(repo.path, 'obstacle', 'add', 'Slow', '--target', 't'),
      / It has none yet: set the first one, or leave the target out\.$/,
    );
  });

  it('--kata names a kata that is not there, whatever the command', async () => {
    const { path } = richRepository();
    for (const command of [['list'], ['show'], ['check'], ['experiment', 'list'], ['corner', 'list']]) {
      const said = await refused(path, ...command, '--kata', 'nope');
      assert.equal(said, '4 There is no kata nope. Name one of checkout-latency.', command.join(' '));
    }
    const one = await kata(path, ['list', '--kata', 'checkout-latency', '--json']);
    assert.equal(JSON.parse(one.out).katas.length, 1);
  });

  it('a bare repository holds no files: said before anything else', async () => {
    const { path } = richRepository();
    const bare = `${tempFolder()}/bare.git`;
    GitRepo.at(path).git('clone', '-q', '--bare', path, bare);
    assert.match(await refused(bare, 'review'), /^3 .* is a bare repository, .* Name the change with --head/);
    assert.match(
      await refused(bare, 'corner', 'cut', 'a.js:1', '--what', 'w'),
      /^3 .* is a bare repository, /,
    );
    assert.equal((await kata(bare, ['review', '--base', 'main', '--head', 'main'])).status, 0);
  });

  it('a check where there is no kata says so on standard error, in every format for people and CI', async () => {
    const repo = GitRepo.create();
    for (const format of ['text', 'github', 'sarif']) {
      const ran = await kata(repo.path, ['check', '--format', format]);
      assert.equal(ran.status, 0);
      assert.match(
        ran.err,
        /^There is no kata in .*: run `kata init SLUG` to begin one, such as `kata init [a-z-]+`\.\n/,
      );
    }
    assert.equal((await kata(repo.path, ['check', '--json'])).err, '');
    assert.doesNotMatch((await kata(richRepository().path, ['check'])).err, /There is no kata/);
  });

  it('a key that the format does not have is counted, and named on request', async () => {
    const repo = cleanRepository();
    const path = '.kata/checkout-latency/experiments/x-c4d5e.yaml';
    repo.write({ [path]: 'step: Open it early\nexpct: faster\n' });
    const short = await kata(repo.path, ['check']);
    assert.doesNotMatch(short.out, /expct/);
    assert.match(short.err, /^0 errors, \d+ warnings?; one hint: see it with `kata check --hints`\.\n$/);
    const full = await kata(repo.path, ['check', '--hints']);
    assert.equal(full.status, 0);
    assert.match(full.out, new RegExp(`^${path}:2:1: hint: .*expct.*$`, 'm'));
    assert.match(full.err, /^0 errors, \d+ warnings?, 1 hint\.\n$/);
    const strict = JSON.parse((await kata(repo.path, ['check', '--json', '--hints'])).out);
    assert.deepEqual(Object.keys(strict), ['ok', 'errors', 'warnings', 'problems']);
  });
});
