import { isNode, type ParsedNode } from 'yaml';
import type { RecordKind, RecordPlace } from '../model/layout';
import type { Problem, Range, Severity } from '../model/problem';
import type { YamlEdit, YamlPath } from '../yaml/edit/types';
import type { LineIndex } from '../yaml/lines';
import { nodeRange } from '../yaml/locate';

/** What is needed to read one record's values and to say what is wrong with them. */
export class ReadContext {
  readonly problems: Problem[] = [];
  readonly kind: RecordKind;

  constructor(
    readonly place: RecordPlace,
    readonly path: string,
    readonly text: string,
    readonly lines: LineIndex,
  ) {
    this.kind = place.kind;
  }

  /** Where a node stands; the start of the file for none. */
  rangeOf(node: unknown): Range {
    return isNode(node) ? nodeRange(node as ParsedNode, this.text, this.lines) : this.lines.range(0, 0);
  }

  /** Adds a problem of the value at `at`, shown at `range`. */
  add(found: {
    readonly code: string;
    readonly at: YamlPath;
    readonly range: Range;
    readonly message: string;
    readonly severity?: Severity;
    readonly fix?: { readonly title: string; readonly edits: readonly YamlEdit[] } | undefined;
  }): void {
    const { code, at, range, message, severity = 'error', fix } = found;
    this.problems.push({
      code,
      severity,
      message,
      path: this.path,
      range,
      field: at.join('.'),
      kata: this.place.kata,
      related: [],
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** A value as far as it could be read. */
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

export const LEFT_OUT: Read = { ok: false };

/** What a value is called in a message: its key, or what it is an item of. */
export function nameOf(at: YamlPath): string {
  const last = at.at(-1);
  if (typeof last === 'string') return `\`${last}\``;
  const list = at.findLast((step) => typeof step === 'string');
  if (list !== undefined) return `Each item of \`${list}\``;
  return last === undefined ? 'This file' : 'Each item';
}
