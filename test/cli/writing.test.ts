import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata, richRepository } from '../support/cli';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const FOLDER = '.kata/checkout-latency';

/** `git diff --numstat` of everything, new files too, as `added removed path`. */
function numstat(repo: GitRepo): string[] {
  repo.git('add', '--all', '--intent-to-add');
  return repo
    .git('diff', '--numstat')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replaceAll('\t', ' '));
}

async function done(repo: GitRepo, ...args: string[]) {
  const ran = await kata(repo.path, [...args, '--json']);
  assert.equal(ran.status, 0, ran.out + ran.err);
  return JSON.parse(ran.out);
}

describe('kata init', () => {
  it('writes a kata that checks clean, and never over another', async () => {
    const repo = GitRepo.create();
    const made = await done(
      repo,
      'init',
      'faster',
      '--title',
      'Faster: much # faster',
      '--challenge',
      '- all',
    );
    assert.deepEqual(made, {
      id: 'faster',
      path: '.kata/faster/kata.yaml',
      paths: ['.kata/faster/kata.yaml'],
      notes: [],
    });
    const text = readFileSync(join(repo.path, '.kata/faster/kata.yaml'), 'utf8');
    const check = await kata(repo.path, ['check', '--json']);
    assert.equal(JSON.parse(check.out).errors, 0, check.out);
    const view = JSON.parse((await kata(repo.path, ['show', '--json'])).out);
    assert.equal(view.direction.title.value, 'Faster: much # faster');
    assert.equal(view.direction.challenge.value, '- all');
    const again = await kata(repo.path, ['init', 'faster']);
    assert.equal(again.status, 5);
    assert.equal(readFileSync(join(repo.path, '.kata/faster/kata.yaml'), 'utf8'), text);
    assert.equal((await kata(repo.path, ['init', '../x'])).status, 5);
  });

  it('goes where the katas are: nearest .kata above, top of the repository, or here', async () => {
    const repo = GitRepo.create();
    repo.write({ 'pay/src/a.js': '', 'pay/.kata/config.yaml': '{}\n', 'web/a.js': '' });
    const path = async (folder: string, ...args: string[]) => {
      const ran = await kata(join(repo.path, folder), ['init', ...args, '--json']);
      return JSON.parse(ran.out).path;
    };
    assert.equal(await path('pay/src', 'one'), 'pay/.kata/one/kata.yaml');
    assert.equal(await path('web', 'two'), '.kata/two/kata.yaml');
    assert.equal(await path('web', 'three', '--here'), 'web/.kata/three/kata.yaml');
    const plain = await kata(tempFolder(), ['init', 'alone']);
    assert.equal(plain.status, 0);
    assert.match(plain.err, /no git repository yet: run `git init`/);
  });
});

describe('edits from the command line', () => {
  it('change their own lines alone', async () => {
    const repo = richRepository();
    const [obstacle = ''] = readdirSync(join(repo.path, FOLDER, 'obstacles')).filter((name) =>
      /state: (parked|deferred)/.test(readFileSync(join(repo.path, FOLDER, 'obstacles', name), 'utf8')),
    );
    const id = obstacle.slice(0, 7);
    await done(repo, 'obstacle', 'set', id, 'removed');
    assert.deepEqual(numstat(repo), [`1 1 ${FOLDER}/obstacles/${obstacle}`]);
  });

  it('add an obstacle in a file of its own', async () => {
    const repo = richRepository();
    const made = await done(
      repo,
      'obstacle',
      'add',
      'The cache is cold: why?',
      '--kind',
      'unknown',
      '--owner',
      'Bo',
    );
    assert.match(made.path, new RegExp(`^${FOLDER}/obstacles/${made.id}-the-cache-is-cold-why\\.yaml$`));
    const text = readFileSync(join(repo.path, made.path), 'utf8');
    assert.match(
      text,
      /^title: .*The cache is cold: why\?.*\ntarget: under-500\nstate: parked\nkind: unknown\nowner: Bo\n$/,
    );
    assert.equal(numstat(repo).length, 1);
  });

  it('write down a result and finish an experiment', async () => {
    const repo = richRepository();
    const { experiments } = await done(repo, 'experiment', 'list');
    const running = experiments.find(({ state }: { state: string }) => state === 'running');
    const before = readFileSync(join(repo.path, running.path), 'utf8');
    await done(
      repo,
      'experiment',
      'result',
      running.id,
      '--learned',
      'Nothing new: really',
      '--value',
      'p95=612.5',
    );
    const finished = await done(repo, 'experiment', 'finish', running.id, '--outcome', 'refuted');
    assert.ok(Array.isArray(finished.notes));
    const after = readFileSync(join(repo.path, running.path), 'utf8');
    assert.match(after, /^learned: .*Nothing new: really/m);
    assert.match(after, /^ {2}p95: 612\.5$/m);
    assert.match(after, /^finished: 2026-11-24$/m);
    assert.match(after, /^outcome: refuted$/m);
    const lost = before.split('\n').filter((line) => !after.split('\n').includes(line));
    assert.ok(lost.length <= 2, `lines that went: ${lost.join(' | ')}`);
    const again = await kata(repo.path, ['experiment', 'finish', running.id, '--outcome', 'refuted']);
    assert.match(again.err, /^Nothing to write/m);
  });

  it('set the next target and close the active one', async () => {
    const repo = richRepository();
    const args = [
      'target',
      'next',
      '--title',
      'p95 is under 300 ms',
      '--achieve-by',
      '2027-01-29',
      '--value',
      'p95=300',
    ];
    const open = await kata(repo.path, args);
    assert.equal(open.status, 5);
    assert.match(open.err, /still the active target condition/);
    await done(repo, ...args, '--close', 'reached', '--reflection', 'One call is enough');
    const view = JSON.parse((await kata(repo.path, ['show', '--json'])).out);
    assert.equal(view.target.title.value, 'p95 is under 300 ms');
    const [added = '', removed = '', path] = numstat(repo)[0]?.split(' ') ?? [];
    assert.equal(path, `${FOLDER}/kata.yaml`);
    assert.deepEqual([Number(removed), Number(added) <= 8], [1, true], `${added} added, ${removed} removed`);
  });

  it('measure into one file a month, negative numbers too', async () => {
    const repo = richRepository();
    const first = await done(repo, 'measure', 'p95', '812', '--note', 'after: warm-up');
    assert.equal(first.path, `${FOLDER}/measurements/p95/2026-11.yaml`);
    repo.commit('one point');
    await done(repo, 'measure', 'p95', '-1.5', '--today', '2026-11-30');
    assert.deepEqual(numstat(repo), [`1 0 ${first.path}`]);
    const text = readFileSync(join(repo.path, first.path), 'utf8');
    assert.match(text, /at: 2026-11-24T10:15:00Z, value: 812, note: "?after: warm-up/);
    assert.match(text, /at: 2026-11-30T12:00:00Z, value: -1.5/);
    assert.equal((await kata(repo.path, ['measure', 'nope', '1'])).status, 4);
  });

  it('keep Windows line ends and a byte order mark', async () => {
    const repo = GitRepo.create();
    repo.git('config', 'core.autocrlf', 'false');
    repo.write({
      '.kata/a/kata.yaml': '\ufeffkata: 1\r\ntitle: T\r\nchallenge: C\r\n',
      '.kata/a/obstacles/o-m3w8a-x.yaml': '\ufefftitle: X\r\nstate: parked   # why\r\n',
    });
    repo.commit('one');
    await done(repo, 'obstacle', 'set', 'o-m3w8a', 'addressing');
    assert.equal(
      readFileSync(join(repo.path, '.kata/a/obstacles/o-m3w8a-x.yaml'), 'utf8'),
      '\ufefftitle: X\r\nstate: addressing   # why\r\n',
    );
  });

  it('refuse a broken record and write nothing', async () => {
    const repo = richRepository();
    repo.write({ [`${FOLDER}/obstacles/o-br0ke-x.yaml`]: 'title: [\n' }).commit('broken');
    const ran = await kata(repo.path, ['obstacle', 'set', 'o-br0ke', 'removed', '--json']);
    assert.equal(ran.status, 5);
    assert.equal(JSON.parse(ran.out).error.code, 'edit/read-only');
    assert.equal((await kata(repo.path, ['obstacle', 'set', 'o-zzzzz', 'removed'])).status, 4);
    assert.deepEqual(numstat(repo), []);
  });

  it('lose nothing that another command writes at the same time', async function () {
    this.timeout(0);
    const repo = richRepository();
    const values = Array.from({ length: 8 }, (_, i) => 900 + i);
    const runs = values.map((value) => kata(repo.path, ['measure', 'p95', String(value)]));
    for (const ran of await Promise.all(runs)) assert.equal(ran.status, 0, ran.err);
    const text = readFileSync(join(repo.path, `${FOLDER}/measurements/p95/2026-11.yaml`), 'utf8');
    for (const value of values) assert.match(text, new RegExp(`value: ${value}\\b`));
  });

  it('take no file that is a link to the outside', async () => {
    const repo = richRepository();
    const outside = join(tempFolder(), 'o.yaml');
    writeFileSync(outside, 'title: X\nstate: parked\n');
    const { symlinkSync } = await import('node:fs');
    symlinkSync(outside, join(repo.path, FOLDER, 'obstacles/o-0utsa-x.yaml'));
    const ran = await kata(repo.path, ['obstacle', 'set', 'o-0utsa', 'removed']);
    assert.notEqual(ran.status, 0);
    assert.equal(readFileSync(outside, 'utf8'), 'title: X\nstate: parked\n');
  });
});
