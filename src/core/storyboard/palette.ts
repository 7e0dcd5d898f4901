/** How a board is coloured in a terminal; each gets harmless text and gives it back, marked. */
export interface Palette {
  /** The headline. */
  title(text: string): string;
  /** A section's name. */
  section(text: string): string;
  strong(text: string): string;
  /** What is not decided now. */
  quiet(text: string): string;
  /** What is active. */
  accent(text: string): string;
  good(text: string): string;
  /** Days over, short of a prediction, a file to mend. */
  warn(text: string): string;
}

const same = (text: string) => text;

export const plainPalette: Palette = {
  title: same,
  section: same,
  strong: same,
  quiet: same,
  accent: same,
  good: same,
  warn: same,
};

/** The terminal's own sixteen colours, so that they suit a person's theme. */
export const ansiPalette: Palette = {
  title: sgr(1),
  section: sgr(2, 1),
  strong: sgr(1),
  quiet: sgr(2),
  accent: sgr(34),
  good: sgr(32),
  warn: sgr(33),
};

function sgr(...codes: readonly number[]): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${codes.join(';')}m${text}\u001b[0m`);
}
