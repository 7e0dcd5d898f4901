/** First and last code points that a terminal acts on, or that lead a reader's eye: by number, apart from how core finds them. */
const ACTING: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

/** The code points of one printed line that no data may bring there, in hexadecimal. */
export function actsOnATerminal(line: string): string[] {
  return [...line]
    .map((char) => char.codePointAt(0) ?? 0)
    .filter((code) => ACTING.some(([first, last]) => code >= first && code <= last))
    .map((code) => code.toString(16));
}
