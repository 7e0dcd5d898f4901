import { insertLine } from '../corners/insert-line';
import { placeOf } from '../model/layout';
import { editYaml } from '../yaml/edit/edit';
import type { TextChange } from '../yaml/edit/types';
import type { Change, FileChange } from './change';
import { keyOrderOf } from './key-order';

/** What becomes of one file. */
export interface AppliedFile {
  readonly path: string;
  /** The text before; null for a new file. */
  readonly before: string | null;
  /** The text after; null for a deleted file. */
  readonly after: string | null;
  /** The fewest changes that lead from one to the other; empty for a new or deleted file. */
  readonly changes: readonly TextChange[];
}

export type Applied =
  | { readonly ok: true; readonly files: readonly AppliedFile[] }
  | {
      readonly ok: false;
      readonly path: string;
      readonly code: string;
      readonly message: string;
      readonly mend: string;
    };

/**
 * Works a change out on texts: for every file or for none. Writes nothing.
 * @param textOf the file's text now (an open editor's before the disk's); undefined where there is none.
 */
export function applyChange(change: Change, textOf: (path: string) => string | undefined): Applied {
  const files: AppliedFile[] = [];
  for (const file of change.files) {
    const applied = applyFile(file, textOf(file.path));
    if ('code' in applied) return { ok: false, ...applied };
    files.push(applied);
  }
  return { ok: true, files };
}

type Failure = { path: string; code: string; message: string; mend: string };

function applyFile(file: FileChange, before: string | undefined): AppliedFile | Failure {
  const { path } = file;
  if (file.kind === 'create') {
    if (before === undefined) return { path, before: null, after: file.text, changes: [] };
    return failure(path, 'edit/exists', 'is there already', 'Choose another name.');
  }
  if (before === undefined) {
    return failure(path, 'edit/not-there', 'is gone', 'Look at the storyboard again.');
  }
  if (file.kind === 'delete') return { path, before, after: null, changes: [] };
  if (file.kind === 'insert-line') {
    const inserted = insertLine(before, file.line, file.text, file.anchor);
    if (!inserted.ok) return failure(path, 'edit/not-there', inserted.message, inserted.mend);
    return { path, before, after: inserted.text, changes: [inserted.change] };
  }
  const kind = placeOf(path)?.kind;
  const result = editYaml(before, file.edits, kind === undefined ? {} : { keyOrder: keyOrderOf(kind) });
  if (!result.ok) return { path, ...result.refusal };
  return { path, before, after: result.text, changes: result.changes };
}

function failure(path: string, code: string, what: string, mend: string): Failure {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path, code, message: `${name} ${what}, so nothing was written.`, mend };
}
