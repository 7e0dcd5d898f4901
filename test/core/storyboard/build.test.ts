import assert from 'node:assert/strict';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import { verdictOf } from '../../../src/core/storyboard/comparisons';
import { distance } from '../../../src/core/storyboard/progress';
import { EMPTY, type KataTexts, kataOf, RICH } from '../../support/katas';

const TODAY = '2026-11-25';

async function boardOf(texts: KataTexts, readOnly: string | null = null) {
  return buildStoryboard(await kataOf(texts), { today: TODAY, readOnly });
}

/** The rich kata with some of `kata.yaml` replaced. */
function edited(from: string | RegExp, to: string): KataTexts {
  const text = RICH['kata.yaml'] ?? '';
  assert.notEqual(text.replace(from, to), text);
  return { ...RICH, 'kata.yaml': text.replace(from, to) };
}

describe('the storyboard view', () => {
  it('orders obstacles, experiments, corners and conditions as they are worked on', async () => {
    const view = await boardOf(RICH);
    assert.deepEqual(
      view.obstacles.map((one) => [one.record, one.state, one.experiments]),
      [
        ['o-2b9tc', 'addressing', 1],
        ['o-9kd4e', 'parked', 1],
        ['o-5hx7w', 'deferred', 0],
        ['o-m3w8a', 'removed', 2],
      ],
    );
    assert.deepEqual(
      view.experiments.map((one) => [one.record, one.state]),
      [
        ['x-b2m4q', 'running'],
        ['x-0zt8m', 'planned'],
        ['x-7f3kq', 'confirmed'],
        ['x-3ac9d', 'refuted'],
      ],
    );
    assert.deepEqual(
      view.corners.map((one) => [one.id, one.index, one.daysLeft]),
      [
        ['c-h77ye', 2, null],
        ['c-w0r5n', 1, -5],
        ['c-8k2fd', 0, 16],
      ],
    );
    assert.equal(view.target?.daysLeft, 16);
    assert.deepEqual(view.broken, []);
    assert.equal(view.readOnly, null);
  });

  it('draws every point once: measurements, then what conditions and results add', async () => {
    const { chart } = await boardOf(RICH);
    assert.deepEqual(
      chart?.points.map((point) => [point.at.slice(0, 10), point.value, point.kind]),
      [
        ['2026-11-02', 840, 'condition'],
        ['2026-11-03', 851, 'measurement'],
        ['2026-11-05', 829, 'measurement'],
        ['2026-11-06', 900, 'set-aside'],
        ['2026-11-09', 846, 'measurement'],
        ['2026-11-11', 655, 'measurement'],
        ['2026-11-12', 640, 'measurement'],
      ],
    );
    assert.deepEqual(chart?.target, { value: 500, by: '2026-12-11' });
    assert.deepEqual(
      chart?.marks.map((mark) => [mark.date, mark.label]),
      [
        ['2026-11-04', 'Ask for all lines in one…'],
        ['2026-11-10', 'Cache tax rates per basket'],
        ['2026-11-24', 'Warm start'],
      ],
    );
  });

  it('takes an outcome metric for the chart before a process metric', async () => {
    const swapped = edited(
      / {2}- \{ id: p95.*\n( {2}- \{ id: calls.*\n)/,
      '$1  - { id: p95, kind: outcome, better: lower }\n',
    );
    assert.equal((await boardOf(swapped)).chart?.metric.id, 'p95');
    const process = edited('kind: outcome', 'kind: process');
    assert.equal((await boardOf(process)).chart?.metric.id, 'p95');
    const other = edited(/ {6}p95: 500\n/, '');
    assert.equal((await boardOf(other)).chart?.metric.id, 'calls');
    const none = edited(/ {4}values:\n {6}p95: 500\n {6}calls: 1\n/, '');
    const view = await boardOf(none);
    assert.equal(view.chart, null);
    assert.equal(view.target?.progress, null);
  });

  it('tells progress from where work on the target began', async () => {
    const { target, targets } = await boardOf(RICH);
    assert.deepEqual(
      target?.progress && [target.progress.from, target.progress.now, target.progress.to],
      [851, 640, 500],
    );
    assert.equal(target?.progress?.reached, false);
    assert.equal(targets[0]?.progress, null);
    // What was measured on the first day may be the work's already; what was grasped on it is where it began.
    const measured = `${RICH['measurements/p95/2026-11.yaml']}- { at: 2026-11-04T15:00:00Z, value: 700 }\n`;
    const sameDay = { ...RICH, 'measurements/p95/2026-11.yaml': measured };
    assert.equal((await boardOf(sameDay)).target?.progress?.from, 851);
    const grasped = edited('  - date: 2026-11-02', '  - date: 2026-11-04');
    assert.equal((await boardOf(grasped)).target?.progress?.from, 840);
    const untouched = Object.fromEntries(
      Object.entries(RICH).filter(([name]) => !name.startsWith('experiments/')),
    );
    // No experiment names it: since the last closed target was due, no number is older, so the oldest counts.
    assert.equal((await boardOf(untouched)).target?.progress?.from, 840);
  });

  it('judges the way to a target by the metric, else by where it came from', () => {
    const lower = { id: 'm', title: 'm', unit: '', better: 'lower' } as const;
    assert.deepEqual(distance(lower, 840, 640, 500), { share: 200 / 340, reached: false, worse: null });
    assert.deepEqual(distance(lower, 840, 500, 500), { share: 1, reached: true, worse: null });
    assert.deepEqual(distance(lower, 840, 900, 500), { share: 0, reached: false, worse: 60 });
    assert.deepEqual(distance({ ...lower, better: 'higher' }, 10, 25, 20), {
      share: 1,
      reached: true,
      worse: null,
    });
    assert.deepEqual(distance({ ...lower, better: null }, 10, 15, 20), {
      share: 0.5,
      reached: false,
      worse: null,
    });
    assert.deepEqual(distance({ ...lower, better: null }, 20, 19, 20), {
      share: 0,
      reached: false,
      worse: null,
    });
    assert.deepEqual(distance(lower, 500, 600, 500), { share: 0, reached: false, worse: 100 });
    assert.equal(distance(lower, 1, 0.1 + 0.2, 0.3).reached, true);
  });

  it('compares prediction and result, respecting which way is better', () => {
    assert.deepEqual(verdictOf({ better: 'lower' }, 600, 640, 840), { kind: 'short', by: 40 });
    assert.deepEqual(verdictOf({ better: 'lower' }, 600, 580, 640), { kind: 'better', by: 20 });
    assert.deepEqual(verdictOf({ better: 'higher' }, 600, 580, 540), { kind: 'short', by: 20 });
    assert.deepEqual(verdictOf({ better: null }, 600, 580, 640), { kind: 'off', by: 20 });
    assert.deepEqual(verdictOf({ better: 'lower' }, 0.3, 0.1 + 0.2, 0.5), { kind: 'as-predicted', by: 0 });
  });

  it('tells a result that moved the wrong way against the number before it', () => {
    assert.deepEqual(verdictOf({ better: 'lower' }, 600, 975, 840), { kind: 'worse', by: 135 });
    assert.deepEqual(verdictOf({ better: 'higher' }, 600, 500, 550), { kind: 'worse', by: 50 });
    assert.deepEqual(verdictOf({ better: 'lower' }, 600, 840, 840), { kind: 'short', by: 240 });
    assert.deepEqual(verdictOf({ better: 'lower' }, 600, 975, null), { kind: 'short', by: 375 });
    // Worse than before, and better than was expected: the prediction foresaw it.
    assert.deepEqual(verdictOf({ better: 'lower' }, 900, 880, 840), { kind: 'better', by: 20 });
    assert.deepEqual(verdictOf({ better: null }, 600, 975, 840), { kind: 'off', by: 375 });
  });

  it('shows what was not kept, and takes it neither for now nor for before', async () => {
    const text = RICH['experiments/x-7f3kq-cache-tax-rates.yaml'] ?? '';
    for (const outcome of ['refuted', 'abandoned']) {
      const changed = text.replace('confirmed', outcome);
      const view = await boardOf({ ...RICH, 'experiments/x-7f3kq-cache-tax-rates.yaml': changed });
      assert.deepEqual(
        view.chart?.points.slice(-2).map(({ value, kind }) => [value, kind]),
        [
          [655, 'set-aside'],
          [640, 'set-aside'],
        ],
      );
      assert.deepEqual([view.target?.progress?.now, view.latest[0]?.value], [846, 846]);
      const running = view.experiments.find(({ record }) => record === 'x-b2m4q');
      assert.equal(running?.comparisons[0]?.before, 846);
    }
    const view = await boardOf({
      ...RICH,
      'experiments/x-7f3kq-cache-tax-rates.yaml': text.replace('confirmed', 'inconclusive'),
    });
    assert.equal(view.target?.progress?.now, 640);
  });

  it("tells the target's other numbers with where they are", async () => {
    const { target } = await boardOf(RICH);
    // The one call was refuted, so it is still 31.
    assert.deepEqual(
      target?.also.map(({ metric, to, progress }) => [metric.id, to, progress?.now]),
      [['calls', 1, 31]],
    );
    assert.deepEqual((await boardOf(edited(/ {6}calls: 31\n/, ''))).target?.also[0]?.progress, null);
  });

  it("asks for a number only while the experiment runs, and only for the target's own metric", async () => {
    const withoutNumbers = Object.fromEntries(
      Object.entries(RICH).map(([path, text]) => [path, text.replace(/expectValues:\n {2}p95: 560\n/, '')]),
    );
    const { experiments } = await boardOf(withoutNumbers);
    const shown = (id: string) =>
      experiments.find(({ record }) => record === id)?.comparisons.map(({ metric }) => metric.id);
    assert.deepEqual([shown('x-b2m4q'), shown('x-0zt8m')], [['p95'], []]);
  });

  it("takes no experiment's own result or measurement for the number before it", async () => {
    const view = await boardOf(RICH);
    const numbersBefore = (id: string) =>
      view.experiments
        .find((one) => one.record === id)
        ?.comparisons.map((one) => [one.metric.id, one.before]);
    assert.deepEqual(numbersBefore('x-7f3kq'), [['p95', 846]]);
    assert.deepEqual(numbersBefore('x-b2m4q'), [['p95', 640]]);
    assert.deepEqual(numbersBefore('x-3ac9d'), [
      ['p95', 851],
      ['calls', 31],
    ]);
  });

  it('shows what still reads beside what is broken', async () => {
    const view = await boardOf({
      ...RICH,
      'experiments/x-b2m4q-open-connection.yaml': 'step: a\nstep: b\n',
      'notes.txt': 'x',
    });
    assert.equal(view.experiments.length >= 3, true);
    const broken = view.broken.find((one) => one.record === 'x-b2m4q');
    assert.equal(broken?.kind, 'experiment');
    assert.equal(broken?.file, 'experiments/x-b2m4q-open-connection.yaml');
    assert.equal(broken?.problems[0]?.line, 2);
    assert.equal(
      view.problems.some((one) => one.record === 'x-b2m4q'),
      false,
    );
  });

  it('says why nothing can be edited', async () => {
    assert.equal((await boardOf(RICH, 'This is revision v1.')).readOnly, 'This is revision v1.');
    const newer = await boardOf({ 'kata.yaml': EMPTY['kata.yaml']?.replace('kata: 1', 'kata: 3') ?? '' });
    assert.match(newer.readOnly ?? '', /format 3, which is newer/);
    const broken = await boardOf({
      'kata.yaml': 'kata: 1\ntitle: [\n',
      'obstacles/o-2b9tc.yaml': 'title: t\n',
    });
    assert.match(broken.readOnly ?? '', /^kata.yaml can't be read whole. Mend its text at line \d/);
    assert.equal(broken.obstacles.length, 1);
  });

  it('claims nothing of commits, or of what is still in the code', async () => {
    assert.doesNotMatch(JSON.stringify(await boardOf(RICH)), /commit|branch|merged|"open"|cleaned|dropped/i);
  });
});
