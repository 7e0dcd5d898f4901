import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { KeptRecords } from '../../src/extension/corners/kept-records';
import { Log } from '../../src/extension/log';
import { eventually } from './support/host';
import { KataPlace } from './support/workspace';

const RECORD = 'experiments/x-7f3kq-cache.yaml';
const ENTRY = 'corners:\n  - id: c-8k2fd\n    what: Rates never expire\n';

describe('the record of a cut corner', () => {
  const log = new Log();
  let place: KataPlace;
  let file: string;
  beforeEach(async () => {
    place = new KataPlace();
    await place.putKata();
    file = join(place.folder.uri.fsPath, 'cut.js');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(file, { force: true });
    await place.remove();
  });
  after(() => log.dispose());

  /** Puts `text` at the end of a document, as an edit of its own. */
  async function append(document: vscode.TextDocument, text: string) {
    const before = document.getText();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(before.length), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually(() => document.getText() === `${before}${text}`, 'the edit');
    return { document, before, after: `${before}${text}` };
  }

  it('comes along when the code alone is undone, though VS Code takes no edit for a while', async () => {
    let refused = 0;
    const kept = new KeptRecords(log, async (edit) => {
      if (refused === 3) return vscode.workspace.applyEdit(edit);
      refused++;
      return false;
    });
    try {
      const record = await append(await place.document(RECORD), ENTRY);
      writeFileSync(file, 'one();\n');
      const code = await append(await vscode.workspace.openTextDocument(vscode.Uri.file(file)), '// cut\n');
      await kept.keep(record, code);
      assert.equal(place.text(RECORD), record.after);
      await vscode.window.showTextDocument(code.document);
      await vscode.commands.executeCommand('undo');
      await eventually(() => code.document.getText() === code.before, 'the code as it was');
      await eventually(() => place.text(RECORD) === record.before, 'the entry gone from the disk');
      assert.equal(refused, 3);
      await vscode.commands.executeCommand('redo');
      await eventually(() => place.text(RECORD) === record.after, 'the entry again');
    } finally {
      kept.dispose();
    }
  });
});
