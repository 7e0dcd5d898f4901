import assert from 'node:assert/strict';
import { checkKata } from '../../../src/core/check/check';
import { derive } from '../../../src/core/experiments/history-index';
import type { KnownHistory } from '../../../src/core/experiments/known-history';
import { unknownHistory } from '../../../src/core/experiments/known-history';
import type { Experiment } from '../../../src/core/model/experiment';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import { storyboardMarkdown } from '../../../src/core/storyboard/markdown';
import { storyboardText } from '../../../src/core/storyboard/text';
import { golden } from '../../support/golden';
import { type Drawn, drawHistory } from '../../support/history';
import { kataOf, RICH } from '../../support/katas';

const TODAY = '2026-11-25';
const WHERE = '.kata/checkout-latency/experiments';

/** The rich kata with a history in which one experiment lies elsewhere and one was predicted after its result. */
async function richHistory() {
  const kata = await kataOf(RICH);
  const here = new Map(
    kata.experiments.flatMap(({ id, value }): [string, Experiment][] =>
      id === null || value === undefined ? [] : [[id, value]],
    ),
  );
  const record = (id: string) => here.get(id) ?? { step: id };
  const { happened, values, learned, finished, outcome, ...cache } = record('x-7f3kq');
  const { expectValues, ...oneCall } = record('x-3ac9d');
  const drawn: Drawn[] = [
    { name: 'm1' },
    { name: 'cache-predicted', records: { 'x-7f3kq': cache } },
    { name: 'cache-work', message: 'Fill the map\n\nKata-Experiment: x-7f3kq' },
    { name: 'cache-done', records: { 'x-7f3kq': record('x-7f3kq') } },
    { name: 'one-call', records: { 'x-3ac9d': { step: oneCall.step } } },
    { name: 'one-call-done', records: { 'x-3ac9d': record('x-3ac9d') } },
    { name: 'warm', records: { 'x-b2m4q': record('x-b2m4q') } },
    {
      name: 'elsewhere',
      from: ['m1'],
      records: { 'x-w7n2c': { step: 'Ask the gateway', started: '2026-11-23' } },
    },
    { name: 'idea', from: ['warm'], records: { 'x-b2m4q': { ...record('x-b2m4q'), happened: 'it did' } } },
  ];
  const { history, recordAt } = drawHistory(drawn, {
    'refs/heads/main': 'warm',
    'refs/remotes/origin/idea': 'idea',
    'refs/heads/kata/checkout-latency/x-w7n2c-gateway': 'elsewhere',
  });
  const known: KnownHistory = {
    derived: derive(history, here, recordAt),
    recordAt,
    edge: history.edge,
    withoutRecords: false,
    prefix: '',
    active: 'x-b2m4q',
    why: null,
  };
  return { kata, known };
}

/** As the drawn history's records lie in `.kata/k`, the rich kata is taken to lie there too. */
async function board(change: Partial<KnownHistory> = {}) {
  const { kata, known } = await richHistory();
  return buildStoryboard({ ...kata, folder: '.kata/k' }, { today: TODAY, history: { ...known, ...change } });
}

describe('a storyboard with its history', () => {
  it('as text and as Markdown', async () => {
    const view = await board({ why: 'History is cut off at 12345678; what is older is not known.' });
    golden('history-80.txt', storyboardText(view, { width: 80 }));
    golden('history-120.txt', storyboardText(view, { width: 120 }));
    golden('history.md', storyboardMarkdown(view));
  });

  it('counts for accuracy only what was predicted before its result', async () => {
    const view = await board();
    assert.deepEqual([view.history?.accuracy?.held, view.history?.accuracy?.judged], [1, 1]);
    assert.equal(view.history?.active, 'x-b2m4q');
  });

  it('claims no active experiment of another kata', async () => {
    assert.equal((await board({ active: 'x-00aaa' })).history?.active, null);
  });

  it('says nothing of history where git was not asked, and why where it is not known', async () => {
    const kata = await kataOf(RICH);
    assert.equal(buildStoryboard(kata, { today: TODAY }).history, null);
    const view = buildStoryboard(kata, { today: TODAY, history: unknownHistory('There is no git here.') });
    assert.deepEqual(view.history, {
      known: false,
      why: 'There is no git here.',
      active: null,
      accuracy: null,
    });
    assert.ok(view.experiments.every(({ history }) => history === null));
    assert.match(storyboardText(view), /There is no git here\./);
    assert.match(storyboardMarkdown(view), /There is no git here\./);
  });

  it('keeps what only a branch has out of the numbers, the corners and the chart', async () => {
    const view = await board();
    assert.ok(view.experiments.some(({ id, readOnly }) => id === 'x-w7n2c' && readOnly));
    assert.ok(!view.chart?.marks.some(({ experiment }) => experiment === 'x-w7n2c'));
    assert.deepEqual(new Set(view.corners.map(({ record }) => record)), new Set(['x-7f3kq']));
  });
});

describe('check with history', () => {
  async function codes(history: KnownHistory | null) {
    const { kata } = await richHistory();
    const problems = checkKata(kata, { today: TODAY, history });
    return problems
      .filter(({ code }) => /result-first|prediction-changed/.test(code))
      .map(({ code, path }) => `${path.slice(WHERE.length + 1, WHERE.length + 8)} ${code}`);
  }

  it('names a result that came with or before its prediction, where history knows', async () => {
    const { known } = await richHistory();
    assert.deepEqual(await codes(known), ['x-3ac9d experiment/result-first']);
  });

  it('asks nothing where history is not known', async () => {
    assert.deepEqual(await codes(null), []);
    assert.deepEqual(await codes(unknownHistory('no git')), []);
  });

  for (const [order, code] of [
    ['before', null],
    ['pending', null],
    ['unknown', null],
    ['after', 'experiment/result-first'],
    ['together', 'experiment/result-first'],
    ['changed', 'experiment/prediction-changed'],
  ] as const) {
    it(`${order}: ${code ?? 'nothing'}`, async () => {
      const { known } = await richHistory();
      const derived = known.derived;
      const one = derived?.experiments.get('x-7f3kq');
      assert.ok(derived && one);
      const prediction = { order, predicted: null, result: 'abcdef1234567890' };
      const experiments = new Map([['x-7f3kq', { ...one, prediction }]]);
      const found = await codes({ ...known, derived: { ...derived, experiments } });
      assert.deepEqual(found, code === null ? [] : [`x-7f3kq ${code}`]);
    });
  }
});
