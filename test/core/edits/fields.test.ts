import assert from 'node:assert/strict';
import { planField } from '../../../src/core/edits/field';
import { planObstacleAdd } from '../../../src/core/edits/obstacles';
import { EMPTY, kataOf, RICH } from '../../support/katas';
import { carriedOut, LETTER_B, refusal, row } from '../../support/plans';

describe('planField', () => {
  const cases: readonly (readonly [string, (string | number)[], string | number | null, string[]])[] = [
    [
      'kata',
      ['title'],
      'Checkout is instant',
      ['-title: Checkout answers in under 300 ms', '+title: Checkout is instant'],
    ],
    [
      'kata',
      ['team', 'coach'],
      'Dee',
      [
        '-team: { learner: Ana, coach: Bo, members: [Ana, Cem] }',
        '+team: { learner: Ana, coach: Dee, members: [Ana, Cem] }',
      ],
    ],
    ['kata', ['targets', 1, 'values', 'p95'], 450, ['-      p95: 500', '+      p95: 450']],
    ['kata', ['targets', 1, 'reflection'], 'It was the calls.', ['+    reflection: It was the calls.']],
    ['x-b2m4q', ['learned'], 'Cold', ['+learned: Cold']],
    ['x-7f3kq', ['values', 'p95'], null, ['-values:', '-  p95: 640']],
    ['o-2b9tc', ['note'], '  ', ['-note: Only seen with more than 20 lines.']],
    ['o-5hx7w', ['kind'], 'unknown', ['+kind: unknown']],
    ['x-7f3kq', ['corners', 1, 'plan'], 'Ask ops', ['+    plan: Ask ops']],
    ['x-3ac9d', ['finished'], '2026-11-07', ['-finished: 2026-11-06', '+finished: 2026-11-07']],
  ];
  for (const [record, path, value, lines] of cases) {
    it(`${record} ${path.join('.')} = ${JSON.stringify(value)}`, async () => {
      const done = await carriedOut(RICH, planField(await kataOf(RICH), { record, path }, value));
      assert.deepEqual(done.lines, lines);
    });
  }

  it('puts results before the corners', async () => {
    const texts = {
      ...RICH,
      'experiments/x-7f3kq-cache-tax-rates.yaml': 'step: s\ncorners:\n  - id: c-8k2fd\n',
    };
    const plan = planField(await kataOf(texts), { record: 'x-7f3kq', path: ['values', 'p95'] }, 640);
    const done = await carriedOut(texts, plan);
    const text = done.texts['experiments/x-7f3kq-cache-tax-rates.yaml'];
    assert.equal(text, 'step: s\nvalues:\n  p95: 640\ncorners:\n  - id: c-8k2fd\n');
  });

  it('writes nothing for what is there already, or gone already', async () => {
    const kata = await kataOf(RICH);
    for (const plan of [
      planField(kata, { record: 'kata', path: ['focusProcess'] }, 'Quote and price a basket'),
      planField(kata, { record: 'x-b2m4q', path: ['learned'] }, null),
    ]) {
      assert.ok(plan.ok);
      assert.deepEqual(plan.change.files, []);
    }
  });

  const refused: readonly (readonly [string, (string | number)[], string | number | null, RegExp])[] = [
    ['kata', ['title'], null, /^edit\/invalid title can't be empty/],
    ['x-b2m4q', ['step'], ' ', /^edit\/invalid step can't be empty/],
    ['kata', ['targets', 1, 'achieveBy'], 'next week', /^edit\/invalid achieve by is not a calendar date/],
    ['x-b2m4q', ['outcome'], 'great', /^edit\/invalid outcome is one of confirmed, refuted/],
    ['kata', ['targets', 1, 'values', 'p95'], 'fast', /^edit\/invalid .* takes a number/],
    ['kata', ['targets', 1, 'values', 'p99'], 5, /^edit\/not-there kata.yaml has no metric p99/],
    ['kata', ['targets', 7, 'title'], 'x', /^edit\/not-there kata has no field targets.7.title/],
    ['kata', ['__proto__', 'x'], 'x', /^edit\/not-there/],
    ['kata', ['constructor'], 'x', /^edit\/not-there/],
    ['kata', [], 'x', /^edit\/not-there/],
    ['kata', ['targets'], 'x', /^edit\/invalid targets is no single value/],
    ['x-zzzzz', ['step'], 'x', /^edit\/not-there The kata checkout-latency has no record x-zzzzz/],
    ['kata', ['targets', 0, 'state'], 'active', /^edit\/several-active/],
    ['kata', ['kata'], 'two', /^edit\/invalid/],
  ];
  for (const [record, path, value, message] of refused) {
    it(`refuses ${record} ${path.join('.')} = ${JSON.stringify(value)}`, async () => {
      assert.match(refusal(planField(await kataOf(RICH), { record, path }, value)), message);
    });
  }

  it('goes near no broken record, and near none of a newer format', async () => {
    const broken = { ...RICH, 'obstacles/o-2b9tc-first-call.yaml': 'title: [\n' };
    const kata = await kataOf(broken);
    const at = { record: 'o-2b9tc', path: ['title'] };
    assert.match(
      refusal(planField(kata, at, 'x')),
      /^edit\/read-only o-2b9tc-first-call.yaml can't be read whole/,
    );
    const done = await carriedOut(RICH, planField(await kataOf(RICH), at, 'x'));
    assert.deepEqual(done.lines.length, 2);
    const newer = await kataOf({
      ...RICH,
      'kata.yaml': EMPTY['kata.yaml']?.replace('kata: 1', 'kata: 2') ?? '',
    });
    for (const plan of [
      planField(newer, { record: 'x-b2m4q', path: ['learned'] }, 'x'),
      planField(newer, { record: 'kata', path: ['title'] }, 'x'),
      planObstacleAdd(newer, { title: 'x' }, row(LETTER_B)),
    ]) {
      assert.match(refusal(plan), /^edit\/read-only This kata is written in format 2/);
    }
  });
});
