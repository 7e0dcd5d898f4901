import assert from 'node:assert/strict';
import { eventually, oneWorkbench } from '../support/workbench';

const CHALLENGE = 'Every checkout page answers in under 300 ms at p95 by next summer.';

describe('The storyboard opens', function () {
  this.timeout(120_000);
  const open = oneWorkbench();
  const headline = async () => (await open().board.frame.locator('h1').textContent())?.trim();
  const closeAll = async () => {
    await open().workbench.runCommand('View: Close All Editors');
    await open().workbench.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  };

  it('from the tree, by a click on the kata', async () => {
    const { workbench } = open();
    await workbench.openView('Kata');
    await workbench.treeRows('Checkout answers in under 300 ms').first().click();
    await workbench.storyboardReady();
    assert.equal(await headline(), CHALLENGE);
    await eventually(async () => assert.equal((await workbench.tabs()).length, 1));
  });

  it('from the tree at an obstacle, which is in sight', async () => {
    const { workbench, board } = open();
    await closeAll();
    // What is low needs the whole side bar for one tree.
    await workbench.page.locator('.sidebar .pane-header', { hasText: 'Cut Corners' }).click();
    await workbench.setViewport(1400, 500);
    await workbench.treeRows('The tax team releases twice a year').first().click();
    await workbench.storyboardReady();
    const row = board.obstacle('The tax team releases twice a year');
    await eventually(async () => {
      const box = await row.boundingBox();
      assert.ok(box && box.y > 35 && box.y + box.height < 480, JSON.stringify(box));
    });
    await workbench.setViewport(1400, 900);
  });

  it('from the command palette, which asks which of the katas', async () => {
    const { workbench } = open();
    await closeAll();
    await workbench.runCommand('Kata: Open Storyboard');
    await workbench.pickQuickInput('Checkout', 'Checkout answers in under 300 ms');
    await workbench.storyboardReady();
    assert.equal(await headline(), CHALLENGE);
  });

  it('from the text by the title-bar button, and back to the text by the other', async () => {
    const { workbench } = open();
    await closeAll();
    await workbench.runCommand('Kata: Open as YAML');
    await workbench.pickQuickInput('Checkout', 'Checkout answers in under 300 ms');
    await eventually(async () =>
      assert.match(await workbench.editorText(), /^kata: 1\ntitle: Checkout answers in under 300 ms\n/),
    );
    await workbench.titleButton('Open Storyboard').click();
    await workbench.storyboardReady();
    assert.equal(await headline(), CHALLENGE);
    await workbench.titleButton('Open as YAML').click();
    await eventually(async () => assert.match(await workbench.editorText(), /^kata: 1\n/));
    await workbench.titleButton('Open Storyboard').click();
    await workbench.storyboardReady();
    assert.equal(await headline(), CHALLENGE);
  });

  it('leaves no file changed and no text unsaved', async () => {
    const { workbench, checkout } = open();
    assert.deepEqual(checkout.changes(), []);
    assert.equal(await workbench.unsaved(), 0);
  });
});
