import type * as vscode from 'vscode';
import { rebaseUndo, type UndoStep, undoStep } from '../../core/edits/undo';
import type { TextChange } from '../../core/yaml/edit/types';

/** What is to become of one file, worked out on its text as it is now. */
export type Work =
  | { readonly kind: 'edit'; readonly path: string; readonly changes: readonly TextChange[] }
  | { readonly kind: 'create'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'delete'; readonly path: string; readonly bytes: Uint8Array };

/** What takes a `Work` back. */
export type Inverse =
  | { readonly kind: 'edit'; readonly path: string; readonly step: UndoStep }
  | { readonly kind: 'create'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'delete'; readonly path: string; readonly bytes: Uint8Array };

/** Nothing was written: why, and what to do. */
export interface NotWritten {
  readonly message: string;
  readonly mend: string;
  /** True where the text that a step would take back has moved on: trying again can't help. */
  readonly movedOn?: boolean;
}

/** What takes the work back. @param document the file as it is before the work; only an edit has one. */
export function inverseOf(work: Work, document: vscode.TextDocument | undefined): Inverse {
  if (work.kind === 'create') return { kind: 'delete', path: work.path, bytes: work.bytes };
  if (work.kind === 'delete') return { kind: 'create', path: work.path, bytes: work.bytes };
  return { kind: 'edit', path: work.path, step: undoStep(document?.getText() ?? '', work.changes) };
}

/** The work that takes back what was done, in the files as they are now; refused where that text moved on. */
export function workOf(
  inverse: Inverse,
  now: { readonly text: string | undefined; readonly bytes: Uint8Array | undefined },
  name: string,
): Work | NotWritten {
  const { path } = inverse;
  if (inverse.kind === 'create') {
    if (now.bytes === undefined) return { kind: 'create', path, bytes: inverse.bytes };
    return {
      message: `${name} is there again, so nothing was undone.`,
      mend: 'Delete or rename it first.',
      movedOn: true,
    };
  }
  if (now.bytes === undefined) {
    return {
      message: `${name} is gone, so nothing was undone.`,
      mend: 'Bring it back first, for example with git.',
      movedOn: true,
    };
  }
  if (inverse.kind === 'delete') {
    if (Buffer.compare(now.bytes, inverse.bytes) === 0) return { kind: 'delete', path, bytes: now.bytes };
    return {
      message: `${name} has been changed since it was made, so nothing was undone.`,
      mend: 'Delete it by hand if nobody needs it.',
      movedOn: true,
    };
  }
  const undone = rebaseUndo(inverse.step, now.text ?? '');
  return undone.ok ? { kind: 'edit', path, changes: undone.changes } : { ...undone, movedOn: true };
}
