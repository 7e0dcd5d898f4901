/** A replacement of `remove` UTF-16 units at `at` by `text`, in the text as it stands before this one edit. */
export interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly text: string;
}

/** Start of the line that holds `at`. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** End of the line that holds `at`, before its line ending. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  if (next < 0) return text.length;
  return next > at && text[next - 1] === '\r' ? next - 1 : next;
}

/** Start of the line after the one that holds `at`, or the text's length. */
export function lineAfter(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}

/** How many units stand before `at` on its line. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** True where only blanks stand before `at` on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at), at));
}

/** The line ending of the line that holds `at`; at the end of the file, of the line before. */
export function eolAt(text: string, at: number): string {
  let next = text.indexOf('\n', at);
  if (next < 0) next = text.lastIndexOf('\n');
  return next > 0 && text[next - 1] === '\r' ? '\r\n' : '\n';
}

/** Puts whole lines after the line that holds `at`; a file without a final newline stays without one. */
export function linesAfter(text: string, at: number, lines: readonly string[]): Splice {
  const eol = eolAt(text, at);
  const next = text.indexOf('\n', at);
  if (next < 0) return { at: text.length, remove: 0, text: lines.map((line) => eol + line).join('') };
  return { at: next + 1, remove: 0, text: lines.map((line) => line + eol).join('') };
}

/** The text with the splices made; they must be ascending and must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let from = 0;
  for (const { at, remove, text: put } of splices) {
    result += text.slice(from, at) + put;
    from = at + remove;
  }
  return result + text.slice(from);
}

/** Ascending, without empty ones; two that stand side by side stay two. */
export function ordered(splices: readonly Splice[]): Splice[] {
  return splices
    .filter((splice) => splice.remove > 0 || splice.text !== '')
    .sort((a, b) => a.at - b.at || a.remove - b.remove);
}
