import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';
const STEP = 'Open the tax connection at start-up';

describe('Undo on the storyboard', function () {
  this.timeout(120_000);
  const open = eachWorkbench();

  const start = async () => {
    const opened = open();
    await opened.workbench.openFile(KATA);
    await opened.workbench.runCommand('Kata: Open Storyboard');
    await opened.workbench.storyboardReady();
    const record = opened.checkout
      .git('ls-files', '.kata/checkout-latency/experiments')
      .split('\n')
      .find((path) => opened.checkout.read(path || KATA).includes(`step: ${STEP}`));
    assert.ok(record);
    return { ...opened, record };
  };

  it('takes back the cell, then the kata; redo brings both back; nothing is left unsaved out of sight', async () => {
    const { workbench, board, checkout, record } = await start();
    const { keyboard } = workbench.page;
    await board.type('Coach: Bo', 'Coach', 'Dora');
    await board.box('Coach').press('Enter');
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));

    const row = board.experiment(STEP);
    await row.getByRole('button', { name: /^What happened\?/ }).click();
    await row.getByRole('textbox').pressSequentially('It fell to 690 ms');
    await row.getByRole('textbox').press('Control+Enter');
    await eventually(() => assert.match(checkout.read(record), /^happened: It fell to 690 ms$/m));
    assert.deepEqual(checkout.changes().sort(), [`1 0 ${record}`, `1 1 ${KATA}`].sort());
    await eventually(async () => assert.equal(await workbench.unsaved(), 0));

    await keyboard.press('Control+Z');
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));
    assert.match(checkout.read(KATA), /coach: Dora/);
    await keyboard.press('Control+Z');
    await eventually(() => assert.deepEqual(checkout.changes(), []));
    await board.shown('Coach: Bo').waitFor();

    await keyboard.press('Control+Y');
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));
    await keyboard.press('Control+Shift+Z');
    await eventually(() => assert.match(checkout.read(record), /^happened: It fell to 690 ms$/m));
    await eventually(async () => assert.equal(await workbench.unsaved(), 0));
    assert.ok((await workbench.tabs()).every((name) => !name.includes('●')));
  });

  it('is refused, with a message, where that text has moved on', async () => {
    const { workbench, board, checkout } = await start();
    await board.type('Coach: Bo', 'Coach', 'Dora');
    await board.box('Coach').press('Enter');
    await eventually(() => assert.match(checkout.read(KATA), /coach: Dora/));
    const moved = checkout.read(KATA).replace('coach: Dora', 'coach: Eve');
    checkout.write(KATA, moved);
    await board.shown('Coach: Eve').waitFor();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.page.locator('.statusbar-item .codicon-bell-dot').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    // Where VS Code has not taken up the new text yet, that is said instead: both leave it as it is.
    const refused = /changed since|says something else on the disk/;
    await eventually(async () => assert.match((await workbench.notifications()).join('\n'), refused));
    assert.equal(checkout.read(KATA), moved);
  });
});
