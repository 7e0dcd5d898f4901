import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { planMeasure } from '../../../src/core/edits/measure';
import { kataOf, RICH } from '../../support/katas';
import { carriedOut, refusal } from '../../support/plans';

describe('measurements', () => {
  it("go to the month's file, or to the experiment's", async () => {
    const kata = await kataOf(RICH);
    const month = await carriedOut(
      RICH,
      planMeasure(kata, 'p95', 612.5, { at: '2026-11-25T08:00:00Z', note: 'cold, busy' }),
    );
    assert.deepEqual(month.lines, ['+- { at: 2026-11-25T08:00:00Z, value: 612.5, note: "cold, busy" }']);
    const own = await carriedOut(
      RICH,
      planMeasure(kata, 'p95', 600, { at: '2026-12-01T08:00:00Z', experiment: 'x-b2m4q' }),
    );
    assert.equal(own.texts['measurements/p95/x-b2m4q.yaml'], '- { at: 2026-12-01T08:00:00Z, value: 600 }\n');
    const more = await carriedOut(
      own.texts,
      planMeasure(own.kata, 'p95', 590, { at: '2026-12-01T09:00:00Z', experiment: 'x-b2m4q' }),
    );
    assert.deepEqual(parse(more.texts['measurements/p95/x-b2m4q.yaml'] ?? ''), [
      { at: '2026-12-01T08:00:00Z', value: 600 },
      { at: '2026-12-01T09:00:00Z', value: 590 },
    ]);
  });

  it('are refused for what is no number, no time, no metric, no experiment', async () => {
    const kata = await kataOf(RICH);
    const at = '2026-11-25T08:00:00Z';
    assert.match(
      refusal(planMeasure(kata, 'p95', Number.NaN, { at })),
      /^edit\/invalid NaN is no finite number/,
    );
    assert.match(refusal(planMeasure(kata, 'p95', 1, { at: '2026-11-25' })), /^edit\/invalid/);
    assert.match(refusal(planMeasure(kata, '../../x', 1, { at })), /^edit\/not-there/);
    assert.match(refusal(planMeasure(kata, 'p95', 1, { at, experiment: 'x-zzzzz' })), /^edit\/not-there/);
  });
});
