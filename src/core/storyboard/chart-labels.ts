import type { IsoDate } from '../model/dates';
import { shorten, textWidth } from '../text/width';
import { type Box, type ChartMark, COLUMN } from './chart-scale';

interface Mark {
  readonly x: number;
  readonly date: IsoDate;
  readonly label: string;
  readonly experiment: string;
}

/**
 * Gives experiments' marks their names, the newest first, each near its mark in the first line under the plot
 * where it touches no other and does not leave the chart; one that finds no room has only its tooltip.
 */
export function placeLabels(marks: readonly Mark[], plot: Box, fontSize: number, lines: number): ChartMark[] {
  const gap = fontSize;
  const taken: { line: number; start: number; end: number }[] = [];
  const placed = marks.toReversed().map((mark): ChartMark => {
    const columns = Math.floor((plot.right - plot.left) / (fontSize * COLUMN));
    const text = columns < 4 ? '' : shorten(mark.label, columns);
    const wide = textWidth(text) * fontSize * COLUMN;
    const start = Math.max(plot.left, Math.min(mark.x - wide / 4, plot.right - wide));
    const end = start + wide;
    for (let line = 0; text !== '' && line < lines; line++) {
      const free = taken.every(
        (one) => one.line !== line || end + gap <= one.start || start >= one.end + gap,
      );
      if (!free) continue;
      taken.push({ line, start, end });
      const y = Math.round((plot.bottom + fontSize * (1.2 + line * 1.4)) * 100) / 100;
      return mapped(mark, { x: Math.round(start * 100) / 100, y, text });
    }
    return mapped(mark, null);
  });
  return placed.reverse();
}

function mapped(mark: Mark, label: ChartMark['label']): ChartMark {
  return { x: mark.x, experiment: mark.experiment, date: mark.date, title: mark.label, label };
}
