import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startedHost } from './support/host';

describe('activation', () => {
  it('gives every command that package.json names', async () => {
    await startedHost();
    const extension = vscode.extensions.getExtension('improvement-kata.improvement-kata');
    const named = extension?.packageJSON.contributes.commands as { command: string }[];
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      named.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
    assert.ok(named.length >= 6);
  });

  it('loads an entry of at most 20 KB', () => {
    const extension = vscode.extensions.getExtension('improvement-kata.improvement-kata');
    const entry = join(extension?.extensionPath ?? '', 'dist', 'extension.cjs');
    assert.ok(statSync(entry).size <= 20 * 1024);
  });
});
