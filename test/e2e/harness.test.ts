import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, oneWorkbench } from '../support/workbench';

describe('a real VS Code with the packed extension', function () {
  this.timeout(120_000);
  const open = oneWorkbench();

  it('runs a command by its title and shows a file as text', async () => {
    const { workbench, checkout } = open();
    await workbench.openFile('package.json');
    const first = checkout.read('package.json').split('\n').slice(0, 3).join('\n');
    await eventually(async () => assert.ok((await workbench.editorText()).startsWith(first)));
    await workbench.runCommand('View: Split Editor Right');
    await workbench.tab('package.json').nth(1).waitFor();
    assert.equal((await workbench.tabs()).length, 2);
    await workbench.runCommand('View: Close All Editors');
    await workbench.tab('package.json').first().waitFor({ state: 'detached' });
  });

  it('shows the katas of the repository in the tree', async () => {
    const { workbench, checkout } = open();
    await workbench.openView('Kata');
    const katas = readdirSync(join(checkout.folder, '.kata'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    await workbench.treeRows().first().waitFor();
    assert.ok((await workbench.treeRows().count()) >= katas.length);
  });

  it('opens the storyboard and follows the theme', async () => {
    const { workbench } = open();
    await workbench.openFile('.kata/checkout-latency/kata.yaml');
    await workbench.openStoryboard();
    const headline = await workbench.storyboard.locator('h1').first().textContent();
    assert.ok(headline && headline.trim().length > 0);
    const background = async () => {
      const frame = await workbench.storyboardFrame();
      return frame.evaluate('getComputedStyle(document.body).getPropertyValue("--vscode-editor-background")');
    };
    const dark = await background();
    await workbench.setTheme('hc-light');
    assert.notEqual(await background(), dark);
  });
});
