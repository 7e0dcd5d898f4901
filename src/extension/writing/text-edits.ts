import * as vscode from 'vscode';
import type { TextChange } from '../../core/yaml/edit/types';

/** Adds changes of one text to an edit that may be of several. */
export function addChanges(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  changes: readonly TextChange[],
): void {
  for (const { offset, length, text } of changes) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, text);
  }
}
