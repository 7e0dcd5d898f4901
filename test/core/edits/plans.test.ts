import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { applyChange } from '../../../src/core/edits/apply';
import type { Plan } from '../../../src/core/edits/change';
import { planConditionAdd } from '../../../src/core/edits/conditions';
import {
  planExperimentAdd,
  planExperimentFinish,
  planExperimentResult,
  planOutcome,
} from '../../../src/core/edits/experiments';
import { planField } from '../../../src/core/edits/field';
import { planInsertItem, planMoveItem, planRemoveItem } from '../../../src/core/edits/items';
import { planMeasure } from '../../../src/core/edits/measure';
import { planObstacleState } from '../../../src/core/edits/obstacle-state';
import { planObstacleAdd, planObstacleRemove } from '../../../src/core/edits/obstacles';
import { planTargetAdd, planTargetNext, planTargetState } from '../../../src/core/edits/target-state';
import type { LoadedKata } from '../../../src/core/load/loaded';
import { EMPTY, FOLDER, type KataTexts, kataOf, RICH } from '../../support/katas';
import { changedLines } from '../../support/lines';

/** What a plan leaves: the texts of all files after it, its files' loaded again. Refusals fail the test. */
async function carriedOut(
  texts: KataTexts,
  plan: Plan,
): Promise<{ texts: KataTexts; kata: LoadedKata; lines: string[] }> {
  assert.ok(plan.ok, plan.ok ? '' : `${plan.message} ${plan.mend}`);
  const applied = applyChange(plan.change, (path) => texts[path.slice(FOLDER.length + 1)]);
  assert.ok(applied.ok, applied.ok ? '' : `${applied.message} ${applied.mend}`);
  const after = new Map(Object.entries(texts));
  const lines: string[] = [];
  for (const file of applied.files) {
    const name = file.path.slice(FOLDER.length + 1);
    lines.push(...changedLines(file.before ?? '', file.after ?? ''));
    if (file.after === null) after.delete(name);
    else after.set(name, file.after);
  }
  const left = Object.fromEntries(after);
  const kata = await kataOf(left);
  for (const record of [kata.record, ...kata.obstacles, ...kata.experiments, ...kata.measurements]) {
    assert.deepEqual(record.problems, [], record.path);
  }
  return { texts: left, kata, lines };
}

function refusal(plan: Plan): string {
  assert.equal(plan.ok, false);
  if (plan.ok) return '';
  assert.match(plan.message, /^[^\n]+\.$/);
  assert.match(plan.mend, /^[^\n]+\.$/);
  return `${plan.code} ${plan.message}`;
}

/** Numbers in a row, so that ids are known. */
function row(...numbers: number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

const LETTER_B = 11.5 / 32;

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

describe('obstacles', () => {
  it('are added in a file of their own, for the active target, with an id that nothing has', async () => {
    const kata = await kataOf(RICH);
    const taken = row(2.5 / 32, LETTER_B, 9.5 / 32, 25.5 / 32, 12.5 / 32, LETTER_B);
    const plan = planObstacleAdd(kata, { title: ' Rollback needs ops: "always" ' }, taken);
    assert.ok(plan.ok);
    const file = plan.change.files[0];
    assert.equal(
      file?.kind === 'create' &&
        file.path.startsWith(`${FOLDER}/obstacles/${plan.created}-rollback-needs-ops-always.yaml`),
      true,
    );
    assert.equal(
      file?.kind === 'create' && file.text,
      `title: 'Rollback needs ops: "always"'\ntarget: under-500\nstate: parked\n`,
    );
    assert.equal((await carriedOut(RICH, plan)).kata.obstacles.length, 5);
  });

  it('never take an id that a file, a corner, another kata or a ref has', async () => {
    const others = {
      '.kata/other/kata.yaml': EMPTY['kata.yaml'] ?? '',
      '.kata/other/obstacles/o-bbbbb.yaml': 'title: t\n',
    };
    const kata = await kataOf(EMPTY, others);
    const once = [...Array(5).fill(LETTER_B), ...Array(5).fill(12.5 / 32), ...Array(5).fill(13.5 / 32)];
    const plan = planObstacleAdd(kata, { title: 'x' }, row(...once), ['o-ccccc']);
    assert.ok(plan.ok);
    assert.equal(plan.created, 'o-ddddd');
  });

  it('are addressed one at a time: the former is parked in the same step', async () => {
    const plan = planObstacleState(await kataOf(RICH), 'o-9kd4e', 'addressing');
    const done = await carriedOut(RICH, plan);
    assert.deepEqual(done.lines, [
      '-state: parked',
      '+state: addressing',
      '-state: addressing',
      '+state: parked',
    ]);
    assert.ok(plan.ok && plan.notes.length === 1);
    const viaField = planField(await kataOf(RICH), { record: 'o-9kd4e', path: ['state'] }, 'addressing');
    assert.deepEqual(viaField, plan);
  });

  it('are not addressed while the former, broken, can not be parked', async () => {
    const texts = { ...RICH, 'obstacles/o-2b9tc-first-call.yaml': 'title: t\nstate: addressing\nkind: 7\n' };
    assert.match(
      refusal(planObstacleState(await kataOf(texts), 'o-9kd4e', 'addressing')),
      /^edit\/read-only o-2b9tc/,
    );
  });

  it('stay while experiments name them, else go with their file', async () => {
    const kata = await kataOf(RICH);
    assert.match(
      refusal(planObstacleRemove(kata, 'o-2b9tc')),
      /^edit\/in-use x-b2m4q names the obstacle “First call/,
    );
    const done = await carriedOut(RICH, planObstacleRemove(kata, 'o-5hx7w'));
    assert.equal(
      done.kata.obstacles.some((one) => one.id === 'o-5hx7w'),
      false,
    );
  });
});

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

describe('experiments', () => {
  it('are planned for the active target and the obstacle addressed', async () => {
    const plan = planExperimentAdd(
      await kataOf(RICH),
      { step: 'Ping the service every minute', expectValues: { p95: 520 } },
      row(LETTER_B),
    );
    assert.ok(plan.ok);
    assert.deepEqual(plan.change.files, [
      {
        kind: 'create',
        path: `${FOLDER}/experiments/x-bbbbb-ping-the-service-every-minute.yaml`,
        text: 'target: under-500\nobstacle: o-2b9tc\nstep: Ping the service every minute\nexpectValues:\n  p95: 520\n',
      },
    ]);
    assert.deepEqual(plan.notes, []);
    await carriedOut(RICH, plan);
  });

  it('are asked for an expectation, and refuse what is not there', async () => {
    const kata = await kataOf(RICH);
    const plan = planExperimentAdd(kata, { step: 's' }, row(LETTER_B));
    assert.ok(plan.ok && plan.notes.length === 1);
    const more = (given: object) => refusal(planExperimentAdd(kata, { step: 's', ...given }, row(LETTER_B)));
    assert.match(more({ step: ' ' }), /^edit\/invalid The next step is empty/);
    assert.match(more({ target: 'x' }), /^edit\/not-there .* no target condition x/);
    assert.match(more({ obstacle: 'o-zzzzz' }), /^edit\/not-there .* no obstacle o-zzzzz/);
    const unknown = planExperimentAdd(kata, { step: 's', obstacle: 'o-zzzzz' }, row(LETTER_B));
    assert.match(unknown.ok ? '' : unknown.mend, /^Name one by its id: o-/);
    assert.match(more({ expectValues: { x: 1 } }), /^edit\/not-there .* no metric x/);
    assert.match(more({ checkBy: 'soon' }), /^edit\/invalid check by is not a calendar date/);
  });

  it('take a result before their corners, and only what is given', async () => {
    const result = { happened: 'It fell', learned: 'The calls', values: { p95: 610, calls: 1 } };
    const plan = planExperimentResult(await kataOf(RICH), 'x-7f3kq', result);
    const done = await carriedOut(RICH, plan);
    assert.deepEqual(done.lines, [
      '-happened: p95 fell to 640 ms; the first call after a deploy still takes 2 s',
      '+happened: It fell',
      '-  p95: 640',
      '-learned: Most of the time was the calls, not the lookup; the cold start is its own obstacle',
      '+  p95: 610',
      '+  calls: 1',
      '+learned: The calls',
    ]);
    const fresh = await carriedOut(
      RICH,
      planExperimentResult(await kataOf(RICH), 'x-b2m4q', { values: { p95: 5 } }),
    );
    assert.deepEqual(fresh.lines, ['+values:', '+  p95: 5']);
  });

  it('finish with an outcome on a day; what is missing is said', async () => {
    const kata = await kataOf(RICH);
    const plan = planExperimentFinish(kata, 'x-b2m4q', { outcome: 'refuted', finished: '2026-11-25' });
    const done = await carriedOut(RICH, plan);
    assert.deepEqual(done.lines, ['+finished: 2026-11-25', '+outcome: refuted']);
    assert.ok(plan.ok && plan.notes.length === 2);
    const again = planExperimentFinish(kata, 'x-7f3kq', { outcome: 'refuted', finished: '2026-11-25' });
    assert.deepEqual(again.ok && again.notes, ['It was confirmed before.']);
    const early = planExperimentFinish(kata, 'x-b2m4q', { outcome: 'refuted', finished: '2026-11-01' });
    assert.match(refusal(early), /^edit\/invalid The experiment started on 2026-11-24/);
    assert.match(
      refusal(planExperimentFinish(kata, 'x-zzzzz', { outcome: 'refuted', finished: '2026-11-25' })),
      /^edit\/not-there/,
    );
  });

  it('get an outcome on the board, and lose it again', async () => {
    const set = await carriedOut(RICH, planOutcome(await kataOf(RICH), 'x-b2m4q', 'confirmed', '2026-11-25'));
    assert.deepEqual(set.lines, ['+finished: 2026-11-25', '+outcome: confirmed']);
    const changed = await carriedOut(
      set.texts,
      planOutcome(set.kata, 'x-b2m4q', 'inconclusive', '2026-12-01'),
    );
    assert.deepEqual(changed.lines, ['-outcome: confirmed', '+outcome: inconclusive']);
    const back = await carriedOut(set.texts, planOutcome(set.kata, 'x-b2m4q', null, '2026-12-01'));
    assert.deepEqual(back.texts, RICH);
  });
});

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
