import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Questions } from '../../src/extension/create-kata';
import { startedHost } from './support/host';

describe('Kata: Create Kata…', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = join(root, '.kata', 'builds-are-green');
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
    await (await startedHost()).records.readAll();
  });

  it('asks for title, challenge and name, writes kata.yaml and opens the storyboard', async () => {
    const host = await startedHost();
    await answering(['Builds are green', 'Every build is green, or a change is broken.', undefined]);
    const text = readFileSync(join(folder, 'kata.yaml'), 'utf8');
    assert.match(text, /^title: Builds are green$/m);
    assert.match(text, /^challenge: Every build is green, or a change is broken\.$/m);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'kata.storyboard');
    assert.ok(host.records.katas.some(({ kata }) => kata.slug === 'builds-are-green'));
  });

  it('says what is wrong with an answer while it is typed, and offers a name that is free', async () => {
    await answering(['Builds are green', 'Green', undefined]);
    const asked = await answering(['Builds are green', 'Green', 'stop']);
    const [title, , slug] = asked;
    assert.equal(slug?.value, 'builds-are-green-2');
    assert.match(String(await title?.validateInput?.('  ')), /Write a few words/);
    assert.match(String(await slug?.validateInput?.('Not a slug')), /lower-case letters/);
    assert.match(String(await slug?.validateInput?.('builds-are-green')), /already/);
    assert.equal(await slug?.validateInput?.('another-name'), null);
  });

  it('writes nothing when its person goes away', async () => {
    await answering(['Builds are green', 'stop']);
    assert.equal(existsSync(folder), false);
  });

  /** Runs the command with a person who gives these answers: undefined takes what is offered, `stop` goes away. */
  async function answering(answers: readonly (string | undefined)[]): Promise<vscode.InputBoxOptions[]> {
    const asked: vscode.InputBoxOptions[] = [];
    const person: Questions = {
      showQuickPick: () => assert.fail('one folder needs no pick'),
      showInputBox: async (options: vscode.InputBoxOptions = {}) => {
        const answer = answers[asked.length];
        asked.push(options);
        return answer === 'stop' ? undefined : (answer ?? options.value);
      },
    };
    await (await startedHost()).createKata(person);
    assert.equal(asked.length, answers.length);
    return asked;
  }
});
