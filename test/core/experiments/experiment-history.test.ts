import assert from 'node:assert/strict';
import { activeExperiment } from '../../../src/core/experiments/active';
import { derive } from '../../../src/core/experiments/history-index';
import type { Experiment } from '../../../src/core/model/experiment';
import { drawHistory } from '../../support/history';

const X = 'x-7f3kq';
const predicted: Experiment = { step: 'Cache rates', expect: 'it falls' };
const done: Experiment = { ...predicted, happened: 'it fell' };

describe('what git says of an experiment', () => {
  const drawn = [
    { name: 'm1' },
    { name: 's', from: ['m1'], records: { [X]: predicted } },
    { name: 'r', from: ['s'], records: { [X]: done } },
    { name: 'm2', from: ['m1'] },
  ];

  it('one that lives only on another branch is found there, in its newest version', () => {
    const { history, recordAt } = drawHistory(drawn, {
      'refs/heads/main': 'm2',
      'refs/remotes/origin/idea': 'r',
      'refs/kata/x-7f3kq': 's',
    });
    const { experiments, elsewhere } = derive(history, new Map(), recordAt);
    assert.deepEqual(
      elsewhere.map(({ id, ref, commit }) => [id, ref, commit]),
      [[X, 'refs/remotes/origin/idea', 'r']],
    );
    const found = experiments.get(X);
    assert.deepEqual(
      [found?.branches, found?.remembered, found?.prediction.order],
      [['origin/idea'], true, 'before'],
    );
  });

  it('two versions on two branches are told apart, with the fields', () => {
    const { history, recordAt } = drawHistory(drawn, { 'refs/heads/main': 's', 'refs/heads/idea': 'r' });
    const found = derive(history, new Map([[X, predicted]]), recordAt).experiments.get(X);
    assert.deepEqual(found?.differing, [{ branch: 'idea', fields: ['happened'] }]);
    assert.equal(found?.prediction.order, 'before');
  });

  it('the same text on another branch is no difference', () => {
    const { history, recordAt } = drawHistory(drawn, { 'refs/heads/main': 'm2', 'refs/heads/idea': 's' });
    const found = derive(history, new Map([[X, predicted]]), recordAt).experiments.get(X);
    assert.deepEqual(found?.differing, []);
  });
});

describe('the active experiment', () => {
  const known = new Set([X, 'x-b2m4q']);
  const cases: [string | null, string | null][] = [
    [`refs/heads/kata/checkout/${X}-cache`, X],
    ['refs/heads/main', null],
    [null, null],
    ['refs/heads/x-00abc', null],
    [`refs/heads/${X}/x-b2m4q`, 'x-b2m4q'],
  ];
  for (const [branch, expected] of cases) {
    it(`on ${branch}: ${expected}`, () => assert.equal(activeExperiment(branch, known), expected));
  }
});
