import type { IsoDate } from '../model/dates';
import { shorten, textWidth } from '../text/width';
import { type Box, type ChartMark, COLUMN } from './chart-scale';

interface Mark {
  readonly x: number;
  readonly date: IsoDate;
  readonly label: string;
  readonly experiment: string;
}

/** A name that found its place: its left edge, and how many lines below the first. */
interface Placed {
  readonly x: number;
  readonly line: number;
  readonly text: string;
}

/** Where every mark's name stands; null for one that found no room. */
export interface Names {
  readonly placed: readonly (Placed | null)[];
  /** How many lines they take. */
  readonly lines: number;
}

/** Lengths that names are cut to, one after the other, until all find room; in columns. */
const LENGTHS = [28, 22, 17, 13, 10, 7, 5];

/**
 * Finds a place for each mark's name under the plot, none touching another or leaving it: whole and in few lines
 * where that is possible, else in more lines, else cut shorter. Where even the shortest don't all fit, those of the
 * newest experiments do; the others have their title alone.
 */
export function arrangeNames(
  marks: readonly Mark[],
  plot: Pick<Box, 'left' | 'right'>,
  fontSize: number,
  most: number,
): Names {
  if (marks.length === 0) return { placed: [], lines: 0 };
  let best: Names = { placed: marks.map(() => null), lines: 0 };
  let count = 0;
  for (const columns of LENGTHS) {
    for (let lines = columns === LENGTHS[0] ? 1 : most; lines <= most; lines++) {
      const placed = place(marks, plot, fontSize, lines, columns);
      const found = placed.filter((one) => one !== null).length;
      if (found > count) {
        best = { placed, lines: 1 + Math.max(...placed.map((one) => one?.line ?? 0)) };
        count = found;
      }
      if (count === marks.length) return best;
    }
  }
  return best;
}

/** One try: the newest first, each in the first line that has room at one of three places near its mark. */
function place(
  marks: readonly Mark[],
  { left, right }: Pick<Box, 'left' | 'right'>,
  fontSize: number,
  lines: number,
  columns: number,
): (Placed | null)[] {
  const gap = fontSize;
  const taken: { line: number; start: number; end: number }[] = [];
  const room = Math.floor((right - left) / (fontSize * COLUMN));
  const found = marks.toReversed().map((mark): Placed | null => {
    const text = room < 4 ? '' : shorten(mark.label, Math.min(columns, room));
    if (text === '') return null;
    const wide = textWidth(text) * fontSize * COLUMN;
    for (let line = 0; line < lines; line++) {
      for (const share of [1 / 4, 0, 1 / 2, 3 / 4]) {
        const start = Math.max(left, Math.min(mark.x - wide * share, right - wide));
        const end = start + wide;
        const free = taken.every(
          (one) => one.line !== line || end + gap <= one.start || start >= one.end + gap,
        );
        if (!free) continue;
        taken.push({ line, start, end });
        return { x: Math.round(start * 100) / 100, line, text };
      }
    }
    return null;
  });
  return found.reverse();
}

/** The marks with their names, as the plot's foot gives their height. */
export function namedMarks(
  marks: readonly Mark[],
  names: Names,
  bottom: number,
  fontSize: number,
): ChartMark[] {
  return marks.map((mark, at) => {
    const name = names.placed[at] ?? null;
    const y = Math.round((bottom + fontSize * (1.2 + (name?.line ?? 0) * 1.4)) * 100) / 100;
    const label = name === null ? null : { x: name.x, y, text: name.text };
    return { x: mark.x, experiment: mark.experiment, date: mark.date, title: mark.label, label };
  });
}
