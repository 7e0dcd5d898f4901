import * as vscode from 'vscode';
import type { Range } from '../../core/model/problem';
import { recordsOf } from '../../core/storyboard/problems';
import type { YamlPath } from '../../core/yaml/edit/types';
import type { FoundKata } from '../records/records';

/**
 * Opens a record's text, at the value where a path is given, else at a line counted from 1.
 * The record is looked up by its handle; nothing is opened for one that the kata does not have.
 */
export async function showRecordText(
  { folder, kata }: FoundKata,
  handle: string,
  path: YamlPath | null,
  line: number | null,
): Promise<void> {
  const record = recordsOf(kata).find((one) => one.handle === handle);
  const stray = kata.problems.find((one) => one.path === `${kata.folder}/${handle}`);
  const file = record?.path ?? stray?.path;
  if (file === undefined) return;
  const at = path !== null && record !== undefined ? rangeOf(record.locate(path)) : lineRange(line ?? 1);
  await showText(folder.uriOf(file), at);
}

/** Opens a file as text in the active group, with the cursor at the range's start. */
export async function showText(uri: vscode.Uri, at?: vscode.Range): Promise<void> {
  const options: vscode.TextDocumentShowOptions = { viewColumn: vscode.ViewColumn.Active, preview: false };
  const start = at && new vscode.Range(at.start, at.start);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default', {
    ...options,
    ...(start === undefined ? {} : { selection: start }),
  });
}

/** A problem's or value's stretch, which counts from 1, as VS Code's, which counts from 0. */
export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

function lineRange(line: number): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, 0);
}
