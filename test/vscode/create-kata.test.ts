import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, startedHost } from './support/host';

describe('Kata: Create Kata…', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = join(root, '.kata', 'builds-are-green');
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
    await (await startedHost()).records.readAll();
  });

  it('asks for title, challenge and name, writes kata.yaml and opens the storyboard', async () => {
    await startedHost();
    const done = vscode.commands.executeCommand('kata.create');
    const answers = ['Builds are green', 'Every build is green, or a change is broken.', undefined];
    for (const answer of answers) await answerInput(answer);
    await done;
    const text = readFileSync(join(folder, 'kata.yaml'), 'utf8');
    assert.match(text, /^title: Builds are green$/m);
    assert.match(text, /^challenge: Every build is green, or a change is broken\.$/m);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'kata.storyboard');
    const host = await startedHost();
    await eventually(() => host.records.katas.some(({ kata }) => kata.slug === 'builds-are-green'), 'the kata in the tree');
  });

  it('writes nothing when its person goes away', async () => {
    const done = vscode.commands.executeCommand('kata.create');
    await answerInput('Builds are green');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await done;
    assert.equal(existsSync(folder), false);
  });

  /** Types into the input that is open, or takes what it offers, and accepts it. */
  async function answerInput(text: string | undefined): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (text !== undefined) await vscode.commands.executeCommand('type', { text });
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
});
