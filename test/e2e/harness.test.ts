import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser, keepFailures, openWorkbench, type TestWorkbench } from '../support/workbench';

describe('a real VS Code with the packed extension', function () {
  this.timeout(120_000);
  let open: TestWorkbench;
  before(async () => {
    open = await openWorkbench();
  });
  after(async () => {
    await open?.close();
    await closeBrowser();
  });
  keepFailures(() => open);

  it('runs a command by its title and shows a file as text', async () => {
    const { workbench, folder } = open;
    await workbench.openFile('package.json');
    const first = readFileSync(join(folder, 'package.json'), 'utf8').split('\n').slice(0, 3).join('\n');
    assert.ok((await workbench.editorText()).startsWith(first));
    await workbench.runCommand('View: Split Editor Right');
    await workbench.tab('package.json').nth(1).waitFor();
    assert.equal((await workbench.tabs()).length, 2);
    await workbench.runCommand('View: Close All Editors');
    await workbench.tab('package.json').first().waitFor({ state: 'detached' });
  });

  it('shows the katas of the repository in the tree', async () => {
    const { workbench, folder } = open;
    await workbench.openView('Kata');
    const katas = readdirSync(join(folder, '.kata'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    await workbench.treeRows().first().waitFor();
    assert.ok((await workbench.treeRows().count()) >= katas.length);
  });

  it('opens the storyboard and follows the theme', async () => {
    const { workbench } = open;
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
