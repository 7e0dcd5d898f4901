import * as vscode from 'vscode';
import type { Problem } from '../../core/model/problem';
import { editYaml } from '../../core/yaml/edit/edit';
import { rangeOf } from '../board/open-text';
import type { Diagnostics } from './diagnostics';

/** Offers what a problem knows to do about itself, as the fewest changes of its own record. */
export class QuickFixes implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable;

  constructor(private readonly diagnostics: Diagnostics) {
    this.#registration = vscode.languages.registerCodeActionsProvider(
      { scheme: 'file', pattern: '**/.kata/**/*.yaml' },
      this,
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    );
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.diagnostics
      .of(document.uri)
      .filter((problem) => rangeOf(problem.range).intersection(range) !== undefined)
      .flatMap((problem) => actionFor(problem, document, context) ?? []);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function actionFor(
  { fix, code, message }: Problem,
  document: vscode.TextDocument,
  context: vscode.CodeActionContext,
): vscode.CodeAction | undefined {
  if (fix === undefined) return undefined;
  const result = editYaml(document.getText(), fix.edits);
  if (!result.ok) return undefined;
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of result.changes) {
    const at = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    action.edit.replace(document.uri, at, text);
  }
  action.diagnostics = context.diagnostics.filter((one) => one.code === code && one.message === message);
  action.isPreferred = true;
  return action;
}
