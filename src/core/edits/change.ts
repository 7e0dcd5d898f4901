import type { YamlEdit } from '../yaml/edit/types';

/**
 * What one action of a person does to the files: all of it or nothing, one step of undo.
 * Paths are relative to the source, as in a loaded record.
 */
export interface Change {
  /** What was done, for the undo message: `park obstacle`. */
  readonly label: string;
  readonly files: readonly FileChange[];
}

export type FileChange =
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly YamlEdit[] }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string };

/** A planner's answer: the change, or why there is none, with the mend. */
export type Plan =
  | { readonly ok: true; readonly change: Change; readonly notes: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly mend: string };
