import type { Position, Range } from '../model/problem';

const BOM = 0xfeff;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Finds lines and columns in a text, as VS Code counts them: LF, CRLF and a lone CR end a line,
 * and a byte order mark at the start takes up no column.
 */
export class LineIndex {
  /** Looked for when they are asked for: of most files nobody asks. */
  #found: readonly number[] | null = null;

  constructor(private readonly text: string) {}

  get #starts(): readonly number[] {
    this.#found ??= startsOf(this.text);
    return this.#found;
  }

  /** How many lines there are; an empty text has one. */
  get count(): number {
    return this.#starts.length;
  }

  /** The place of an offset in UTF-16 units; one outside the text is moved to its nearer end. */
  position(offset: number): Position {
    const starts = this.#starts;
    const at = Math.min(Math.max(offset, starts[0] ?? 0), this.text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { offset: at, line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  }

  /** The stretch from `start` up to, not including, `end`. */
  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) };
  }
}

function startsOf(text: string): number[] {
  const starts = [text.charCodeAt(0) === BOM ? 1 : 0];
  // Unit by unit: a search by pattern takes a tenth of a second for a mebibyte of blank lines.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

/** The very start of a file: where problems of the whole of it are shown. */
export const FILE_START: Range = {
  start: { offset: 0, line: 1, column: 1 },
  end: { offset: 0, line: 1, column: 1 },
};
