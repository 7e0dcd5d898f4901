import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutChart } from '../../../src/core/storyboard/chart';
import { COLUMN } from '../../../src/core/storyboard/chart-scale';
import type { ChartView } from '../../../src/core/storyboard/view';
import { textWidth } from '../../../src/core/text/width';
import { runs } from '../../support/runs';

const day = fc
  .integer({ min: 0, max: 700 })
  .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const value = fc.oneof(
  fc.integer({ min: -1000, max: 100_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(5),
);

const chart: fc.Arbitrary<ChartView> = fc.record({
  metric: fc.constant({ id: 'p95', title: 'p95 of POST /quote', unit: 'ms', better: 'lower' as const }),
  points: fc
    .array(
      fc.record({
        at: day,
        value,
        kind: fc.constantFrom('measurement' as const, 'set-aside' as const),
        source: fc.constant('measurement'),
        note: fc.constant(null),
      }),
      { maxLength: 30 },
    )
    .map((points) => points.sort((a, b) => (a.at < b.at ? -1 : 1))),
  target: fc.option(fc.record({ value, by: fc.option(day) })),
  marks: fc
    .array(
      fc.record({
        date: day,
        label: fc.stringMatching(/^[a-z ]{1,28}$/),
        experiment: fc.constant('x-7f3kq'),
      }),
      { maxLength: 12 },
    )
    .map((marks) => marks.sort((a, b) => (a.date < b.date ? -1 : 1))),
});

const size = fc.record({
  width: fc.integer({ min: 220, max: 1200 }),
  height: fc.integer({ min: 120, max: 400 }),
  fontSize: fc.integer({ min: 10, max: 16 }),
});

describe('the run chart', () => {
  it('keeps everything inside, and lets no label touch another', () => {
    fc.assert(
      fc.property(chart, size, (view, room) => {
        const drawn = layoutChart(view, room, '2026-11-25');
        const inside = (x: number, y: number) => {
          assert.ok(Number.isFinite(x) && x >= 0 && x <= room.width, `x ${x}`);
          assert.ok(Number.isFinite(y) && y >= 0 && y <= room.height, `y ${y}`);
        };
        assert.equal(drawn.points.length, view.points.length);
        for (const point of drawn.points) inside(point.x, point.y);
        assert.equal(drawn.marks.length, view.marks.length);
        const boxes = drawn.marks.flatMap(({ x, label }) => {
          inside(x, drawn.plot.bottom);
          if (label === null) return [];
          inside(label.x, label.y);
          const end = label.x + textWidth(label.text) * room.fontSize * COLUMN;
          assert.ok(end <= room.width + 0.01, `${label.text} is clipped`);
          return [{ start: label.x, end, y: label.y }];
        });
        boxes.forEach((a, at) => {
          for (const b of boxes.slice(at + 1)) assert.ok(a.y !== b.y || a.end <= b.start || b.end <= a.start);
        });
        const labels = drawn.valueLabels;
        labels.forEach((label, at) => {
          inside(0, label.y);
          const next = labels[at + 1];
          assert.ok(next === undefined || next.y - label.y >= room.fontSize, 'value labels touch');
        });
        if (drawn.target !== null) {
          inside(drawn.target.labelX, drawn.target.y);
          inside(drawn.target.labelX, drawn.target.labelY);
          assert.ok(drawn.target.labelY - room.fontSize >= -0.5, 'the target is clipped at the top');
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('draws higher values higher, and later ones further right', () => {
    fc.assert(
      fc.property(chart, size, (view, room) => {
        const { points } = layoutChart(view, room, '2026-11-25');
        points.forEach((point, at) => {
          const next = points[at + 1];
          if (next === undefined) return;
          assert.ok(next.x >= point.x);
          if (next.point.value > point.point.value) assert.ok(next.y <= point.y);
        });
      }),
      { numRuns: runs(300) },
    );
  });

  it('draws what was set aside beside the line, and never as the newest', () => {
    fc.assert(
      fc.property(chart, size, (view, room) => {
        const { points, line } = layoutChart(view, room, '2026-11-25');
        const kept = points.filter(({ point }) => point.kind === 'measurement');
        assert.equal(line, kept.length < 2 ? '' : kept.map(({ x, y }) => `${x},${y}`).join(' '));
        assert.deepEqual(
          points.filter(({ newest }) => newest),
          kept.slice(-1),
        );
      }),
      { numRuns: runs(200) },
    );
  });

  const named = (count: number): ChartView => ({
    metric: { id: 'p95', title: 'p95', unit: 'ms', better: 'lower' },
    points: [],
    target: null,
    marks: Array.from({ length: count }, (_, at) => ({
      date: `2026-11-${String(at + 1).padStart(2, '0')}`,
      label: `Experiment on a crowded day ${at}`.slice(0, 28),
      experiment: `x-${at}`,
    })),
  });

  for (const count of [1, 4, 8, 12]) {
    it(`names each of ${count} experiments of ${count} days in a row`, () => {
      const { marks } = layoutChart(named(count), { width: 560, height: 184, fontSize: 12 }, '2026-11-25');
      assert.deepEqual(
        marks.filter(({ label }) => label === null),
        [],
      );
      assert.ok(marks.every(({ title, label }) => label?.text === title || label?.text.endsWith('…')));
    });
  }

  it('names the newest where not even short names fit, and keeps the title of each', () => {
    const { marks } = layoutChart(named(30), { width: 300, height: 184, fontSize: 12 }, '2026-11-25');
    assert.notEqual(marks.at(-1)?.label, null);
    assert.ok(marks.filter(({ label }) => label !== null).length >= 6);
    assert.ok(marks.every(({ title }) => title.startsWith('Experiment')));
  });

  it('says all of it in words', () => {
    const view: ChartView = {
      metric: { id: 'p95', title: 'p95', unit: 'ms', better: 'lower' },
      points: [
        { at: '2026-11-02', value: 840, kind: 'condition', source: 'current condition', note: null },
        { at: '2026-11-12T10:00:00Z', value: 640, kind: 'measurement', source: 'measurement', note: null },
      ],
      target: { value: 500, by: '2027-01-15' },
      marks: [{ date: '2026-11-10', label: 'Cache rates', experiment: 'x-7f3kq' }],
    };
    const drawn = layoutChart(view, { width: 600, height: 200, fontSize: 12 }, '2026-11-25');
    assert.equal(
      drawn.summary,
      'p95: 2 values from 2 Nov to 12 Nov, first 840 ms, newest 640 ms, lowest 640 ms, highest 840 ms. Target 500 ms by 15 Jan 2027. Experiments started: Cache rates on 10 Nov.',
    );
    const aside = {
      ...view,
      points: [
        ...view.points,
        { at: '2026-11-20', value: 990, kind: 'set-aside' as const, source: 'x', note: null },
      ],
    };
    assert.match(
      layoutChart(aside, { width: 600, height: 200, fontSize: 12 }, '2026-11-25').summary,
      /highest 840 ms\. Measured in experiments that were not kept: 990 ms on 20 Nov\. Target/,
    );
    assert.equal(drawn.target?.label, 'target 500 ms by 15 Jan 2027');
    assert.deepEqual(
      drawn.valueLabels.map((label) => label.text),
      ['840', '640', '500'],
    );
    const empty = layoutChart(
      { ...view, points: [], marks: [], target: null },
      { width: 600, height: 200, fontSize: 12 },
      '2026-11-25',
    );
    assert.equal(empty.summary, 'p95: no value yet.');
    assert.equal(empty.line, '');
  });
});
