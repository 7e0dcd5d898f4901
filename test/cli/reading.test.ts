import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kata, richRepository } from '../support/cli';
import { GitRepo } from '../support/git-repo';
import { putFiles, tempFolder } from '../support/temp';

const MINIMAL = 'kata: 1\ntitle: T\nchallenge: C\n';

describe('kata list', () => {
  it('gives each kata in the contract’s shape', async () => {
    const repo = richRepository();
    const ran = await kata(repo.path, ['list', '--json']);
    assert.equal(ran.status, 0, ran.err);
    const { katas } = JSON.parse(ran.out);
    assert.equal(katas.length, 1);
    const [one] = katas;
    const keys = ['slug', 'path', 'title', 'target', 'experiments', 'corners', 'problems'];
    assert.deepEqual(Object.keys(one), keys);
    assert.deepEqual(Object.keys(one.corners), ['open', 'overdue']);
    assert.equal(one.slug, 'checkout-latency');
    assert.equal(one.path, '.kata/checkout-latency');
    assert.deepEqual(Object.keys(one.target), ['id', 'title', 'achieveBy', 'daysLeft']);
    assert.deepEqual(one.target.daysLeft, 17);
    assert.deepEqual(Object.keys(one.experiments), ['planned', 'running', 'finished', 'elsewhere']);
    assert.equal(typeof one.problems, 'number');
  });

  it('finds the katas of the whole repository from any folder of it', async () => {
    const repo = richRepository();
    repo.write({ 'packages/pay/.kata/fewer-errors/kata.yaml': MINIMAL, 'packages/pay/src/a.js': '' });
    const ran = await kata(join(repo.path, 'packages/pay/src'), ['list']);
    assert.match(ran.out, /^checkout-latency {2}/m);
    assert.match(ran.out, /^fewer-errors {2}T\n.*none is active/m);
    const other = await kata('/', ['list', '-C', repo.path, '-C', 'packages', '--json']);
    assert.equal(JSON.parse(other.out).katas.length, 2);
  });

  it('says how to begin where there is none', async () => {
    const folder = tempFolder();
    const ran = await kata(folder, ['list']);
    assert.deepEqual([ran.status, ran.out], [0, '']);
    assert.match(ran.err, /^There is no kata in .*: run `kata init SLUG`.*\n$/);
    assert.equal((await kata(folder, ['list', '--json'])).out, '{\n  "katas": []\n}\n');
    assert.equal((await kata(folder, ['check'])).status, 0);
    assert.equal((await kata(folder, ['show'])).status, 4);
  });

  it('counts days over and broken records as what they are', async () => {
    const repo = richRepository();
    repo.write({ '.kata/broken/kata.yaml': 'kata: [' });
    const ran = await kata(repo.path, ['list', '--today', '2026-12-12']);
    assert.equal(ran.status, 0);
    assert.match(ran.out, /1 day over/);
    assert.match(ran.out, /^broken {2}kata\.yaml can't be read\n/m);
  });
});

describe('kata show', () => {
  it('prints the board as text, Markdown and JSON', async () => {
    const repo = richRepository();
    const text = await kata(repo.path, ['show']);
    assert.equal(text.status, 0, text.err);
    assert.match(text.out, /^Checkout answers in under 300 ms\n/);
    assert.ok(!text.out.includes('\u001b'));
    const markdown = await kata(repo.path, ['show', '--format', 'md']);
    assert.match(markdown.out, /^## Target condition$/m);
    const json = await kata(repo.path, ['show', 'checkout-latency', '--json']);
    assert.equal(JSON.parse(json.out).slug, 'checkout-latency');
    assert.equal(json.out, (await kata(repo.path, ['show', '--format', 'json'])).out);
  });

  it('shows the board as it was, dates judged by the commit’s day', async () => {
    const repo = richRepository();
    const path = '.kata/checkout-latency/kata.yaml';
    repo.write({ [path]: 'kata: 1\ntitle: Another\nchallenge: C\n' }).commit('Changed', '2026-11-20');
    const now = await kata(repo.path, ['show', '--json']);
    const then = await kata(repo.path, ['show', '--json', '--rev', 'HEAD~1']);
    assert.equal(JSON.parse(now.out).direction.title.value, 'Another');
    const view = JSON.parse(then.out);
    assert.equal(view.direction.title.value, 'Checkout answers in under 300 ms');
    assert.equal(view.today, '2026-11-03');
    assert.match(view.readOnly, /HEAD~1/);
    const judged = await kata(repo.path, ['show', '--json', '--rev', 'HEAD~1', '--today', '2026-12-01']);
    assert.equal(JSON.parse(judged.out).today, '2026-12-01');
  });

  it('reads a revision of a bare repository and of one that is checked out elsewhere', async () => {
    const repo = richRepository();
    const bare = join(tempFolder(), 'bare.git');
    repo.git('clone', '--quiet', '--bare', repo.path, bare);
    assert.equal((await kata(bare, ['show', '--rev', 'main', '--json'])).status, 0);
    repo.git('checkout', '--quiet', '--orphan', 'empty');
    repo.git('rm', '-rfq', '.');
    assert.equal((await kata(repo.path, ['show'])).status, 4);
    assert.equal((await kata(repo.path, ['show', '--rev', 'main'])).status, 0);
  });

  it('needs to be told which kata where there are several', async () => {
    const repo = richRepository();
    repo.write({ 'pay/.kata/checkout-latency/kata.yaml': MINIMAL, '.kata/other/kata.yaml': MINIMAL });
    const none = await kata(repo.path, ['show']);
    assert.equal(none.status, 2);
    assert.match(
      none.err,
      /several katas.*--kata: \.kata\/checkout-latency, other, pay\/\.kata\/checkout-latency/,
    );
    assert.equal((await kata(repo.path, ['show', 'checkout-latency'])).status, 2);
    for (const args of [
      ['show', 'other'],
      ['show', '--kata', 'other'],
      ['--kata', '.kata/other', 'show'],
      ['show', '--kata', join(repo.path, '.kata/other')],
      ['show', '--kata', '.kata/other/kata.yaml'],
    ]) {
      assert.match((await kata(repo.path, args)).out, /^T\n/, args.join(' '));
    }
    const here = await kata(join(repo.path, 'pay'), ['show', '--kata', '.kata/checkout-latency']);
    assert.match(here.out, /^T\n/);
    assert.equal((await kata(repo.path, ['show', 'none'])).status, 4);
  });

  it('colours on a terminal alone, unless told', async () => {
    const repo = richRepository();
    const coloured = async (env: Record<string, string>, columns?: number) =>
      (await kata(repo.path, ['show'], { env, ...(columns === undefined ? {} : { columns }) })).out.includes(
        '\u001b[',
      );
    assert.equal(await coloured({}), false);
    assert.equal(await coloured({}, 80), true);
    assert.equal(await coloured({ NO_COLOR: '1' }, 80), false);
    assert.equal(await coloured({ TERM: 'dumb' }, 80), false);
    assert.equal(await coloured({ FORCE_COLOR: '1' }), true);
    assert.equal(await coloured({ FORCE_COLOR: '0' }, 80), false);
  });
});

describe('kata experiment list', () => {
  it('says what records and history know', async () => {
    const repo = richRepository();
    const ran = await kata(repo.path, ['experiment', 'list', '--json']);
    const { experiments } = JSON.parse(ran.out);
    assert.ok(experiments.length >= 2);
    for (const one of experiments) {
      const keys = ['id', 'kata', 'title', 'state', 'phase', 'outcome', 'refs', 'onlyOn', 'obstacle'];
      assert.deepEqual(Object.keys(one), [...keys, 'prediction', 'commits', 'path']);
      assert.deepEqual(Object.keys(one.prediction), ['order', 'predicted', 'result']);
      const phases: Record<string, unknown> = { running: 'fast', confirmed: 'cleaning' };
      assert.equal(one.phase, phases[one.state] ?? null);
      const [commit] = one.commits;
      assert.deepEqual(Object.keys(commit), [
        'hash',
        'subject',
        'author',
        'date',
        'tie',
        'copyOf',
        'reverts',
      ]);
      assert.match(one.id, /^x-/);
    }
    assert.match((await kata(repo.path, ['experiment', 'list'])).out, /^x-\w{5} {2}\w+/m);
  });
});

describe('the environment', () => {
  it('is named where it is in the way', async () => {
    const folder = tempFolder();
    putFiles(folder, { '.kata/a/kata.yaml': MINIMAL });
    assert.equal((await kata(folder, ['show'])).status, 0);
    const noRepository = await kata(folder, ['show', '--rev', 'HEAD', '--json']);
    assert.equal(noRepository.status, 3);
    assert.equal(JSON.parse(noRepository.out).error.code, 'git/no-repository');
    assert.equal(noRepository.err, '');
    const before = process.env.PATH;
    process.env.PATH = '';
    try {
      const noGit = await kata(folder, ['show', '--rev', 'HEAD']);
      assert.equal(noGit.status, 3);
      assert.match(noGit.err, /^kata: Git was not found .* Install git.*\n$/);
      assert.equal((await kata(folder, ['list'])).status, 0);
    } finally {
      process.env.PATH = before;
    }
  });

  it('leaves a submodule its katas, and an outer repository its own', async () => {
    const inner = richRepository('inner');
    const repo = GitRepo.create();
    repo.write({ '.kata/outer/kata.yaml': MINIMAL });
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    mkdirSync(join(repo.path, 'deep'));
    const slugs = async (folder: string) => {
      const { out } = await kata(join(repo.path, folder), ['list', '--json']);
      return JSON.parse(out).katas.map(({ slug }: { slug: string }) => slug);
    };
    assert.deepEqual(await slugs('deep'), ['outer']);
    assert.deepEqual(await slugs('sub'), ['inner']);
  });
});
