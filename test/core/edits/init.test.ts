import assert from 'node:assert/strict';
import { checkKata } from '../../../src/core/check/check';
import { planInit } from '../../../src/core/edits/init';
import { FOLDER, HOSTILE_TEXTS, kataOf } from '../../support/katas';

describe('a new kata', () => {
  it('is valid, says what it was given, and asks for nothing but practice', async () => {
    for (const title of ['Checkout answers in under 300 ms', 'a: b # c', '- x', '"', ...HOSTILE_TEXTS]) {
      const plan = planInit('checkout-latency', { title, challenge: title });
      assert.ok(plan.ok);
      const file = plan.change.files[0];
      assert.ok(file?.kind === 'create');
      assert.equal(file.path, `${FOLDER}/kata.yaml`);
      const kata = await kataOf({ 'kata.yaml': file.text });
      assert.deepEqual(kata.record.problems, [], JSON.stringify(title));
      assert.deepEqual(kata.record.value, { kata: 1, title: title.trim(), challenge: title.trim() });
      assert.deepEqual(
        checkKata(kata, { today: '2026-11-25' }).filter((one) => one.severity === 'error'),
        [],
      );
    }
  });

  it('teaches with comments that are themselves the format', async () => {
    const plan = planInit('checkout-latency');
    assert.ok(plan.ok);
    const file = plan.change.files[0];
    assert.ok(file?.kind === 'create');
    const filled = file.text.replace(/^# (?=[a-z]+[A-Z]?[a-zA-Z]*: ?(?!\/\/)| {2})/gm, '');
    const kata = await kataOf({ 'kata.yaml': filled });
    assert.deepEqual(kata.record.problems, []);
    const value = kata.record.value;
    assert.deepEqual(
      [value?.title, value?.metrics?.length, value?.currentCondition?.length, value?.targets?.[0]?.values],
      ['Checkout latency', 1, 1, { p95: 500 }],
    );
    assert.deepEqual(checkKata(kata, { today: '2026-11-25' }), []);
  });

  it('goes below a folder, and refuses what is no slug or there already', async () => {
    const plan = planInit('x', { folder: 'services/shop' });
    assert.ok(plan.ok && plan.change.files[0]?.path === 'services/shop/.kata/x/kata.yaml');
    for (const slug of ['', '..', 'A', 'a/b', 'a b']) assert.equal(planInit(slug).ok, false, slug);
    const { home } = await kataOf({ 'kata.yaml': 'kata: 1\ntitle: t\nchallenge: c\n' });
    const again = planInit('checkout-latency', { home });
    assert.ok(!again.ok && again.code === 'edit/exists');
  });
});
