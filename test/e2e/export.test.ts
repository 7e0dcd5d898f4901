import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, newFolder, oneWorkbench } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';
const EXPORT = 'Kata: Export Storyboard…';
const CHALLENGE = 'Every checkout page answers in under 300 ms';

describe('A storyboard that is exported', function () {
  this.timeout(120_000);
  const open = oneWorkbench();
  const folder = newFolder('exported');

  /** Opens the save dialog and writes a path into it, once it offers one of its own and has looked where that leads. */
  async function name(path: string): Promise<void> {
    const { workbench } = open();
    await workbench.runCommand(EXPORT);
    await workbench.quickInput.getByText('Export Storyboard').waitFor();
    await eventually(async () =>
      assert.match(await workbench.quickInputBox.inputValue(), /checkout-latency\.html$/),
    );
    await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
    await workbench.quickInputBox.fill(path);
    await eventually(async () => assert.equal(await workbench.quickInputBox.inputValue(), path));
  }

  /** Answers the save dialog by keyboard; while it looks where a path leads it takes no key. */
  async function saveAs(path: string): Promise<void> {
    const { workbench } = open();
    await name(path);
    await eventually(async () => {
      await workbench.page.keyboard.press('Enter');
      await workbench.quickInput.getByText('Export Storyboard').waitFor({ state: 'hidden', timeout: 500 });
    });
  }

  /** Looks behind the bell, where the person is told where it is, and takes the words away. */
  async function told(path: string): Promise<void> {
    const { workbench } = open();
    await eventually(() => assert.ok(existsSync(path)));
    await workbench.runCommand('Notifications: Show Notifications');
    await eventually(async () => {
      const said = (await workbench.notifications()).join('\n');
      assert.ok(said.includes(`is in ${path}`), said);
    });
    await workbench.runCommand('Notifications: Clear All Notifications');
  }

  it('is one page, where the save dialog says', async () => {
    const path = join(folder, 'board.html');
    await open().workbench.openFile(KATA);
    await saveAs(path);
    await told(path);
    const text = readFileSync(path, 'utf8');
    assert.match(text, /^<!doctype html>/i);
    assert.ok(text.includes(CHALLENGE));
    assert.ok(!/<script/i.test(text));
  });

  it('is Markdown, where its name ends so', async () => {
    const path = join(folder, 'board.md');
    await saveAs(path);
    await told(path);
    const text = readFileSync(path, 'utf8');
    assert.match(text, /^#+ /m);
    assert.ok(text.includes(CHALLENGE));
  });

  it('takes the place of an older one only when the person says so', async () => {
    const path = join(folder, 'older.html');
    writeFileSync(path, 'older');
    await saveAs(path);
    await open().workbench.quickInput.getByText('already exists').waitFor();
    assert.equal(readFileSync(path, 'utf8'), 'older');
    await open().workbench.page.keyboard.press('Enter');
    await told(path);
    assert.match(readFileSync(path, 'utf8'), /^<!doctype html>/i);
  });

  it('is nowhere where the dialog is left', async () => {
    const { workbench } = open();
    const path = join(folder, 'left.html');
    await name(path);
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.ok(!existsSync(path));
    assert.deepEqual(await workbench.notifications(), []);
  });
});
