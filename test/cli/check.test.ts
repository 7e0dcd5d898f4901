import assert from 'node:assert/strict';
import { annotation } from '../../src/cli/formats/github';
import type { Problem } from '../../src/core/model/problem';
import { kata } from '../support/cli';
import { experimentRepo, PREDICTED, recordOf } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';

const GOOD = 'kata: 1\ntitle: T\nchallenge: C\n';

describe('kata check', () => {
  it('names each error with its place, and ends with status 1', async () => {
    const repo = GitRepo.create();
    repo.write({
      '.kata/a/kata.yaml': `${GOOD}targets:\n  - { id: t, title: T, achieveBy: 2026-12-24, state: active }\n`,
      '.kata/a/obstacles/o-m3w8a-x.yaml': 'title: X\ntitle: Y\n',
      '.kata/a/obstacles/o-n3w8a-y.yaml': 'title: X\ntarget: none\n',
    });
    const ran = await kata(repo.path, ['check', '--json']);
    assert.equal(ran.status, 1);
    const result = JSON.parse(ran.out);
    assert.deepEqual(Object.keys(result), ['ok', 'errors', 'warnings', 'problems']);
    assert.deepEqual([result.ok, result.errors], [false, 2]);
    const errors = result.problems.filter(({ severity }: Problem) => severity === 'error');
    for (const problem of errors) {
      assert.deepEqual(Object.keys(problem), [
        'code',
        'severity',
        'message',
        'path',
        'line',
        'column',
        'kata',
        'related',
      ]);
      assert.equal(problem.kata, 'a');
    }
    assert.deepEqual(
      errors.map(({ code, path, line, column }: Record<string, unknown>) => [code, path, line, column]),
      [
        ['file/duplicate-key', '.kata/a/obstacles/o-m3w8a-x.yaml', 2, 1],
        ['ref/target', '.kata/a/obstacles/o-n3w8a-y.yaml', 2, 9],
      ],
    );
    const text = await kata(repo.path, ['check']);
    assert.match(text.out, /^\.kata\/a\/obstacles\/o-m3w8a-x\.yaml:2:1: error: .+ \[file\/duplicate-key\]$/m);
    assert.match(text.err, /^2 errors, \d+ warnings?\.\n$/);
    const github = await kata(repo.path, ['check', '--format', 'github']);
    assert.match(
      github.out,
      /^::error file=\.kata\/a\/obstacles\/o-m3w8a-x\.yaml,line=2,col=1,.*title=file\/duplicate-key::/m,
    );
    assert.equal(github.status, 1);
    const deep = await kata(`${repo.path}/.kata/a`, ['check']);
    assert.match(deep.out, /^obstacles\/o-m3w8a-x\.yaml:2:1: error/m);
  });

  it('ends with status 0 on warnings, and with 1 where they are strict', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/a/kata.yaml': GOOD });
    const ran = await kata(repo.path, ['check', '--json']);
    const { ok, errors, warnings } = JSON.parse(ran.out);
    assert.deepEqual([ran.status, ok, errors], [0, true, 0]);
    assert.ok(warnings > 0);
    const strict = await kata(repo.path, ['check', '--strict', '--json']);
    assert.deepEqual([strict.status, JSON.parse(strict.out).ok], [1, false]);
  });

  it('tells what is wrong with git, though records are still being read when it fails', async () => {
    const repo = experimentRepo(['Work 1']);
    for (let n = 0; n < 200; n++) {
      const id = `x-${String(n).padStart(5, '0')}`;
      repo.write({ [recordOf(id)]: PREDICTED });
    }
    repo.write({ '.git/index': 'no index' });
    // Left alone, a failure would end the whole process.
    const alone: unknown[] = [];
    const note = (error: unknown) => alone.push(error);
    process.on('unhandledRejection', note);
    try {
      const { out, err, status } = await kata(repo.path, ['check']);
      assert.deepEqual([out, status, alone], ['', 3, []]);
      assert.match(err, /^kata: Git refused .*index/);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('checks one kata where it is told which', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/good/kata.yaml': GOOD, '.kata/bad/kata.yaml': 'kata: [' });
    assert.equal((await kata(repo.path, ['check', '--kata', 'good'])).status, 0);
    assert.equal((await kata(repo.path, ['check', '--kata', 'bad'])).status, 1);
    assert.equal((await kata(repo.path, ['check', '--kata', 'none'])).status, 4);
  });
});

describe('a GitHub annotation', () => {
  it('lets no data end it or start another', () => {
    const at = { offset: 0, line: 3, column: 5 };
    const problem: Problem = {
      code: 'file/syntax',
      severity: 'warning',
      message: '100% wrong\n::error::x, a:b',
      path: 'a,b:c%/é\r\n::set-output.yaml',
      range: { start: at, end: { ...at, column: 9 } },
      field: '',
      kata: null,
      related: [],
    };
    const line = annotation(problem);
    assert.ok(!/[\r\n]/.test(line));
    assert.equal(
      line,
      '::warning file=a%2Cb%3Ac%25/é %3A%3Aset-output.yaml,line=3,col=5,endColumn=9,title=file/syntax::100%25 wrong ::error::x, a:b',
    );
  });
});
