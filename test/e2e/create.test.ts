import assert from 'node:assert/strict';
import { eachWorkbench, eventually, newFolder } from '../support/workbench';

describe('Kata: Create Kata…', function () {
  this.timeout(120_000);
  const open = eachWorkbench(() => ({ folder: newFolder('fresh') }));

  it('asks three things, writes a kata that check accepts, and opens its storyboard', async () => {
    const { workbench, checkout } = open();
    const { keyboard } = workbench.page;
    await workbench.runCommand('Kata: Create Kata…');
    for (const answer of ['Search answers fast', 'Every search answers in under 200 ms.']) {
      await eventually(async () => assert.equal(await workbench.quickInputBox.inputValue(), ''));
      await keyboard.type(answer);
      await keyboard.press('Enter');
    }
    await eventually(async () =>
      assert.equal(await workbench.quickInputBox.inputValue(), 'search-answers-fast'),
    );
    await keyboard.press('Enter');
    await workbench.storyboardReady();
    assert.match(checkout.read('.kata/search-answers-fast/kata.yaml'), /^title: Search answers fast$/m);
    assert.equal(checkout.kata('check').status, 0);
  });
});
