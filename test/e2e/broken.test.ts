import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';

describe('A record that is broken', function () {
  this.timeout(120_000);
  const open = eachWorkbench();

  it('shows as a card that leads to its line, while its last good content stays; mended, all is well again', async () => {
    const { workbench, board, checkout } = open();
    await workbench.openFile(KATA);
    await workbench.runCommand('Kata: Open Storyboard');
    await workbench.storyboardReady();
    await board.experiment('Open the tax connection at start-up').first().waitFor();
    const record = checkout
      .git('ls-files', '.kata/checkout-latency/experiments')
      .split('\n')
      .find((path) => checkout.read(path || KATA).includes('step: Open the tax connection'));
    assert.ok(record);
    const good = checkout.read(record);
    checkout.write(record, `${good}broken: [`);

    const button = board.frame.getByRole('button', { name: /^Open the text of / });
    await button.waitFor();
    await board.experiment('Open the tax connection at start-up').first().waitFor();
    assert.equal(checkout.kata('check').status, 1);
    await workbench.runCommand('View: Focus Problems');
    await workbench.page.locator('.markers-panel').getByText('x-', { exact: false }).first().waitFor();

    await button.click();
    await eventually(async () => assert.match(await workbench.editorText(), /broken: \[/));
    checkout.write(record, good);
    await workbench.tab('kata.yaml').last().click();
    await workbench.storyboardReady();
    await eventually(async () => assert.equal(await button.count(), 0));
    assert.deepEqual(checkout.changes(), []);
  });
});
