import assert from 'node:assert/strict';
import {
  BRANCH,
  DONE,
  experimentRepo,
  KATA,
  LINE,
  lookAt,
  PLANNED,
  PREDICTED,
  recordOf,
  told,
  X,
  Y,
} from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';

const PREDICTION = `${PLANNED}expect: p95 falls\nstarted: 2026-11-02\n`;

describe('an experiment on the board, from a real repository', () => {
  it('on its branch: predicted before the result, each commit with what ties it', async () => {
    const repo = experimentRepo([`Work 1\n\n${LINE}`, 'Work 2']);
    repo.write({ [recordOf()]: DONE }).commit('Result');
    const { view } = await lookAt(repo.path);
    const history = view?.experiments[0]?.history;
    assert.deepEqual(
      history?.commits.map(({ subject, tie, words }) => [subject, tie, words]),
      [
        ['Result', 'file', 'it changed the record'],
        ['Work 2', 'branch', 'it is on the branch'],
        ['Work 1', 'message', 'its message names the experiment'],
        ['Predict', 'file', 'it changed the record'],
      ],
    );
    assert.deepEqual(history?.order, {
      kind: 'before',
      words: 'predicted before the result',
      predicted: repo.git('rev-parse', 'HEAD~3'),
      result: repo.git('rev-parse', 'HEAD'),
    });
    assert.deepEqual([history?.branches, history?.onlyOn, history?.remembered], [[BRANCH], null, false]);
    assert.deepEqual(view?.history, {
      known: true,
      why: null,
      active: X,
      accuracy: { held: 1, judged: 1, words: '1 of 1 prediction held: too few to read anything into.' },
    });
  });

  it('after a squash whose text pushes the line out of the trailers, the branch deleted', async () => {
    const repo = experimentRepo([`Work 1\n\n${LINE}`]);
    repo.write({ [recordOf()]: DONE }).commit('Result');
    const tip = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', BRANCH);
    repo.git(
      'commit',
      '-q',
      '-m',
      `Cache rates (#3)\n\n* Work 1\n\n  ${LINE}\n\n* Result\n\nReviewed by Bo.`,
    );
    repo.git('branch', '-q', '-D', BRANCH);
    const without = await told(repo.path);
    assert.deepEqual(without.ties, ['Cache rates (#3):message']);
    // Whole in one commit: nothing is known of the order, and nobody is blamed.
    assert.deepEqual([without.order, without.words], ['unknown', 'in one commit: history cannot say']);
    repo.git('update-ref', `refs/kata/${X}`, tip);
    const remembered = await told(repo.path);
    assert.equal(remembered.order, 'before');
    assert.deepEqual(remembered.ties.slice().sort(), [
      'Cache rates (#3):message',
      'Predict:file',
      'Result:file',
      'Work 1:message',
    ]);
  });

  it('stacked: the nearer start owns the commits above it', async () => {
    const repo = experimentRepo(['Work X']);
    repo.git('checkout', '-q', '-b', `kata/k/${Y}-warm`);
    repo.write({ [recordOf(Y)]: PREDICTED }).commit('Predict Y');
    repo.write({ 'y.txt': 'y' }).commit('Work Y');
    assert.deepEqual((await told(repo.path, Y)).ties, ['Work Y:branch', 'Predict Y:file']);
    assert.deepEqual((await told(repo.path, X)).ties, ['Work X:branch', 'Predict:file']);
    assert.equal((await told(repo.path)).active, Y);
  });

  it('main merged into the branch: its commits are not the experiment’s', async () => {
    const repo = experimentRepo(['Work 1']);
    repo.git('checkout', '-q', 'main');
    repo.write({ 'm.txt': 'm' }).commit('On main');
    repo.git('checkout', '-q', BRANCH);
    repo.git('merge', '-q', '-m', 'Merge main', 'main');
    assert.deepEqual((await told(repo.path)).ties, ['Merge main:branch', 'Work 1:branch', 'Predict:file']);
  });

  it('straight onto main: from its start to its finish; a planned one owns nobody’s work', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PLANNED }).commit('Plan');
    repo.write({ 'a.txt': '1' }).commit('Before');
    assert.deepEqual((await told(repo.path)).ties, ['Plan:file']);
    repo.write({ [recordOf()]: PREDICTED }).commit('Begin');
    repo.write({ 'a.txt': '2' }).commit('Work');
    repo.write({ [recordOf()]: DONE }).commit('Finish');
    repo.write({ 'a.txt': '3' }).commit('After');
    const { ties, order } = await told(repo.path);
    assert.deepEqual([ties, order], [['Finish:file', 'Work:branch', 'Begin:file', 'Plan:file'], 'before']);
  });

  it('planned on main, begun later on a branch of its own: what main did meanwhile is nobody’s', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PLANNED }).commit('Plan');
    repo.write({ 'm.txt': '1' }).commit('Meanwhile');
    repo.git('checkout', '-q', '-b', BRANCH);
    repo.write({ [recordOf()]: PREDICTED }).commit('Begin');
    repo.write({ 'a.txt': '1' }).commit('Work');
    const own = ['Work:branch', 'Begin:file', 'Plan:file'];
    assert.deepEqual((await told(repo.path)).ties, own);
    repo.git('checkout', '-q', 'main');
    repo.write({ 'm.txt': '2' }).commit('Meanwhile, too');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge it', BRANCH);
    repo.write({ 'm.txt': '3' }).commit('After');
    assert.deepEqual((await told(repo.path)).ties, own);
    repo.git('branch', '-q', '-D', BRANCH);
    assert.deepEqual((await told(repo.path)).ties, own);
  });

  it('straight onto main, where a ref of the tool keeps its record’s commits: from its start to its finish', async () => {
    const repo = GitRepo.create();
    repo.write({ '.kata/k/kata.yaml': KATA, [recordOf()]: PLANNED }).commit('Plan');
    repo.write({ 'm.txt': '1' }).commit('Meanwhile');
    const keep = () => repo.git('update-ref', `refs/kata/${X}`, 'HEAD');
    repo.write({ [recordOf()]: PREDICTED }).commit('Begin');
    keep();
    repo.write({ 'a.txt': '1' }).commit('Work');
    assert.deepEqual((await told(repo.path)).ties, ['Work:branch', 'Begin:file', 'Plan:file']);
    repo.write({ [recordOf()]: DONE }).commit('Finish');
    keep();
    repo.write({ 'm.txt': '2' }).commit('After');
    assert.deepEqual((await told(repo.path)).ties, ['Finish:file', 'Work:branch', 'Begin:file', 'Plan:file']);
  });

  const orders: [string, string[], string, string][] = [
    [
      '`tbd` rewritten after the result',
      [
        `${PLANNED}expect: tbd\n`,
        `${PLANNED}expect: tbd\nhappened: it fell\n`,
        `${PREDICTION}happened: it fell\n`,
      ],
      'changed',
      'prediction changed after the result',
    ],
    [
      'a result removed and added again',
      [PREDICTION, `${PREDICTION}happened: it fell\n`, PREDICTION, `${PREDICTION}happened: it fell far\n`],
      'before',
      'predicted before the result',
    ],
    [
      'both in one commit, the record before them',
      [PLANNED, `${PREDICTION}happened: it fell\n`],
      'together',
      'prediction and result in the same commit',
    ],
    [
      'the whole record in one commit',
      [`${PREDICTION}happened: it fell\n`],
      'unknown',
      'in one commit: history cannot say',
    ],
    [
      'a result without any prediction',
      [PLANNED, `${PLANNED}happened: it fell\n`],
      'after',
      'no prediction before the result',
    ],
    [
      'only the fold style of the prediction edited',
      [
        'step: Cache rates\nexpect: p95 falls far\n',
        'step: Cache rates\nexpect: p95 falls far\nhappened: it fell\n',
        'happened: it fell\nstep: Cache rates\nexpect: >-\n  p95 falls\n  far\n',
      ],
      'before',
      'predicted before the result',
    ],
  ];
  for (const [name, versions, order, words] of orders) {
    it(`${name}: ${order}`, async () => {
      const repo = GitRepo.create();
      repo.write({ '.kata/k/kata.yaml': KATA }).commit('Start');
      for (const [at, text] of versions.entries()) repo.write({ [recordOf()]: text }).commit(`Version ${at}`);
      const found = await told(repo.path);
      assert.deepEqual([found.order, found.words], [order, words]);
    });
  }

  it('a result that is not committed counts as a commit on top', async () => {
    const repo = experimentRepo([]);
    repo.write({ [recordOf()]: DONE });
    assert.equal((await told(repo.path)).order, 'before');
  });

  it('a record that only another branch has is shown, to be read, with where it is', async () => {
    const repo = experimentRepo(['Work 1']);
    repo.git('checkout', '-q', 'main');
    const { view } = await lookAt(repo.path);
    const [one] = view?.experiments ?? [];
    assert.deepEqual([one?.id, one?.readOnly, one?.state], [X, true, 'running']);
    assert.deepEqual(one?.history?.onlyOn, {
      ref: `refs/heads/${BRANCH}`,
      path: recordOf(),
      words: `only on ${BRANCH}`,
    });
    assert.deepEqual([view?.corners, view?.history?.active], [[], null]);
  });

  it('two versions on two branches are told apart with the fields; the order of keys is no difference', async () => {
    const repo = experimentRepo([]);
    repo.write({ [recordOf()]: `${PREDICTED}expectValues: { p95: 1, calls: 2 }\n` }).commit('Numbers');
    repo.git('checkout', '-q', '-b', 'idea');
    repo.write({ [recordOf()]: `expectValues: { calls: 2, p95: 1 }\n${PREDICTED}` }).commit('Same');
    repo.git('checkout', '-q', BRANCH);
    assert.deepEqual((await told(repo.path)).differing, []);
    repo.git('checkout', '-q', 'idea');
    repo
      .write({ [recordOf()]: `expectValues: { calls: 2, p95: 5 }\nhappened: h\n${PREDICTED}` })
      .commit('Other');
    repo.git('checkout', '-q', BRANCH);
    assert.deepEqual((await told(repo.path)).differing, [
      { branch: 'idea', fields: ['predicted numbers', 'what happened'] },
    ]);
  });
});
