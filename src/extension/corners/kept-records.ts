import * as vscode from 'vscode';
import { nameOf } from '../paths';

/** VS Code's own undo over both files is told file by file, in milliseconds. */
const MEANWHILE = 150;
/** Steps that are followed: more than anybody takes back. */
const MOST = 100;

/** A text before and after a corner was cut. */
export interface TwoTexts {
  readonly document: vscode.TextDocument;
  readonly before: string;
  readonly after: string;
}

/**
 * Undo in the code takes the entry back too, and redo makes it again. VS Code undoes an edit over several files
 * together, but not always (seen with `files.autoSave` off: the code alone); and it leaves the record, which has no
 * editor of its own, unsaved out of sight. So the record is brought along where it was left, and saved.
 */
export class KeptRecords implements vscode.Disposable {
  readonly #cuts: { readonly code: TwoTexts | null; readonly record: TwoTexts }[] = [];
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
    if (reason !== undefined) this.#travelled(document);
  });

  /** Saves a record that was clean. @param code null where the record names the file alone */
  async keep(record: TwoTexts, code: TwoTexts | null): Promise<void> {
    this.#cuts.unshift({ code, record });
    this.#cuts.length = Math.min(this.#cuts.length, MOST);
    await save(record.document);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #travelled(document: vscode.TextDocument): void {
    const text = document.getText();
    const key = document.uri.toString();
    for (const { code, record } of this.#cuts) {
      const moved = [code, record].find((one) => one?.document.uri.toString() === key);
      if (moved === undefined || moved === null || (text !== moved.before && text !== moved.after)) continue;
      setTimeout(() => void follow(record, text === moved.before ? 'before' : 'after'), MEANWHILE);
      return;
    }
  }
}

/** The record says what belongs to the code; one that says something else by now is left alone. */
async function follow(record: TwoTexts, wanted: 'before' | 'after'): Promise<void> {
  const { before, after } = record;
  // VS Code may have closed it meanwhile: nobody looks at it.
  const document = await vscode.workspace.openTextDocument(record.document.uri);
  const [text, other] = wanted === 'before' ? [before, after] : [after, before];
  if (document.getText() === other) {
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(document.positionAt(0), document.positionAt(other.length));
    edit.replace(document.uri, all, text);
    await vscode.workspace.applyEdit(edit);
  }
  if (document.getText() === text) await save(document);
}

async function save(document: vscode.TextDocument): Promise<void> {
  // False also where there is nothing to save any more.
  if ((await document.save()) || !document.isDirty) return;
  const name = nameOf(document.uri.path);
  void vscode.window.showErrorMessage(
    `${name} was changed but could not be saved. It is open now: save it there.`,
  );
  await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
}
