import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasBlock, withBlock, withoutBlock } from '../../../src/git/diffs/attributes';
import { diffsState, installDiffs, uninstallDiffs } from '../../../src/git/diffs/diffs';
import { openRepository } from '../../../src/git/repository';
import { GitRepo } from '../../support/git-repo';
import { RICH } from '../../support/katas';
import { runs } from '../../support/runs';
import { putFiles, tempFolder } from '../../support/temp';

const EXPERIMENT = '.kata/k/experiments/x-7f3kq-cache-tax-rates.yaml';
const OBSTACLE = '.kata/k/obstacles/o-9kd4e-worst-case.yaml';

function kataRepo(): GitRepo {
  const repo = GitRepo.create();
  repo.write(Object.fromEntries(Object.entries(RICH).map(([path, text]) => [`.kata/k/${path}`, text])));
  repo.commit('A kata');
  return repo;
}

/** What stands behind the second `@@` of each hunk of what changed. */
function headers(repo: GitRepo, ...args: string[]): string[] {
  return [...repo.git('diff', '-U1', ...args).matchAll(/^@@.*@@ ?(.*)$/gm)].map(([, name]) => name ?? '');
}

/** The clone's own attributes and settings, to the byte. */
function traces(repo: GitRepo) {
  const attributes = join(repo.path, '.git/info/attributes');
  return {
    attributes: existsSync(attributes) ? readFileSync(attributes, 'latin1') : null,
    config: readFileSync(join(repo.path, '.git/config'), 'latin1'),
    info: existsSync(join(repo.path, '.git/info')),
  };
}

describe('hunks of records', () => {
  it('name the experiment, obstacle, target or corner that they are in, for real', async () => {
    const repo = kataRepo();
    const repository = await openRepository(repo.path);
    const edit = (path: string, from: string, to: string) => {
      const text = readFileSync(join(repo.path, path), 'utf8');
      assert.ok(text.includes(from), `${path} has no ${from}`);
      repo.write({ [path]: text.replace(from, to) });
    };
    edit('.kata/k/kata.yaml', 'calls: 1\n', 'calls: 2\n');
    edit('.kata/k/kata.yaml', 'members: [Ana, Cem]', 'members: [Ana]');
    edit('.kata/k/kata.yaml', 'achieveBy: 2026-12-11', 'achieveBy: 2027-01-15');
    edit(OBSTACLE, 'state: parked', 'state: addressing');
    edit(EXPERIMENT, 'outcome: confirmed', 'outcome: refuted');
    edit(EXPERIMENT, 'plan: Subscribe to the feed', 'plan: Ask the tax team');
    const before = headers(repo);
    assert.equal(await installDiffs(repository), 'installed');
    const after = headers(repo);
    assert.equal(after.length, before.length);
    assert.notDeepEqual(after, before);
    const title = (path: string) => /^title: .*$/m.exec(RICH[path.replace('.kata/k/', '')] ?? '')?.[0] ?? '';
    assert.deepEqual(headers(repo, '--', OBSTACLE), [title(OBSTACLE)]);
    assert.deepEqual(headers(repo, '--', EXPERIMENT), [
      'step: Keep a per-basket map of tax rates, filled by one call',
      'what: Rates never expire',
    ]);
    assert.deepEqual(headers(repo, '--', '.kata/k/kata.yaml'), [
      'title: Checkout answers in under 300 ms',
      'id: under-500',
      'title: p95 is under 500 ms with the tax service at its worst',
    ]);
    assert.equal(await uninstallDiffs(repository), 'missing');
    assert.deepEqual(headers(repo), before);
  });

  it('of katas in a folder of a monorepo, and in another working tree, are named too', async () => {
    const repo = GitRepo.create();
    repo.write({ 'shop/.kata/k/obstacles/o-m3w8a-x.yaml': `title: Slow\n${'# a\n'.repeat(9)}note: N\n` });
    repo.commit('Start');
    await installDiffs(await openRepository(repo.path));
    const path = join(tempFolder('kata-tree'), 'other');
    repo.git('worktree', 'add', '-q', path);
    for (const one of [repo, GitRepo.at(path)]) {
      one.write({ 'shop/.kata/k/obstacles/o-m3w8a-x.yaml': `title: Slow\n${'# a\n'.repeat(9)}note: M\n` });
      assert.deepEqual(headers(one), ['title: Slow']);
    }
    assert.equal(await diffsState(await openRepository(path)), 'installed');
  });

  it('are set up and taken away without a trace, whatever stood there', async () => {
    const repo = kataRepo();
    const repository = await openRepository(repo.path);
    const file = join(repo.path, '.git/info/attributes');
    for (const own of [null, '*.png binary\n', '*.yaml diff=mine', '# a\r\n\r\n', '\n', '\xff\xfe\n']) {
      rmSync(file, { force: true });
      if (own !== null) putFiles(repo.path, { '.git/info/attributes': Buffer.from(own, 'latin1') });
      repo.git('config', 'diff.other.xfuncname', '^x');
      const before = traces(repo);
      assert.equal(await diffsState(repository), 'missing');
      assert.equal(await installDiffs(repository), 'installed');
      const once = traces(repo);
      assert.ok(once.attributes?.startsWith(own ?? ''));
      assert.equal(await installDiffs(repository), 'installed');
      assert.deepEqual(traces(repo), once);
      const attribute = repo.git('check-attr', 'diff', EXPERIMENT, 'a.png');
      assert.match(attribute, /cache-tax-rates\.yaml: diff: kata/);
      assert.equal(await uninstallDiffs(repository), 'missing');
      assert.deepEqual(traces(repo), before);
      assert.equal(await uninstallDiffs(repository), 'missing');
      assert.deepEqual(traces(repo), before);
    }
  });

  it('are mended where half of it went, and left alone where the setting is a person’s own', async () => {
    const repo = kataRepo();
    const repository = await openRepository(repo.path);
    const clean = traces(repo);
    await installDiffs(repository);
    repo.git('config', '--unset', 'diff.kata.xfuncname');
    assert.equal(await diffsState(repository), 'partly');
    assert.equal(await installDiffs(repository), 'installed');
    writeFileSync(join(repo.path, '.git/info/attributes'), '');
    assert.equal(await diffsState(repository), 'partly');
    await uninstallDiffs(repository);
    rmSync(join(repo.path, '.git/info/attributes'));
    assert.deepEqual(traces(repo).config, clean.config);
    repo.git('config', 'diff.kata.xfuncname', '^mine');
    const own = traces(repo);
    assert.equal(await diffsState(repository), 'taken');
    await assert.rejects(installDiffs(repository), { code: 'git/diffs-taken' });
    assert.equal(await uninstallDiffs(repository), 'taken');
    assert.deepEqual(traces(repo), own);
  });

  it('are not set up through a link', async () => {
    const repo = kataRepo();
    const elsewhere = join(tempFolder(), 'attributes');
    writeFileSync(elsewhere, 'mine\n');
    putFiles(repo.path, { '.git/info/exclude': '' });
    symlinkSync(elsewhere, join(repo.path, '.git/info/attributes'));
    await assert.rejects(installDiffs(await openRepository(repo.path)), { code: 'git/diffs-taken' });
    assert.equal(readFileSync(elsewhere, 'utf8'), 'mine\n');
  });
});

describe('our lines among attributes', () => {
  it('come and go to the byte in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '#', ' ', 'kata diffs') }), (text) => {
        const with_ = withBlock(text);
        assert.ok(hasBlock(with_) && with_.startsWith(text));
        assert.equal(withBlock(with_), with_);
        assert.equal(withoutBlock(with_), text);
        assert.equal(withoutBlock(text), text);
      }),
      { numRuns: runs(1000) },
    );
  });
});
