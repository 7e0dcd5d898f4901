import type { TextChange } from '../yaml/edit/types';

export type InsertedLine =
  | { readonly ok: true; readonly text: string; readonly change: TextChange; readonly line: number }
  | { readonly ok: false; readonly message: string; readonly mend: string };

const BOM = '\ufeff';
/** First lines that have to stay the first: they say what the file is. */
const STAYS_FIRST = /^(?:#!|<\?xml|<\?php|<!doctype|.*-\*-.*coding)/i;

/**
 * Puts a line above another one, as that is indented and with the line ending that stands there. All other bytes
 * stay: a byte order mark, mixed endings, a last line without one.
 * @param at the line, from 1; the empty line after a last line break counts.
 * @param anchor what that line said when the place was chosen; null where it does not matter.
 * @returns where it came to stand: below a first line that has to stay the first.
 */
export function insertLine(
  before: string,
  at: number,
  content: string,
  anchor: string | null = null,
): InsertedLine {
  const lines = linesOf(before);
  const there = lines[at - 1];
  if (there === undefined || !Number.isInteger(at)) {
    const many = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
    return { ok: false, message: `has ${many} and no line ${at}`, mend: 'Name one of its lines.' };
  }
  if (anchor !== null && there.text !== anchor) {
    return { ok: false, message: 'has changed meanwhile', mend: 'Look at it again, then cut the corner.' };
  }
  const indent = /^[ \t]*/.exec(there.text)?.[0] ?? '';
  const ending = there.ending || lines[at - 2]?.ending || lines[0]?.ending || '\n';
  const below = at === 1 && STAYS_FIRST.test(there.text);
  const bom = before.startsWith(BOM) && at === 1 ? BOM.length : 0;
  const offset = below ? there.start + there.text.length + there.ending.length + bom : there.start + bom;
  // Below a last line without an ending, the new one becomes the last and has none either.
  const text = below && there.ending === '' ? `${ending}${content}` : `${indent}${content}${ending}`;
  return {
    ok: true,
    text: before.slice(0, offset) + text + before.slice(offset),
    change: { offset, length: 0, text },
    line: below ? at + 1 : at,
  };
}

/** What each line of a text says, as `insertLine` counts them. */
export function linesIn(text: string): string[] {
  return linesOf(text).map((one) => one.text);
}

interface Line {
  readonly start: number;
  /** Without its ending, and without a byte order mark. */
  readonly text: string;
  readonly ending: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, text: text.slice(start, match.index), ending: match[0] });
    start = match.index + match[0].length;
  }
  lines.push({ start, text: text.slice(start), ending: '' });
  return lines.map((one, index) =>
    index === 0 && one.text.startsWith(BOM) ? { ...one, text: one.text.slice(BOM.length) } : one,
  );
}
