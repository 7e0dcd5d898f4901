import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { C, CONFIRMED, code, cornerRepo, D, E, mark, RECORD, record } from '../support/corner-repo';
import { X } from '../support/experiment-repo';
import type { GitRepo } from '../support/git-repo';

const read = (repo: GitRepo, path: string) => readFileSync(join(repo.path, path), 'utf8');

async function listed(repo: GitRepo, ...args: string[]) {
  const ran = await kata(repo.path, ['corner', 'list', '--json', ...args]);
  assert.equal(ran.status, 0, ran.err);
  assert.equal(ran.err, '');
  return JSON.parse(ran.out);
}

const short = ({ corners }: { corners: { id: string; state: string; change?: string }[] }) =>
  corners.map(({ id, state, change }) => [id, ...(change === undefined ? [state] : [state, change])]);

describe('kata corner list', () => {
  it('prints each corner with its place or its evidence, as JSON too', async () => {
    const repo = cornerRepo([C, D]);
    repo.write({ 'b.js': code(D) }).commit('Cut another');
    repo.write({ 'b.js': code(null) });
    const clean = repo.commit('Clean \u001b[2J it');
    const ran = await kata(repo.path, ['corner', 'list']);
    assert.equal(ran.status, 0, ran.err);
    assert.equal(
      ran.out,
      [
        `${C}  open  What ${C} left out`,
        `         ${X}`,
        '         a.js:4',
        `${D}  cleaned  What ${D} left out`,
        `         ${X}`,
        `         ${clean.slice(0, 10)} Clean \ufffd[2J it`,
        '',
      ].join('\n'),
    );
    const json = await listed(repo);
    assert.deepEqual(Object.keys(json), ['corners', 'skipped', 'why']);
    const [first, second] = json.corners;
    assert.deepEqual(
      [first.id, first.kata, first.experiment, first.state, first.kept, first.overdue, first.places],
      [C, 'k', X, 'open', false, false, [{ path: 'a.js', line: 4 }]],
    );
    assert.deepEqual([second.evidence.hash, second.evidence.author, second.until], [clean, 'Ana', null]);
    assert.deepEqual(short(await listed(repo, '--state', 'cleaned')), [[D, 'cleaned']]);
  });

  it('names what was skipped, and says where there is nothing', async () => {
    const repo = cornerRepo([]);
    repo.write({ 'u.txt': Buffer.from(`\ufeff${mark()}`, 'utf16le'), 'b.bin': `\0${mark()}` });
    const ran = await kata(repo.path, ['corner', 'list']);
    assert.equal(ran.out, '');
    assert.equal(ran.err, 'There is no corner.\n2 files were skipped: b.bin is binary; u.txt is UTF-16.\n');
    const nowhere = await kata('/', ['corner', 'list']);
    assert.equal(nowhere.status, 3);
  });

  it('--base lists what the branch cut, cleaned, kept, dropped, and took out without a commit', async () => {
    const repo = cornerRepo([C, D]);
    repo.write({ 'b.js': code(D), 'e.js': code(E), [RECORD]: record([C, D, E]) }).commit('More corners');
    repo.git('checkout', '-q', '-b', 'topic');
    assert.deepEqual(short(await listed(repo, '--base', 'main')), []);
    repo.write({ 'a.js': code(null), 'src/c.js': code(C) }).commit('Move one');
    assert.deepEqual(short(await listed(repo, '--base', 'main')), []);
    repo.write({ 'b.js': code(null) }).commit('Clean another');
    repo.write({ 'new.js': `// ${mark('c-nnnnn')}\n` });
    assert.deepEqual(short(await listed(repo, '--base', 'main')), [
      [D, 'cleaned', 'cleaned'],
      ['c-nnnnn', 'orphan', 'cut'],
    ]);
    repo.commit('Cut a third');
    repo.write({ 'new.js': null }).commit('Away again');
    repo.write({ [RECORD]: `${record([C, D, E])}    kept: It works\n`, 'src/c.js': code(null) });
    assert.deepEqual(short(await listed(repo, '--base', 'main')), [
      [C, 'unmarked', 'removed'],
      [D, 'cleaned', 'cleaned'],
      [E, 'open', 'kept'],
    ]);
    const none = await kata(repo.path, ['corner', 'list', '--base', 'nowhere']);
    assert.equal(none.status, 4);
    // In text each word is said once.
    const said = await kata(repo.path, ['corner', 'list', '--base', 'main']);
    assert.match(said.out, new RegExp(`^${E}  kept  `, 'm'));
  });

  it('--base tells of a corner that was cut and cleaned inside the branch', async () => {
    const repo = cornerRepo([C]);
    repo.git('checkout', '-q', '-b', 'topic');
    repo.write({ [RECORD]: record([C, D]), 'b.js': code(D) }).commit('Cut');
    repo.write({ 'b.js': code(null) }).commit('Clean');
    assert.deepEqual(short(await listed(repo, '--base', 'main')), [[D, 'cleaned', 'cleaned']]);
  });
});

describe('kata corner cut and keep', () => {
  it('puts marker and entry there in one go; then the corner is open', async () => {
    const repo = cornerRepo([]);
    repo.write({ 'src/tax rates.py': 'def rates():\r\n    return 1' });
    const args = ['--what', 'Rates never expire', '--plan', 'Subscribe', '--until', '2026-11-20'];
    const ran = await kata(join(repo.path, 'src'), ['corner', 'cut', 'tax rates.py:2', ...args, '--json']);
    assert.equal(ran.status, 0, ran.err);
    const { id, paths } = JSON.parse(ran.out);
    assert.deepEqual(paths, [RECORD, 'src/tax rates.py']);
    const words = mark(id, 'Rates never expire');
    assert.equal(read(repo, 'src/tax rates.py'), `def rates():\r\n    # ${words}\r\n    return 1`);
    assert.match(
      read(repo, RECORD),
      new RegExp(`- id: ${id}\n    what: Rates never expire\n    plan: Subscribe`),
    );
    const { corners } = await listed(repo);
    assert.deepEqual(
      [corners[0].state, corners[0].overdue, corners[0].places],
      ['open', true, [{ path: 'src/tax rates.py', line: 2 }]],
    );
    const kept = await kata(repo.path, ['corner', 'keep', id, '--why', 'It works']);
    assert.equal(kept.status, 0, kept.err);
    const after = await listed(repo);
    assert.deepEqual(
      [after.corners[0].kept, after.corners[0].keptWhy, after.corners[0].overdue],
      [true, 'It works', false],
    );
  });

  it('takes the style that is given, a path where no comment is possible, and a named experiment', async () => {
    const repo = cornerRepo([], CONFIRMED);
    repo.write({ 'a.weird': 'x\n', 'limits.json': '{}\n' });
    const what = ['--what', 'One region', '--experiment', X];
    assert.equal((await kata(repo.path, ['corner', 'cut', 'a.weird:1', ...what])).status, 5);
    const given = await kata(repo.path, ['corner', 'cut', 'a.weird:1', ...what, '--comment', '(*']);
    assert.equal(given.status, 0, given.err);
    assert.match(read(repo, 'a.weird'), /^\(\* KATA-CORNER\(c-.{5}\): One region \*\)\nx\n$/);
    const path = await kata(repo.path, ['corner', 'cut', '--path', 'limits.json', ...what]);
    assert.equal(path.status, 0, path.err);
    assert.equal(read(repo, 'limits.json'), '{}\n');
    assert.match(read(repo, RECORD), /path: limits.json\n$/);
    assert.match(path.err, /How will it be cleaned up\?/);
  });

  it('writes nothing where it may not', async () => {
    const repo = cornerRepo([]);
    repo.write({ 'l.py': Buffer.from([0x78, 0xe9, 0x0a]), 'u.js': Buffer.from('\ufeffx\n', 'utf16le') });
    const before = [read(repo, RECORD), read(repo, 'a.js')];
    const cut = async (...args: string[]) => (await kata(repo.path, ['corner', 'cut', ...args])).status;
    const what = ['--what', 'W'];
    assert.equal(await cut('a.js:99', ...what), 4);
    assert.equal(await cut('none.js:1', ...what), 4);
    assert.equal(await cut('a.js', ...what), 2);
    assert.equal(await cut(...what), 2);
    assert.equal(await cut('a.js:1', '--path', 'b.json', ...what), 2);
    assert.equal(await cut('a.js:1', '--what', ' '), 5);
    assert.equal(await cut('../x.txt:1', ...what), 5);
    assert.equal(await cut('l.py:1', ...what), 5);
    assert.equal(await cut('u.js:1', ...what), 5);
    assert.equal(await cut('a.js:1', '--experiment', 'x-zzzzz', ...what), 4);
    assert.equal((await kata(repo.path, ['corner', 'keep', 'c-zzzzz', '--why', 'W'])).status, 4);
    assert.deepEqual([read(repo, RECORD), read(repo, 'a.js')], before);
  });
});
