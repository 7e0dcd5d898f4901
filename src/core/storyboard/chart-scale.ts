import type { IsoDate } from '../model/dates';
import { textWidth } from '../text/width';
import type { ChartView } from './view';
import { numberWords } from './words';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ValueLabel {
  readonly y: number;
  readonly text: string;
}

/** An experiment on a run chart. */
export interface ChartMark {
  readonly x: number;
  readonly experiment: string;
  readonly date: IsoDate;
  /** The whole label, for a tooltip. */
  readonly title: string;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
}

/** The share of a font's height that a column of text takes on average; a little much, so that nothing is clipped. */
export const COLUMN = 0.58;

/** The lowest and the highest; infinities the wrong way round where there is none. A loop, since a call takes no 100,000 arguments. */
export function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Maps `from`..`to` onto `start`..`end`; where there is no stretch to map, or nothing to measure, everything stands in the middle. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  const length = to - from;
  if (!Number.isFinite(length) || length === 0) {
    return (value) => {
      // Values whose distance is beyond a number's range still keep their order.
      if (length === Number.POSITIVE_INFINITY && Number.isFinite(from)) {
        return start + ((value / 2 - from / 2) / (to / 2 - from / 2)) * (end - start);
      }
      return (start + end) / 2;
    };
  }
  return (value) => start + ((value - from) / length) * (end - start);
}

/** Milliseconds of a date (its noon, since the hour is not known) or of a point in time. */
export function timeOf(at: string): number {
  return Date.parse(at.length === 10 ? `${at}T12:00:00Z` : at);
}

/** Room for the longest of the values' labels, and a gap. */
export function valueLabelWidth(values: readonly number[], fontSize: number): number {
  const columns = Math.max(0, ...labelled(values).map((value) => textWidth(numberWords(value))));
  return columns * fontSize * COLUMN + fontSize;
}

/** The target, the newest, the highest and the lowest value: those that find room, in this order. */
export function placeValueLabels(
  chart: ChartView,
  y: (value: number) => number,
  fontSize: number,
): ValueLabel[] {
  const placed: ValueLabel[] = [];
  const points = chart.points.map((point) => point.value);
  const newest = chart.points.findLast(({ kind }) => kind !== 'set-aside');
  const wanted = [chart.target?.value, newest?.value, ...labelled(points)].filter(
    (value) => value !== undefined,
  );
  for (const value of wanted) {
    const at = Math.round(y(value) * 100) / 100;
    if (placed.every((label) => Math.abs(label.y - at) >= fontSize * 1.3)) {
      placed.push({ y: at, text: numberWords(value) });
    }
  }
  return placed.sort((a, b) => a.y - b.y);
}

function labelled(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const [low, high] = extent(values);
  return [high, low, ...values.slice(-1)];
}
