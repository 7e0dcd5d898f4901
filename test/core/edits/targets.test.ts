import assert from 'node:assert/strict';
import { planTargetAdd, planTargetNext, planTargetState } from '../../../src/core/edits/target-state';
import { EMPTY, kataOf, RICH } from '../../support/katas';
import { carriedOut, refusal } from '../../support/plans';

describe('target conditions', () => {
  it('are planned while one is active, active where none is', async () => {
    const second = await carriedOut(
      RICH,
      planTargetAdd(await kataOf(RICH), { title: 'p95 is under 300 ms' }),
    );
    assert.deepEqual(second.lines, [
      '+  - id: p95-is-under-300-ms',
      '+    title: p95 is under 300 ms',
      '+    state: planned',
    ]);
    const first = await carriedOut(
      EMPTY,
      planTargetAdd(await kataOf(EMPTY), { title: '東京', achieveBy: '2027-01-15' }),
    );
    assert.deepEqual(first.kata.record.value?.targets, [
      { id: 'target', title: '東京', achieveBy: '2027-01-15', state: 'active' },
    ]);
  });

  it('are closed before another is active', async () => {
    const kata = await kataOf(RICH);
    assert.match(
      refusal(planTargetState(kata, 'under-700', 'active')),
      /^edit\/several-active “p95 is under 500 ms/,
    );
    const plan = planTargetState(kata, 'under-500', 'reached');
    const closed = await carriedOut(RICH, plan);
    assert.deepEqual(closed.lines, ['-    state: active', '+    state: reached']);
    assert.ok(plan.ok);
    assert.deepEqual(plan.notes, [
      'What did you learn on the way to “p95 is under 500 ms with the tax service at its worst”? Write its reflection.',
      '1 experiment for it is not finished.',
    ]);
    await carriedOut(closed.texts, planTargetState(closed.kata, 'under-700', 'active'));
  });

  it('next: closes the active one with its reflection and sets the next, in one step', async () => {
    const plan = planTargetNext(await kataOf(RICH), {
      title: 'p95 is under 300 ms',
      achieveBy: '2027-01-15',
      values: { p95: 300 },
      close: 'reached',
      reflection: 'One obstacle at a time.',
    });
    const done = await carriedOut(RICH, plan);
    assert.deepEqual(done.lines, [
      '-    state: active',
      '+    state: reached',
      '+    reflection: One obstacle at a time.',
      '+  - id: p95-is-under-300-ms',
      '+    title: p95 is under 300 ms',
      '+    achieveBy: 2027-01-15',
      '+    state: active',
      '+    values:',
      '+      p95: 300',
    ]);
    assert.ok(plan.ok && plan.created === 'p95-is-under-300-ms');
  });

  it('next: takes the planned one of that title', async () => {
    const planned = await carriedOut(RICH, planTargetAdd(await kataOf(RICH), { title: 'Next' }));
    const plan = planTargetNext(planned.kata, { title: 'Next', close: 'missed', reflection: 'r' });
    const done = await carriedOut(planned.texts, plan);
    assert.deepEqual(
      done.kata.record.value?.targets?.map((one) => [one.id, one.state]),
      [
        ['under-700', 'missed'],
        ['under-500', 'missed'],
        ['next', 'active'],
      ],
    );
  });

  it('next: wants to know how the active one ended, and only where there is one', async () => {
    const next = { title: 'Next' };
    assert.match(refusal(planTargetNext(await kataOf(RICH), next)), /^edit\/several-active/);
    assert.match(
      refusal(planTargetNext(await kataOf(EMPTY), { ...next, close: 'missed' })),
      /^edit\/none-active/,
    );
    assert.match(
      refusal(planTargetNext(await kataOf(EMPTY), { ...next, values: { x: 1 } })),
      /^edit\/not-there/,
    );
    assert.match(
      refusal(planTargetNext(await kataOf(EMPTY), { title: 'N', achieveBy: 'soon' })),
      /^edit\/invalid achieve by/,
    );
    await carriedOut(EMPTY, planTargetNext(await kataOf(EMPTY), next));
  });
});
