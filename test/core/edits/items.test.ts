import assert from 'node:assert/strict';
import { planConditionAdd } from '../../../src/core/edits/conditions';
import { planInsertItem, planMoveItem, planRemoveItem } from '../../../src/core/edits/items';
import { EMPTY, kataOf, RICH } from '../../support/katas';
import { carriedOut, refusal } from '../../support/plans';

describe('lists', () => {
  const facts = { record: 'kata', path: ['currentCondition', 0, 'facts'] };

  it('grow at a place, made where missing', async () => {
    const done = await carriedOut(RICH, planInsertItem(await kataOf(RICH), facts, 1, 'a new fact'));
    assert.deepEqual(done.lines, ['+      - a new fact']);
    const empty = await carriedOut(EMPTY, planConditionAdd(await kataOf(EMPTY), { date: '2026-11-25' }));
    const plan = planInsertItem(empty.kata, facts, 9, 'first');
    const more = await carriedOut(empty.texts, plan);
    assert.deepEqual(more.kata.record.value?.currentCondition, [{ date: '2026-11-25', facts: ['first'] }]);
  });

  it('shrink, and go with their last item', async () => {
    const one = await carriedOut(RICH, planRemoveItem(await kataOf(RICH), facts, 0));
    assert.deepEqual(one.lines, ['-      - p95 is 840 ms at 40 requests/s']);
    const none = await carriedOut(one.texts, planRemoveItem(one.kata, facts, 0));
    assert.deepEqual(none.lines, ['-    facts:', '-      - 31 calls for the median basket']);
  });

  it('move an item', async () => {
    const done = await carriedOut(RICH, planMoveItem(await kataOf(RICH), facts, 1, 0));
    assert.deepEqual(done.kata.record.value?.currentCondition?.[0]?.facts, [
      '31 calls for the median basket',
      'p95 is 840 ms at 40 requests/s',
    ]);
  });

  it('refuse what is not there, what is no list, and what records still name', async () => {
    const kata = await kataOf(RICH);
    assert.match(refusal(planRemoveItem(kata, facts, 2)), /^edit\/not-there facts has no item 3/);
    assert.match(refusal(planMoveItem(kata, facts, 0, 5)), /^edit\/not-there/);
    assert.match(
      refusal(planInsertItem(kata, { record: 'kata', path: ['title'] }, 0, 'x')),
      /^edit\/invalid title is no list/,
    );
    assert.match(refusal(planInsertItem(kata, facts, 0, 7)), /^edit\/invalid/);
    const targets = { record: 'kata', path: ['targets'] };
    assert.match(
      refusal(planRemoveItem(kata, targets, 1)),
      /^edit\/in-use o-2b9tc, .* name the target condition under-500/,
    );
    const metrics = { record: 'kata', path: ['metrics'] };
    assert.match(refusal(planRemoveItem(kata, metrics, 0)), /^edit\/in-use kata, .* hold a number of p95/);
    const done = await carriedOut(RICH, planRemoveItem(kata, targets, 0));
    assert.deepEqual(
      done.kata.record.value?.targets?.map((target) => target.id),
      ['under-500'],
    );
  });
});
