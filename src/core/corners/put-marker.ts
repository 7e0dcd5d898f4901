import { markerText } from './marker';

/** How a language writes a comment: up to the end of a line, or between two signs. */
export type CommentSyntax =
  | { readonly line: string }
  | { readonly block: readonly [open: string, close: string] };

/** A line with the marker as its comment, indented as the line that it stands above. No line break. */
export function markerLine(syntax: CommentSyntax, id: string, words: string, below: string): string {
  const indent = /^[ \t]*/.exec(below)?.[0] ?? '';
  if ('line' in syntax) return `${indent}${syntax.line} ${markerText(id, words)}`;
  const [open, close] = syntax.block;
  // What would end the comment, or begin one within it, is parted.
  const safe = [open, close].reduce((text, sign) => text.replaceAll(sign, [...sign].join(' ')), words);
  return `${indent}${open} ${markerText(id, safe)} ${close}`;
}
