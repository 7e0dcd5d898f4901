import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workingTreeFiles } from '../../src/files/working-tree';
import { openRepository } from '../../src/git/repository';
import { ReviewCache } from '../../src/git/review/cache';
import { readReview } from '../../src/git/review/read-review';
import { GitRunner } from '../../src/git/runner';
import { C, code, RECORD, record } from '../support/corner-repo';
import { DONE, experimentRepo, KATA, recordOf, X } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

/** Reviews with one cache, as a board does that follows what happens. */
async function reviewer(repo: GitRepo) {
  const repository = await openRepository(repo.path);
  const cache = new ReviewCache();
  const files = workingTreeFiles(repo.path);
  return (head?: string) =>
    readReview(repository, { base: 'main', head, workingTree: files, clock: '2026-11-24', cache });
}

function branch(): GitRepo {
  const repo = experimentRepo(['Work 1']);
  repo.write({ [recordOf()]: DONE }).commit('Result');
  return repo;
}

describe('a review that is asked for again', () => {
  it('is the one that was made, as long as both commits and all branches are the same', async () => {
    const review = await reviewer(branch());
    const first = await review('HEAD');
    assert.equal(first.review.katas[0]?.experiments[0]?.view.history?.order.kind, 'before');
    assert.equal(await review('HEAD'), first);
  });

  it('is made anew when a name stands for another commit', async () => {
    const repo = branch();
    const review = await reviewer(repo);
    const first = await review('HEAD');
    repo.write({ [recordOf()]: `${DONE}checkBy: 2026-12-24\n` }).commit('Another day');
    const head = await review('HEAD');
    assert.equal(head.review.katas[0]?.experiments[0]?.after?.checkBy, '2026-12-24');
    repo.git('branch', '--force', 'main', 'HEAD~1');
    const base = await review('HEAD');
    assert.deepEqual(
      base.review.katas[0]?.experiments[0]?.fields.map(({ key }) => key),
      ['checkBy'],
    );
    assert.notDeepEqual(base, first);
  });

  it('is made anew when another branch moved: it may know what became of a corner', async () => {
    const repo = branch();
    const review = await reviewer(repo);
    const first = await review('HEAD');
    repo.git('branch', 'elsewhere', 'HEAD~1');
    assert.notEqual(await review('HEAD'), first);
  });

  it('looks at the working tree each time', async () => {
    const repo = branch();
    const review = await reviewer(repo);
    await review();
    repo.write({ [recordOf()]: `${DONE}checkBy: 2026-12-24\n` });
    const { katas } = (await review()).review;
    assert.equal(katas[0]?.experiments[0]?.after?.checkBy, '2026-12-24');
  });

  it('is called off by a signal, and made whole afterwards', async () => {
    const repo = branch();
    const repository = await openRepository(repo.path);
    const request = {
      base: 'main',
      head: 'HEAD',
      workingTree: workingTreeFiles(repo.path),
      clock: '2026-11-24',
      cache: new ReviewCache(),
    };
    const stop = new AbortController();
    const reading = readReview(repository, { ...request, signal: stop.signal });
    stop.abort(new Error('called off'));
    await assert.rejects(reading, /called off/);
    const { katas } = (await readReview(repository, request)).review;
    assert.equal(katas[0]?.experiments[0]?.view.history?.order.kind, 'before');
  });

  it('is called off while git does not answer', async () => {
    const repo = branch();
    const { git, ...repository } = await openRepository(repo.path);
    const hangs = join(tempFolder('kata-git'), 'git');
    writeFileSync(hangs, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    const stop = new AbortController();
    const reading = readReview(
      { ...repository, git: new GitRunner(hangs, git.folder) },
      { base: 'main', workingTree: workingTreeFiles(repo.path), clock: '2026-11-24', signal: stop.signal },
    );
    stop.abort(new Error('called off'));
    await assert.rejects(reading, /called off/);
  });

  it('asks history only of what it tells the order of', async () => {
    const repo = branch();
    repo.git('branch', '--force', 'main');
    repo.write({ [recordOf()]: `${DONE}checkBy: 2026-12-24\n` }).commit('Another day');
    const { katas } = (await (await reviewer(repo))('HEAD')).review;
    assert.deepEqual(
      katas[0]?.experiments.map(({ id, events, view }) => [id, events, view.history]),
      [[X, ['edited'], null]],
    );
  });

  it('does not tell as this change what another branch did with a corner', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [RECORD]: record(), 'a.js': code(null) }).commit('Start');
    repo.git('checkout', '-q', '-b', 'other');
    repo.write({ 'a.js': code() }).commit('Cut it elsewhere');
    repo.write({ 'a.js': code(null) }).commit('Clean it elsewhere');
    repo.git('checkout', '-q', '-b', 'feature', 'main');
    repo.write({ [RECORD]: `${record()}learner: Bo\n` }).commit('Learner');
    for (const head of [undefined, 'HEAD']) {
      const { review } = await (await reviewer(repo))(head);
      const [kata] = review.katas;
      assert.deepEqual(
        kata?.experiments[0]?.fields.map(({ key }) => key),
        ['learner'],
      );
      const { known, ...groups } = kata?.corners ?? { known: false };
      assert.deepEqual([known, Object.values(groups).flat()], [true, []]);
      assert.deepEqual(review.problems.mended, []);
    }
  });

  it('tells what a squash left to another ref, of a corner that came with the change', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, 'a.js': code(null) }).commit('Start');
    repo.git('branch', 'published');
    repo.git('checkout', '-q', '-b', 'work');
    repo.write({ [RECORD]: record(), 'a.js': code() }).commit('Cut it');
    repo.write({ 'a.js': code(null) }).commit('Clean it');
    repo.git('update-ref', `refs/kata/${X}`, 'work');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', 'work');
    repo.commit('Squashed');
    repo.git('branch', '-q', '-D', 'work');
    const repository = await openRepository(repo.path);
    const { review } = await readReview(repository, {
      base: 'published',
      workingTree: workingTreeFiles(repo.path),
      clock: '2026-11-24',
    });
    const cleaned = review.katas[0]?.corners.cleaned.map(({ id, code: found }) => [
      id,
      found?.evidence?.subject,
    ]);
    assert.deepEqual(cleaned, [[C, 'Clean it']]);
  });
});
