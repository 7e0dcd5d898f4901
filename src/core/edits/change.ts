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
  | { readonly kind: 'delete'; readonly path: string }
  /** A line of code above another one, which says `anchor`: indented as that is, nothing else changed. */
  | {
      readonly kind: 'insert-line';
      readonly path: string;
      /** From 1. */
      readonly line: number;
      readonly anchor: string;
      readonly text: string;
    };

/**
 * A planner's answer: the change, or why there is none, with the mend.
 * A change without files means that the records say it already.
 */
export type Plan =
  | {
      readonly ok: true;
      readonly change: Change;
      /** What a person should know or do next, a sentence each. */
      readonly notes: readonly string[];
      /** The handle or id of what was made; null where nothing was. */
      readonly created: string | null;
    }
  | Refused;

/** Nothing is written. */
export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
  readonly mend: string;
}

/** `not-there`: the thing named is not in the kata. `invalid`: the value can't be written there. Others: the records forbid it. */
export type RefusalCode =
  | 'edit/not-there'
  | 'edit/invalid'
  | 'edit/read-only'
  | 'edit/in-use'
  | 'edit/several-active'
  | 'edit/none-active'
  | 'edit/exists';
