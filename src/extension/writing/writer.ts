import * as vscode from 'vscode';
import { applyChange } from '../../core/edits/apply';
import type { Change } from '../../core/edits/change';
import type { Log } from '../log';
import { nameOf } from '../paths';
import type { KataFolder } from '../records/kata-folder';
import { type FileNow, openText, readBytes } from './open-texts';
import { type Inverse, inverseOf, type NotWritten, type Work, workOf } from './works';

/** What was written, and what takes it back; or why nothing was. */
export type Written =
  | { readonly ok: true; readonly inverses: readonly Inverse[] }
  | ({ readonly ok: false } & NotWritten);

/**
 * Writes changes of records through VS Code: one `WorkspaceEdit` with the fewest text changes over all files.
 * A text that was clean is saved afterwards; one that had unsaved changes keeps them unsaved.
 */
export class Writer {
  constructor(private readonly log: Log) {}

  /** Makes a planned change: all of it or nothing. */
  async write(folder: KataFolder, change: Change): Promise<Written> {
    const now = new Map<string, FileNow>();
    for (const { path } of change.files) {
      const file = await openText(folder, path);
      if ('message' in file) return { ok: false, ...file };
      now.set(path, file);
    }
    const applied = applyChange(change, (path) => textOf(now.get(path)));
    if (!applied.ok) return { ok: false, message: applied.message, mend: applied.mend };
    const works = applied.files.map(({ path, before, after, changes }): Work => {
      if (before === null) return { kind: 'create', path, bytes: new TextEncoder().encode(after ?? '') };
      if (after !== null) return { kind: 'edit', path, changes };
      return { kind: 'delete', path, bytes: now.get(path)?.bytes ?? new TextEncoder().encode(before) };
    });
    return this.#commit(folder, works, now);
  }

  /** Takes back what was written, where it still stands; gives what makes it again. */
  async takeBack(folder: KataFolder, inverses: readonly Inverse[]): Promise<Written> {
    const now = new Map<string, FileNow>();
    const works: Work[] = [];
    for (const inverse of inverses) {
      const file = await fileNow(folder, inverse);
      if ('message' in file) return { ok: false, ...file };
      now.set(inverse.path, file);
      const work = workOf(inverse, { text: textOf(file), bytes: file.bytes }, nameOf(inverse.path));
      if ('message' in work) return { ...work, ok: false };
      works.push(work);
    }
    return this.#commit(folder, works, now);
  }

  async #commit(
    folder: KataFolder,
    works: readonly Work[],
    now: ReadonlyMap<string, FileNow>,
  ): Promise<Written> {
    const edit = new vscode.WorkspaceEdit();
    const toSave: vscode.TextDocument[] = [];
    const inverses: Inverse[] = [];
    for (const work of works) {
      const document = now.get(work.path)?.document;
      if (work.kind === 'delete' && document?.isDirty === true) return unsaved(work.path);
      if (work.kind === 'edit' && work.changes.length === 0) continue;
      inverses.push(inverseOf(work, document));
      const uri = folder.uriOf(work.path);
      if (work.kind === 'create') edit.createFile(uri, { contents: work.bytes });
      else if (work.kind === 'delete') edit.deleteFile(uri);
      else if (document !== undefined) {
        if (!document.isDirty) toSave.push(document);
        for (const { offset, length, text } of work.changes) {
          edit.replace(
            uri,
            new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
            text,
          );
        }
      }
    }
    if (inverses.length === 0) return { ok: true, inverses };
    if (!(await vscode.workspace.applyEdit(edit))) return refusedByEditor(works);
    for (const { kind, path } of works) {
      if (kind === 'create') folder.files.came(path);
      if (kind === 'delete') folder.files.went(path);
    }
    for (const document of toSave) await this.#save(document);
    return { ok: true, inverses };
  }

  /** A record that can't be saved is shown, so that it is not left unsaved out of sight. */
  async #save(document: vscode.TextDocument): Promise<void> {
    let saved = false;
    try {
      saved = !document.isDirty || (await document.save());
    } catch (error) {
      this.log.error(`${nameOf(document.uri.path)} could not be saved.`, error);
    }
    if (saved) return;
    void vscode.window.showErrorMessage(
      `${nameOf(document.uri.path)} was changed but could not be saved. It is open now: save it there.`,
    );
    await vscode.window.showTextDocument(document, {
      preview: false,
      preserveFocus: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }
}

/** What a file says that is to be taken back. One that an undo makes again needs no text. */
async function fileNow(folder: KataFolder, inverse: Inverse): Promise<FileNow | NotWritten> {
  if (inverse.kind !== 'create') return openText(folder, inverse.path);
  return { document: undefined, bytes: await readBytes(folder.uriOf(inverse.path)) };
}

function textOf(file: FileNow | undefined): string | undefined {
  return file?.document?.getText();
}

function unsaved(path: string): Written {
  return {
    ok: false,
    message: `${nameOf(path)} has unsaved changes, so it was not deleted.`,
    mend: 'Save or revert it first.',
  };
}

function refusedByEditor(works: readonly Work[]): Written {
  const names = works.map(({ path }) => nameOf(path)).join(', ');
  return {
    ok: false,
    message: `VS Code did not take the change to ${names}, so nothing was written.`,
    mend: 'Look at the storyboard as it is now, and try again.',
  };
}
