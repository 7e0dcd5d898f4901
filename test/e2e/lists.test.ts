import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';
const OBSTACLES = '.kata/checkout-latency/obstacles';

describe('Lists and states on the storyboard', function () {
  this.timeout(120_000);
  const open = eachWorkbench();

  beforeEach(async () => {
    await open().workbench.openFile(KATA);
    await open().workbench.runCommand('Kata: Open Storyboard');
    await open().workbench.storyboardReady();
  });

  it('a fact is added on a line of its own, and undone', async () => {
    const { workbench, board, checkout } = open();
    await board.frame.getByRole('button', { name: 'Add a fact' }).click();
    await workbench.page.keyboard.type('The cache holds 300 rates');
    await workbench.page.keyboard.press('Control+Enter');
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 0 ${KATA}`]));
    assert.match(checkout.diffLines(KATA)[0] ?? '', /^\+\s+- The cache holds 300 rates$/);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+Z');
    await eventually(() => assert.deepEqual(checkout.changes(), []));
  });

  it('an obstacle is a file of its own; addressing it parks the one before; one undo takes both back', async () => {
    const { workbench, board, checkout } = open();
    await board.frame.getByRole('button', { name: 'Add an obstacle' }).click();
    await workbench.page.keyboard.type('Nobody owns the tax client');
    await workbench.page.keyboard.press('Control+Enter');
    const made = await eventually(() => {
      const [change = '', ...more] = checkout.changes();
      assert.deepEqual(more, []);
      assert.match(change, new RegExp(`^new ${OBSTACLES}/o-[0-9a-z]{5}-nobody-owns-the-tax-client\\.yaml$`));
      return change.slice('new '.length);
    });
    await workbench.page.keyboard.press('Escape');
    await board.obstacle('Nobody owns the tax client').waitFor();

    await board
      .obstacle('Nobody owns the tax client')
      .getByRole('button', { name: /parked/i })
      .first()
      .click();
    await board.frame
      .getByRole('menu')
      .getByText(/address/i)
      .first()
      .click();
    await eventually(() => {
      assert.match(checkout.read(made), /^state: addressing$/m);
      assert.equal(checkout.changes().filter((change) => change.startsWith('1 1 ')).length, 1);
    });
    assert.equal(checkout.kata('check').status, 0);
    await workbench.page.keyboard.press('Control+Z');
    await eventually(() => {
      assert.deepEqual(checkout.changes(), [`new ${made}`]);
      assert.doesNotMatch(checkout.read(made), /addressing/);
    });
  });
});
