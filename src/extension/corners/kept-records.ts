import * as vscode from 'vscode';
import { nameOf } from '../paths';

/**
 * Saves records that an edit over several files changed, and saves them again when a person undoes or redoes that
 * edit in the code: the record has no editor of its own, and would be left unsaved out of sight.
 */
export class KeptRecords implements vscode.Disposable {
  /** By file: what it said before the edits, and after them. */
  readonly #texts = new Map<string, Set<string>>();
  readonly #listening = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
    if (reason === undefined || this.#texts.get(document.uri.toString())?.has(document.getText()) !== true)
      return;
    void this.#save(document);
  });

  /** Saves a record that was clean. @param before what it said */
  async keep(document: vscode.TextDocument, before: string): Promise<void> {
    const key = document.uri.toString();
    const texts = this.#texts.get(key) ?? new Set();
    this.#texts.set(key, texts.add(before).add(document.getText()));
    await this.#save(document);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #save(document: vscode.TextDocument): Promise<void> {
    if (await document.save()) return;
    const name = nameOf(document.uri.path);
    void vscode.window.showErrorMessage(
      `${name} was changed but could not be saved. It is open now: save it there.`,
    );
    await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
  }
}
