import * as vscode from 'vscode';
import type { Log } from '../log';
import { nameOf } from '../paths';
import { readBytes, sameText } from './open-texts';

/**
 * Saves a text that the tool changed. One that can't be saved is shown, so that it is not left unsaved out of sight.
 * Where VS Code only says that it did not save, the disk is asked: what was saved by another at the same moment is well.
 */
export async function saveText(document: vscode.TextDocument, log: Log): Promise<void> {
  try {
    // Asked for without a look at `isDirty`: that VS Code's window changed the text may be heard here only later.
    if (await document.save()) return;
    const bytes = await readBytes(document.uri);
    if (bytes !== undefined && sameText(bytes, document.getText())) return;
  } catch (error) {
    log.error(`${nameOf(document.uri.path)} could not be saved.`, error);
  }
  void vscode.window.showErrorMessage(
    `${nameOf(document.uri.path)} was changed but could not be saved. It is open now: save it there.`,
  );
  await vscode.window.showTextDocument(document, {
    preview: false,
    preserveFocus: true,
    viewColumn: vscode.ViewColumn.Beside,
  });
}
