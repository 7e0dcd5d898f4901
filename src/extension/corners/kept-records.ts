import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Log } from '../log';
import { saveText } from '../writing/save';
import { addChanges } from '../writing/text-edits';

/** VS Code's own undo over both files is told file by file, in milliseconds. */
const MEANWHILE = 150;
/** How often a record is brought along, where VS Code is busy with it and takes no edit. */
const TRIES = 40;
/** Steps that are followed: more than anybody takes back. */
const MOST = 100;

/** A text before and after a corner was cut. */
export interface TwoTexts {
  readonly document: vscode.TextDocument;
  readonly before: string;
  readonly after: string;
}

interface Cut {
  readonly code: TwoTexts | null;
  readonly record: TwoTexts;
}

/**
 * Undo in the code takes the entry back too, and redo makes it again. VS Code undoes an edit over several files
 * together, but not always (seen with `files.autoSave` off: the code alone); and it leaves the record, which has no
 * editor of its own, unsaved out of sight. So the record is brought along where it was left, and saved.
 */
export class KeptRecords implements vscode.Disposable {
  readonly #cuts: Cut[] = [];
  /** By a record's address: it is followed once, when both files have been told of. */
  readonly #next = new Map<string, ReturnType<typeof setTimeout>>();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
    if (reason !== undefined) this.#travelled(document);
  });

  constructor(
    private readonly log: Log,
    private readonly apply = (edit: vscode.WorkspaceEdit): Thenable<boolean> =>
      vscode.workspace.applyEdit(edit),
  ) {}

  /** Saves a record that was clean. @param code null where the record names the file alone */
  async keep(record: TwoTexts, code: TwoTexts | null): Promise<void> {
    this.#cuts.unshift({ code, record });
    this.#cuts.length = Math.min(this.#cuts.length, MOST);
    await saveText(record.document, this.log);
  }

  dispose(): void {
    for (const timer of this.#next.values()) clearTimeout(timer);
    this.#listening.dispose();
  }

  #travelled(document: vscode.TextDocument): void {
    const text = document.getText();
    const key = document.uri.toString();
    for (const { code, record } of this.#cuts) {
      const moved = [code, record].find((one) => one?.document.uri.toString() === key);
      if (moved === undefined || moved === null || (text !== moved.before && text !== moved.after)) continue;
      const wanted = text === moved.before ? 'before' : 'after';
      const name = record.document.uri.toString();
      clearTimeout(this.#next.get(name));
      const follow = () => {
        this.#turn = this.#turn.then(() => this.#follow(record, wanted));
      };
      this.#next.set(name, setTimeout(follow, MEANWHILE));
      return;
    }
  }

  /** The record says what belongs to the code; one that says something else by now is left alone. */
  async #follow(record: TwoTexts, wanted: 'before' | 'after'): Promise<void> {
    const { before, after } = record;
    const [text, other] = wanted === 'before' ? [before, after] : [after, before];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      // VS Code may have closed it meanwhile: nobody looks at it.
      const document = await vscode.workspace.openTextDocument(record.document.uri);
      const now = document.getText();
      if (now === text) return saveText(document, this.log);
      if (now !== other) return;
      const edit = new vscode.WorkspaceEdit();
      addChanges(edit, document, [{ offset: 0, length: other.length, text }]);
      // Taken or not, what it says is looked at again: the window may tell of the change only after its answer.
      await this.apply(edit);
      if (document.getText() !== text) await wait(MEANWHILE);
    }
    this.log.error(
      `${record.document.uri.path} could not be brought along with its code.`,
      'no edit was taken',
    );
  }
}
