const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[\u0020-\u007e]*$/;
const NO_WIDTH = /^[\p{M}\u200c\u200d]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^\p{Regional_Indicator}/u;

/** First and last code points of East Asian wide and fullwidth blocks (UAX #11), as terminals draw them. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  const code = grapheme.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** The text's grapheme clusters, as a reader counts characters. */
export function graphemesOf(text: string): string[] {
  return PLAIN.test(text) ? [...text] : Array.from(graphemes.segment(text), (part) => part.segment);
}

/** How many columns of a terminal harmless text takes: wide characters and emoji two, combining marks none. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
  return width;
}

/** The start of `text` that fits into `width` columns, with an ellipsis where something is left out. */
export function shorten(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const kept = headOf(text, width - 1);
  const space = kept.lastIndexOf(' ');
  const atWord = space > kept.length / 2 ? kept.slice(0, space) : kept;
  return `${atWord.trimEnd()}…`;
}

/** The longest start of `text` that is at most `width` columns wide, no grapheme cut. */
export function headOf(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const grapheme of graphemesOf(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    kept += grapheme;
  }
  return kept;
}
