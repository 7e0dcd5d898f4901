import assert from 'node:assert/strict';
import fc from 'fast-check';
import { workingTreeFiles } from '../../src/files/working-tree';
import { openRepository } from '../../src/git/repository';
import { readReview } from '../../src/git/review/read-review';
import { C, CONFIRMED, code, D, E, RECORD, REFUTED, record } from '../support/corner-repo';
import { KATA, Y } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';
import { runs } from '../support/runs';

const OTHER = `.kata/k/experiments/${Y}-batch.yaml`;
const TARGET = 'targets:\n  - { id: one, title: One, achieveBy: 2026-12-11, state: active }\n';

/** A record with a corner in a file that can hold no comment. */
function withPath(state: string): string {
  return `step: Batch calls\nexpect: fewer\ntarget: one\n${state}corners:\n  - { id: ${D}, what: D }\n  - { id: ${E}, what: E, path: limit.json }\n`;
}

/** What people do to corners, each a commit; one that changes nothing makes none. */
const DEEDS: Readonly<Record<string, (repo: GitRepo) => unknown>> = {
  'cut C': (repo) => repo.write({ 'a.js': code(C) }),
  'take C out': (repo) => repo.write({ 'a.js': code(null) }),
  'put D in its place': (repo) => repo.write({ 'a.js': code(D) }),
  'cut D elsewhere': (repo) => repo.write({ 'b.js': code(D) }),
  'take D out there': (repo) => repo.write({ 'b.js': code(null) }),
  'delete the file': (repo) => repo.git('rm', '-q', '--ignore-unmatch', 'a.js'),
  'name C': (repo) => repo.write({ [RECORD]: record([C]) }),
  'name none': (repo) => repo.write({ [RECORD]: record([]) }),
  'confirm it': (repo) => repo.write({ [RECORD]: record([C], CONFIRMED) }),
  'refute it': (repo) => repo.write({ [RECORD]: record([C], REFUTED) }),
  'run the other': (repo) => repo.write({ [OTHER]: withPath('started: 2026-11-02\n') }),
  'confirm the other': (repo) => repo.write({ [OTHER]: withPath(CONFIRMED) }),
  'reach the target': (repo) =>
    repo.write({ '.kata/k/kata.yaml': `${KATA}${TARGET.replace('active', 'reached')}` }),
  'aim again': (repo) => repo.write({ '.kata/k/kata.yaml': `${KATA}${TARGET}` }),
  'say that E is clean': (repo) =>
    repo.git('commit', '-q', '--allow-empty', '-m', `Set it\n\nKata-Cleans: ${E}`),
  'say that C is clean': (repo) =>
    repo.git('commit', '-q', '--allow-empty', '-m', `Clean\n\nKata-Cleans: ${C}`),
  'take it back': (repo) => repo.git('revert', '--no-edit', 'HEAD'),
  'cut and clean D on a branch': (repo) => {
    repo.git('checkout', '-q', '-b', 'side');
    repo.write({ 'c.js': code(D) }).commit('Cut on a branch');
    repo.write({ 'c.js': null }).commit('Clean on a branch');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    repo.git('branch', '-q', '-D', 'side');
  },
  'lose D in a merge': (repo) => {
    repo.git('checkout', '-q', '-b', 'side');
    repo.write({ 'd.js': code(D) }).commit('Cut on a branch');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '-s', 'ours', '-m', 'Merge side, ours', 'side');
    repo.git('branch', '-q', '-D', 'side');
  },
};

function done(deeds: readonly string[]): GitRepo {
  const repo = GitRepo.create();
  repo
    .write({ '.kata/k/kata.yaml': `${KATA}${TARGET}`, 'a.js': code(null), [RECORD]: record() })
    .commit('Start');
  for (const deed of deeds) {
    try {
      DEEDS[deed]?.(repo);
    } catch {
      // A revert that does not fit is left.
      repo.git('reset', '-q', '--hard');
    }
    if (repo.git('status', '--porcelain') !== '') repo.commit(deed);
  }
  return repo;
}

describe('a review that asks history only of corners that its change could say anything of', () => {
  it('says what one says that asks of all', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(DEEDS)), { minLength: 4, maxLength: 14 }),
        async (deeds) => {
          const repo = done(deeds);
          const repository = await openRepository(repo.path);
          const first = Number(repo.git('rev-list', '--count', '--first-parent', 'HEAD')) - 1;
          for (const base of new Set([1, Math.ceil(first / 2), first])) {
            if (base > first) continue;
            for (const head of ['HEAD', undefined]) {
              const request = {
                base: `HEAD~${base}`,
                head,
                workingTree: workingTreeFiles(repo.path),
                clock: '2026-11-24',
              };
              const said = async (board: boolean) => {
                const { review } = await readReview(repository, { ...request, board });
                return JSON.stringify(review, null, 1);
              };
              const some = await said(false);
              assert.equal(some, await said(true), `${deeds.join(', ')}; since HEAD~${base}`);
              if (some.includes('"cleaned"')) told += 1;
            }
          }
        },
      ),
      {
        numRuns: runs(8),
        examples: [[['cut C', 'take C out', 'name none', 'say that E is clean', 'reach the target']]],
      },
    );
    assert.ok(told > 0);
  });
});
