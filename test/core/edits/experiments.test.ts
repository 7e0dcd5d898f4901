import assert from 'node:assert/strict';
import {
  planExperimentAdd,
  planExperimentFinish,
  planExperimentResult,
  planOutcome,
} from '../../../src/core/edits/experiments';
import { FOLDER, kataOf, RICH } from '../../support/katas';
import { carriedOut, LETTER_B, refusal, row } from '../../support/plans';

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
