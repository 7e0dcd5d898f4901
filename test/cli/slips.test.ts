import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { cleanRepository, STEP, started } from '../support/starting';

const PAST = /^(--[a-z-]+) 2025-11-27 was 362 days ago: where that is a slip, mend it in the record\.$/m;
const CUT = ['corner', 'cut', '--what', 'No retry'];

describe('slips', () => {
  it('a date that is past is written, and asked about in one sentence; one to come is not', async () => {
    const repo = cleanRepository();
    const given: readonly (readonly [string, readonly string[]])[] = [
      ['--check-by', ['experiment', 'start', ...STEP]],
      ['--check-by', ['experiment', 'expect', '--expect', 'Less']],
      ['--until', [...CUT, 'a.txt:1', '--comment', '#']],
      ['--achieve-by', ['target', 'next', '--title', 'Next', '--close', 'missed', '--reflection', 'r']],
    ];
    for (const [option, args] of given) {
      const ran = await kata(repo.path, [...args, option, '2025-11-27']);
      assert.equal(ran.status, 0, ran.err);
      assert.equal(PAST.exec(ran.err)?.[1], option, ran.err);
      const wrote = /^wrote (\S+\.yaml)$/m.exec(ran.out)?.[1] ?? assert.fail(ran.out);
      assert.match(readFileSync(join(repo.path, wrote), 'utf8'), /2025-11-27/);
    }
    for (const date of ['2026-11-24', '2026-11-25']) {
      const ran = await kata(repo.path, ['experiment', 'expect', '--check-by', date]);
      assert.deepEqual([ran.status, ran.err], [0, '']);
    }
    const judged = ['--today', '2025-11-01', 'experiment', 'expect', '--check-by', '2025-11-27'];
    assert.equal((await kata(repo.path, judged)).err, '');
  });

  it('a corner in a file that is not there is refused', async () => {
    const repo = cleanRepository();
    await started(repo);
    repo.write({ 'infra/limits.json': '{}' });
    for (const path of ['infra/limit.json', 'infra/none/limits.json']) {
      const ran = await kata(repo.path, [...CUT, '--path', path]);
      assert.equal(ran.status, 4);
      assert.equal(
        ran.err,
        `kata: There is no file ${path}. Name it as it stands from the current folder.\n`,
      );
    }
    assert.equal(repo.git('diff', '--stat'), '');
    assert.equal((await kata(join(repo.path, 'infra'), [...CUT, '--path', 'limits.json'])).status, 0);
  });
});
