import assert from 'node:assert/strict';
import { loadHomes } from '../../../src/core/load/load-homes';
import type { Experiment } from '../../../src/core/model/experiment';
import { workingTreeFiles } from '../../../src/files/working-tree';
import { historyOf } from '../../../src/git/history/kata-history';
import { readPredictions } from '../../../src/git/history/predictions';
import { openRepository } from '../../../src/git/repository';
import type { CommitId } from '../../../src/git/revision';
import { DONE, experimentRepo, PLANNED, PREDICTED, recordOf, X, Y } from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';

async function experimentsIn(folder: string) {
  const homes = await loadHomes(workingTreeFiles(folder));
  const records = homes.flatMap((home) => home.katas).flatMap((kata) => kata.experiments);
  const here = new Map<string, Experiment>();
  for (const { id, value } of records) if (id !== null && value !== undefined) here.set(id, value);
  return { homes, here };
}

/** What both ways of reading a history say of a folder's experiments; the short way first. */
async function bothWays(folder: string) {
  const { homes, here } = await experimentsIn(folder);
  const short = await readPredictions(await openRepository(folder), here, { folders: ['.kata'] });
  const whole = await historyOf(folder, homes);
  const told = (known: typeof short) =>
    [...here.keys()].map((id) => [id, known.derived?.experiments.get(id)?.prediction]);
  return { short: told(short), whole: told(whole) };
}

const RESULT = 'happened: it fell\n';

const STATES: Record<string, (repo: GitRepo) => void> = {
  running: () => {},
  'a result after its prediction': (repo) => repo.write({ [recordOf()]: DONE }).commit('Result'),
  'a result that is not committed': (repo) => repo.write({ [recordOf()]: DONE }),
  'a prediction that changed': (repo) => {
    repo.write({ [recordOf()]: DONE }).commit('Result');
    repo.write({ [recordOf()]: DONE.replace('p95 falls', 'p95 stays') }).commit('Better words');
  },
  'both at once, and one never predicted': (repo) => {
    repo.write({ [recordOf(Y)]: PLANNED }).commit('Plan');
    repo
      .write({ [recordOf(Y)]: PREDICTED + RESULT, '.kata/k/experiments/x-aaaaa.yaml': PLANNED })
      .commit('Both');
    repo.write({ '.kata/k/experiments/x-aaaaa.yaml': PLANNED + RESULT }).commit('No prediction');
  },
  'a squash, the branch kept': (repo) => {
    repo.write({ [recordOf()]: DONE }).commit('Result');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', `kata/k/${X}-cache`);
    repo.commit('All of it');
  },
  'a squash, the branch gone, and a renamed file': (repo) => {
    repo.write({ [recordOf()]: DONE }).commit('Result');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', `kata/k/${X}-cache`);
    repo.commit('All of it');
    repo.git('branch', '-q', '-D', `kata/k/${X}-cache`);
    repo.git('mv', recordOf(), '.kata/k/experiments/x-7f3kq-other.yaml');
    repo.commit('Another name');
  },
  'a merge': (repo) => {
    repo.write({ [recordOf()]: DONE }).commit('Result');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'b.txt': 'b' }).commit('Main went on');
    repo.git('merge', '-q', '--no-edit', `kata/k/${X}-cache`);
  },
  'a detached HEAD': (repo) => {
    repo.write({ [recordOf()]: DONE });
    repo.git('checkout', '-q', '--detach');
    repo.commit('Result on no branch');
  },
};

describe('the order of prediction and result, read alone', () => {
  for (const [name, change] of Object.entries(STATES)) {
    it(`is what the whole history says: ${name}`, async () => {
      const repo = experimentRepo();
      change(repo);
      const { short, whole } = await bothWays(repo.path);
      assert.ok(short.length > 0);
      assert.deepEqual(short, whole);
    });
  }

  it('is not known where nothing is committed', async () => {
    const repo = GitRepo.create().write({ [recordOf()]: DONE });
    const { short, whole } = await bothWays(repo.path);
    assert.deepEqual(short, [[X, { order: 'unknown', predicted: null, result: null }]]);
    assert.deepEqual(short, whole);
  });

  it('is known as of a commit as it was then', async () => {
    const repo = experimentRepo();
    repo.write({ [recordOf(Y)]: PLANNED }).commit('Plan');
    const before = repo.git('rev-parse', 'HEAD') as CommitId;
    repo.write({ [recordOf(Y)]: PREDICTED + RESULT }).commit('Both at once');
    const { here } = await experimentsIn(repo.path);
    const repository = await openRepository(repo.path);
    const order = async (asOf?: CommitId) => {
      const options = { folders: ['.kata'], ...(asOf === undefined ? {} : { asOf }) };
      const { derived } = await readPredictions(repository, here, options);
      return derived?.experiments.get(Y)?.prediction.order;
    };
    assert.equal(await order(), 'together');
    const then = new Map([[Y, { step: 'Cache rates' } as Experiment]]);
    const { derived } = await readPredictions(repository, then, { folders: ['.kata'], asOf: before });
    assert.equal(derived?.experiments.get(Y)?.prediction.order, 'pending');
  });
});
