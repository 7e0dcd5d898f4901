/**
 * What could move a cursor, start a terminal command, turn text around or hide in it:
 * C0 and C1 controls (ESC starts an OSC), DEL, soft hyphen, bidi marks, embeddings and isolates, invisible
 * operators, zero-width space, line and paragraph separators, the byte order mark, interlinear marks,
 * tag characters and lone surrogates. Zero-width joiners stay: emoji and several scripts need them.
 */
const HARMFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

const BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** Text from a file or from git as one line that no terminal acts on: breaks and tabs become a space, other harmful characters U+FFFD. */
export function harmless(text: string): string {
  return text.split(BREAK).join(' ').replace(/\t/g, ' ').replace(HARMFUL, '\ufffd');
}

/** The same line by line, so that a person's line breaks stay. */
export function harmlessLines(text: string): string[] {
  return text.split(BREAK).map(harmless);
}
