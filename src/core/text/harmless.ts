/**
 * What could move a cursor, start a terminal command (ESC starts an OSC), turn text around or hide in it:
 * controls, lone surrogates, line and paragraph separators, and all format characters (bidi marks, embeddings and
 * isolates, zero-width space, byte order mark, tags and their like). Two kinds of format characters stay: the
 * joiners that emoji and several scripts need, and the number signs of Arabic, Syriac and Kaithi, which are drawn.
 */
const HARMFUL =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u2060-\u206f\u{e0000}-\u{e007f}]|(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/gu;

const BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** Text from a file or from git as one line that no terminal acts on: breaks and tabs become a space, other harmful characters U+FFFD. */
export function harmless(text: string): string {
  return text.split(BREAK).join(' ').replace(/\t/g, ' ').replace(HARMFUL, '\ufffd');
}

/** The same line by line, so that a person's line breaks stay. */
export function harmlessLines(text: string): string[] {
  return text.split(BREAK).map(harmless);
}
