/** The way from a document's root to a value: keys of maps and positions in lists. */
export type YamlPath = readonly (string | number)[];

/** What can be written: YAML's own plain data. */
export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue };

/**
 * One change of one addressed value. Programs ask for these and for nothing wider,
 * so that a write touches only the lines of the value it means.
 */
export type YamlEdit =
  /** Gives the value at `path`; a missing last key is added (missing maps and lists above it too). */
  | { readonly op: 'set'; readonly path: YamlPath; readonly value: YamlValue }
  /** Takes the key or list item at `path` away with its line, and its own comment. No-op refusal if it is not there. */
  | { readonly op: 'remove'; readonly path: YamlPath }
  /** Puts `value` into the list at `path` so that it ends up at `index`; a missing list is made. */
  | { readonly op: 'insert'; readonly path: YamlPath; readonly index: number; readonly value: YamlValue }
  /** Moves an item of the list at `path`; its comments go with it. */
  | { readonly op: 'move'; readonly path: YamlPath; readonly from: number; readonly to: number };

/** A replacement of `length` UTF-16 units at `offset` by `text`. Offsets are into the text before any of the changes. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Why an edit was not made. Nothing is ever written in that case. */
export interface Refusal {
  /** Stable, `edit/…`. */
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}

export type EditResult =
  | { readonly ok: true; readonly text: string; readonly changes: readonly TextChange[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Where new keys go: for the map at a path, its keys in the order people expect; a new key goes before the first later one present, else at the end. */
export type KeyOrder = (path: YamlPath) => readonly string[];
