import assert from 'node:assert/strict';
import { planField } from '../../../src/core/edits/field';
import { planObstacleState } from '../../../src/core/edits/obstacle-state';
import { planObstacleAdd, planObstacleRemove } from '../../../src/core/edits/obstacles';
import { EMPTY, FOLDER, kataOf, RICH } from '../../support/katas';
import { carriedOut, LETTER_B, refusal, row } from '../../support/plans';

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
