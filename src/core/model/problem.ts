/** How much a problem weighs: `error` fails `kata check`; `hint` is shown only in an editor. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A stretch of a file. Lines and columns count from 1, columns in UTF-16 units, as VS Code shows them; offsets count from 0. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Something that a person should know about a file: where, what, and how to mend it. */
export interface Problem {
  /** Stable, `group/name`: others match on it, so it never changes meaning (see the list in the CLI's contract). */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that names the thing and says how to mend it. */
  readonly message: string;
  /** The file, relative to the folder that was loaded, with `/` between its parts. */
  readonly path: string;
  readonly range: Range;
  /** Where in the record: the keys from its root, joined as `targets.0.achieveBy`; empty for the whole file. */
  readonly field: string;
  /** The kata's slug, where the file belongs to one. */
  readonly kata: string | null;
  /** Other places that belong to it, such as the first use of an id. */
  readonly related: readonly RelatedPlace[];
  /** What an editor can offer to do about it, as edits of this same record. */
  readonly fix?: { readonly title: string; readonly edits: readonly import('../yaml/edit/types').YamlEdit[] };
}

export interface RelatedPlace {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}
