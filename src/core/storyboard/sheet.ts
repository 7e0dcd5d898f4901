import { harmless, harmlessLines } from '../text/harmless';
import { textWidth } from '../text/width';
import { wrap } from '../text/wrap';
import { type Palette, plainPalette } from './palette';

type Style = keyof Palette;

/** Text with the way it is shown. A null style is plain. */
export interface Styled {
  readonly text: string;
  readonly style: Style | null;
}

/** Lines for a terminal of a given width. All text that goes in is made harmless here, before a colour is added. */
export class Sheet {
  readonly #lines: string[] = [];

  constructor(
    readonly width: number,
    readonly palette: Palette = plainPalette,
  ) {}

  /** A section's name after an empty line; a quiet word may follow it. */
  section(name: string, aside = ''): void {
    this.blank();
    const tail = aside === '' ? '' : `  ${this.palette.quiet(aside)}`;
    this.#lines.push(`${this.palette.section(name.toUpperCase())}${tail}`);
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** A text, wrapped, a person's line breaks kept; later lines stand under the first, after `lead`. Null or empty text gives nothing. */
  text(text: string | null, style: Style | null = null, indent = 2, lead = ''): void {
    if (text === null || text.trim() === '') return;
    const inset = indent + textWidth(lead);
    const lines = paragraph(text, this.width - inset);
    lines.forEach((line, at) => {
      const start = at === 0 ? `${' '.repeat(indent)}${lead}` : ' '.repeat(inset);
      this.#lines.push(`${start}${this.#paint({ text: line, style })}`.trimEnd());
    });
  }

  /** A line of parts in their own styles, wrapped; later lines stand under the first, after `lead`. */
  parts(parts: readonly Styled[], indent = 2, lead = ''): void {
    const inset = indent + textWidth(lead);
    wrapStyled(parts, this.width - inset).forEach((line, at) => {
      const start = at === 0 ? `${' '.repeat(indent)}${lead}` : ' '.repeat(inset);
      this.#lines.push(`${start}${line.map((part) => this.#paint(part)).join('')}`.trimEnd());
    });
  }

  /** What else is to say, quietly and on one line as long as it fits, with dots between. Null and empty parts say nothing. */
  aside(parts: readonly (string | null)[], indent = 2): void {
    const said = parts.filter((part) => part !== null && part.trim() !== '');
    this.text(said.map((part) => harmless(part ?? '')).join(' · '), 'quiet', indent);
  }

  /** Texts of columns side by side, each wrapped in its own width, one space between; the last may be empty. */
  columns(cells: readonly (readonly Styled[])[], widths: readonly number[], indent = 2): void {
    const stacks = cells.map((cell, at) =>
      cell.flatMap((part) =>
        part.text.trim() === ''
          ? []
          : paragraph(part.text, widths[at] ?? 10).map((text) => ({ text, style: part.style })),
      ),
    );
    const height = Math.max(...stacks.map((stack) => stack.length));
    for (let row = 0; row < height; row++) {
      let line = ' '.repeat(indent);
      stacks.forEach((stack, at) => {
        const part = stack[row] ?? { text: '', style: null };
        const rest = at === stacks.length - 1 ? 0 : (widths[at] ?? 10) + 2 - textWidth(part.text);
        line += this.#paint(part) + ' '.repeat(Math.max(0, rest));
      });
      this.#lines.push(line.trimEnd());
    }
  }

  /** A line with something at its right edge; below it, where both don't fit. */
  withRight(left: Styled, right: Styled, lead = '', indent = 2): void {
    const start = `${' '.repeat(indent)}${lead}`;
    const words = harmless(left.text).replace(/ +/g, ' ').trim();
    const used = textWidth(start) + textWidth(words);
    const end = harmless(right.text);
    const gap = this.width - used - textWidth(end);
    if (gap >= 2 && end !== '') {
      this.#lines.push(
        start +
          this.#paint({ ...left, text: words }) +
          ' '.repeat(gap) +
          this.#paint({ ...right, text: end }),
      );
      return;
    }
    this.text(words, left.style, indent, lead);
    this.text(end, right.style, indent + textWidth(lead));
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #paint(part: Styled): string {
    return part.style === null ? part.text : this.palette[part.style](part.text);
  }
}

/** One line of parts as lines that fit; where it is broken no space is left. No text gives no line. */
function wrapStyled(parts: readonly Styled[], width: number): Styled[][] {
  let last = ' ';
  const tidy = parts.map(({ text, style }) => {
    const words = harmless(text).replace(/ +/g, ' ');
    const part = last.endsWith(' ') ? words.trimStart() : words;
    last = part || last;
    return { text: part, style };
  });
  const whole = tidy.map(({ text }) => text).join('');
  if (whole.trim() === '') return [];
  let from = 0;
  return wrap(whole, width).map((line) => {
    from = whole.indexOf(line, from);
    const to = from + line.length;
    const cut = slice(tidy, from, to);
    from = to;
    return cut;
  });
}

/** The parts between two places of their text. */
function slice(parts: readonly Styled[], from: number, to: number): Styled[] {
  let at = 0;
  return parts.flatMap(({ text, style }) => {
    const cut = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return cut === '' ? [] : [{ text: cut, style }];
  });
}

function paragraph(text: string, width: number): string[] {
  return harmlessLines(text)
    .filter((line) => line.trim() !== '')
    .flatMap((line) => wrap(line, width));
}
