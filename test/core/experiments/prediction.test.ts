import assert from 'node:assert/strict';
import { judgePrediction } from '../../../src/core/experiments/prediction';
import { versionsById } from '../../../src/core/experiments/versions';
import type { Experiment } from '../../../src/core/model/experiment';
import { type Drawn, drawHistory } from '../../support/history';

const X = 'x-7f3kq';
const planned: Experiment = { step: 'Cache rates' };
const predicted: Experiment = { ...planned, expect: 'p95 falls', expectValues: { p95: 600, calls: 1 } };
const done: Experiment = { ...predicted, happened: 'it fell' };

function judge(versions: (Experiment | null)[], today: Experiment, edge: string[] = [], extra: Drawn[] = []) {
  const drawn = versions.map((record, index): Drawn => ({ name: `c${index}`, records: { [X]: record } }));
  const { history, recordAt } = drawHistory(
    [{ name: 'root' }, ...drawn, ...extra],
    { 'refs/heads/main': 'c0' },
    { edge },
  );
  const last = versions.at(-1);
  const committed = last == null ? null : JSON.stringify(last);
  return judgePrediction(
    today,
    committed,
    versionsById({ commits: history.graph.from(0).toReversed() }).get(X) ?? [],
    history.edge,
    recordAt,
  );
}

describe('was the prediction made before the result?', () => {
  const cases: [string, (Experiment | null)[], Experiment, string, string | null, string | null][] = [
    ['no result yet', [predicted], predicted, 'pending', null, null],
    ['predicted, then the result', [predicted, done], done, 'before', 'c0', 'c1'],
    ['planned, predicted, then the result', [planned, predicted, done], done, 'before', 'c1', 'c2'],
    ['the result is not committed yet', [predicted], done, 'before', 'c0', null],
    [
      'the same prediction, metrics in another order',
      [predicted, done],
      { ...done, expectValues: { calls: 1, p95: 600 } },
      'before',
      'c0',
      'c1',
    ],
    [
      'rewritten after the result',
      [{ ...planned, expect: 'tbd' }, { ...planned, expect: 'tbd', happened: 'it fell' }, done],
      done,
      'changed',
      'c0',
      'c1',
    ],
    ['both in one commit, the record before', [planned, done], done, 'together', 'c1', 'c1'],
    ['the result first', [planned, { ...planned, happened: 'it fell' }, done], done, 'after', null, 'c1'],
    ['the whole record in one commit', [done], done, 'unknown', null, 'c0'],
    ['a result taken away and put back', [predicted, done, predicted, done], done, 'before', 'c0', 'c1'],
    ['whole and not committed', [], done, 'unknown', null, null],
  ];
  for (const [name, versions, today, order, by, result] of cases) {
    it(`${name}: ${order}`, () => {
      assert.deepEqual(judge(versions, today), { order, predicted: by, result });
    });
  }

  it('at the edge of a shallow clone: unknown', () => {
    assert.equal(judge([predicted, done], done, ['c1']).order, 'unknown');
  });

  it('a squash beside the branch that it squashed: the branch knows', () => {
    const squash: Drawn = { name: 'squash', from: ['root'], records: { [X]: done } };
    assert.deepEqual(judge([predicted, done], done, [], [squash]), {
      order: 'before',
      predicted: 'c0',
      result: 'c1',
    });
  });
});
