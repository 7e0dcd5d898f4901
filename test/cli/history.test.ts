import assert from 'node:assert/strict';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { BRANCH, DONE, experimentRepo, KATA, LINE, PREDICTED, recordOf, X } from '../support/experiment-repo';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

/** The working tree is on main, which does not know the experiment. */
function onMain(): GitRepo {
  const repo = experimentRepo([`Work 1\n\n${LINE}`]);
  repo.write({ [recordOf()]: DONE }).commit('Result');
  repo.git('checkout', '-q', 'main');
  return repo;
}

async function listed(folder: string, ...args: string[]) {
  const { out, status } = await kata(folder, ['experiment', 'list', '--json', ...args]);
  assert.equal(status, 0);
  return JSON.parse(out);
}

describe('what the command says of history', () => {
  it('experiment list: only those of the working tree, with --all-refs the others too', async () => {
    const repo = onMain();
    assert.deepEqual((await listed(repo.path)).experiments, []);
    const { experiments, history } = await listed(repo.path, '--all-refs');
    assert.deepEqual(history, { known: true, why: null });
    const [one] = experiments;
    assert.deepEqual(
      [one.id, one.onlyOn, one.refs, one.phase, one.outcome],
      [X, `refs/heads/${BRANCH}`, [BRANCH], null, 'confirmed'],
    );
    assert.deepEqual(one.prediction, {
      order: 'before',
      predicted: repo.git('rev-parse', `${BRANCH}~2`),
      result: repo.git('rev-parse', BRANCH),
    });
    const ties = one.commits.map(({ subject, tie, author }: Record<string, string>) => [
      subject,
      tie,
      author,
    ]);
    assert.deepEqual(ties, [
      ['Result', 'file', 'Ana'],
      ['Work 1', 'message', 'Ana'],
      ['Predict', 'file', 'Ana'],
    ]);
    const text = await kata(repo.path, ['experiment', 'list', '--all-refs']);
    assert.match(
      text.out,
      /^x-7f3kq {2}confirmed {2}Cache rates\n +predicted before the result · 3 commits · kata\//,
    );
    assert.equal(text.err, '');
  });

  it('a copy names what it copies, a revert what it takes back', async () => {
    const repo = experimentRepo([`Work 1\n\n${LINE}`]);
    const work = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', 'main');
    repo.git('cherry-pick', '-x', work);
    const copy = repo.git('rev-parse', 'HEAD');
    repo.git('revert', '--no-edit', copy);
    const { experiments } = await listed(repo.path, '--all-refs');
    const told = experiments[0].commits.map((one: Record<string, string>) => [
      one.subject,
      one.copyOf,
      one.reverts,
    ]);
    assert.ok(told.some(([, copyOf]: string[]) => copyOf === work));
    assert.ok(
      told.some(([subject, , reverts]: string[]) => subject === 'Revert "Work 1"' && reverts === copy),
    );
  });

  it('list counts what only other branches hold', async () => {
    const repo = onMain();
    const { out } = await kata(repo.path, ['list', '--json']);
    assert.deepEqual(JSON.parse(out).katas[0].experiments, {
      planned: 0,
      running: 0,
      finished: 0,
      elsewhere: 1,
    });
    assert.match((await kata(repo.path, ['list'])).out, /0 finished · 1 only on other branches$/m);
  });

  it('show: in text, Markdown and JSON; a revision is shown without today’s history', async () => {
    const repo = onMain();
    assert.match(
      (await kata(repo.path, ['show'])).out,
      /predicted before the result · 3 commits · only on kata\//,
    );
    assert.match(
      (await kata(repo.path, ['show', '--format', 'md'])).out,
      /confirmed<br>predicted before the result/,
    );
    const view = JSON.parse((await kata(repo.path, ['show', '--json'])).out);
    assert.equal(view.experiments[0].history.order.kind, 'before');
    assert.equal(JSON.parse((await kata(repo.path, ['show', '--json', '--rev', BRANCH])).out).history, null);
  });

  it('check: a prediction that came with its result is named', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: 'step: Cache rates\n' }).commit('Plan');
    repo.write({ [recordOf()]: DONE }).commit('All at once');
    const { out, status } = await kata(repo.path, ['check']);
    assert.equal(status, 0);
    assert.match(out, /Cache rates: prediction and result came in the same commit \(commit [0-9a-f]{8}\)/);
    const whole = experimentRepo([]);
    assert.doesNotMatch((await kata(whole.path, ['check'])).out, /experiment\/result-first/);
  });

  it('works without a repository and without git, and says what is not known', async () => {
    const folder = tempFolder('kata-no-git');
    GitRepo.at(folder).write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PREDICTED });
    const before = process.env.PATH;
    for (const path of [before, '']) {
      process.env.PATH = path;
      try {
        const { experiments, history } = await listed(folder);
        assert.deepEqual(experiments[0].prediction, { order: 'unknown', predicted: null, result: null });
        assert.deepEqual([experiments[0].commits, experiments[0].phase, history.known], [[], 'fast', false]);
        assert.match(history.why, /so what happened on branches is not known/);
        const text = await kata(folder, ['experiment', 'list']);
        assert.match(text.err, /so what happened on branches is not known/);
        assert.equal((await kata(folder, ['list'])).status, 0);
        assert.match((await kata(folder, ['show'])).out, /on\s+branches\s+is\s+not\s+known/);
        assert.equal((await kata(folder, ['check'])).status, 0);
      } finally {
        process.env.PATH = before;
      }
    }
  });

  it('names a kata of a folder deep in the repository', async () => {
    const repo = GitRepo.create();
    repo.write({ 'pay/.kata/k/kata.yaml': KATA, [`pay/${recordOf()}`]: PREDICTED }).commit('Predict');
    const { experiments } = await listed(join(repo.path, 'pay'));
    assert.deepEqual(experiments[0].commits.length, 1);
  });
});
