import * as vscode from 'vscode';
import { applyChange } from '../../core/edits/apply';
import type { Change } from '../../core/edits/change';
import type { TextChange } from '../../core/yaml/edit/types';
import type { Log } from '../log';
import { nameOf } from '../paths';
import type { KataFolder } from '../records/kata-folder';
import { type FileNow, openText, readBytes, sameText, settled } from './open-texts';
import { saveText } from './save';
import { addChanges } from './text-edits';
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
    const toSave: Edited[] = [];
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
        if (!document.isDirty) toSave.push({ document, before: document.getText(), changes: work.changes });
        addChanges(edit, document, work.changes);
      }
    }
    if (inverses.length === 0) return { ok: true, inverses };
    if (!(await vscode.workspace.applyEdit(edit))) return refusedByEditor(works);
    for (const { kind, path } of works) {
      if (kind === 'create') folder.files.came(path);
      if (kind === 'delete') folder.files.went(path);
    }
    for (const edited of toSave) await this.#keep(edited);
    return { ok: true, inverses };
  }

  /**
   * Saves an edited text. VS Code may take up an older state of the disk at the very moment of an edit, and the edit
   * goes with it (seen in 1.100 right after another program had written the file): then it is made again.
   */
  async #keep({ document, before, changes }: Edited): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      await saveText(document, this.log);
      const bytes = await readBytes(document.uri);
      if (bytes === undefined || !sameText(bytes, before)) return;
      await settled(document, document.uri.path);
      if (document.getText() !== before) continue;
      const again = new vscode.WorkspaceEdit();
      addChanges(again, document, changes);
      await vscode.workspace.applyEdit(again);
    }
    this.log.error(
      `An edit of ${nameOf(document.uri.path)} did not reach the disk.`,
      'the disk says what it said before',
    );
    void vscode.window.showErrorMessage(
      `${nameOf(document.uri.path)} does not hold the last edit: another program keeps writing it. Try again when it rests.`,
    );
  }
}

/** A text that was clean before it was edited. */
interface Edited {
  readonly document: vscode.TextDocument;
  readonly before: string;
  readonly changes: readonly TextChange[];
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
