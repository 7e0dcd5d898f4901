import type { IsoDate } from '../model/dates';
import { harmless } from '../text/harmless';
import { arrangeNames, namedMarks } from './chart-labels';
import {
  type Box,
  type ChartMark,
  COLUMN,
  extent,
  linear,
  placeValueLabels,
  timeOf,
  type ValueLabel,
  valueLabelWidth,
} from './chart-scale';
import { chartSummary } from './chart-summary';
import type { ChartPoint, ChartView } from './view';
import { dateWords, valueWords } from './words';

/** The room for a run chart: pixels, or any other unit that is used for all three. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Height of the labels' letters. */
  readonly fontSize: number;
}

/** Where everything of a run chart stands, from the top left corner. Nothing lies outside `width` and `height`. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  /** Where values are drawn: beside the value labels, above the experiments' names. */
  readonly plot: Box;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly point: ChartPoint;
    /** Where things stand now. */
    readonly newest: boolean;
  }[];
  /** The points as an SVG polyline's `points`, without those that were set aside; empty where there are fewer than two. */
  readonly line: string;
  /** Values at the left, right-aligned at `plot.left - fontSize / 2`, `y` their middle. */
  readonly valueLabels: readonly ValueLabel[];
  /** The target's dashed line across the plot, with its label over or under it (`labelY` is the text's base line). */
  readonly target: {
    readonly y: number;
    readonly label: string;
    readonly labelX: number;
    readonly labelY: number;
  } | null;
  /** Experiments: an upright line at `x` over the plot; its name under it where there is room (`y` the base line). */
  readonly marks: readonly ChartMark[];
  /** All of it in words, for those who don't see it. */
  readonly summary: string;
}

/** Names of experiments stand in at most this many lines under the plot, and take at most a third of the height. */
const NAME_LINES = 3;

/** Lays a run chart out: raw points over time, the target as a line, the experiments as marks. */
export function layoutChart(chart: ChartView, size: ChartSize, today: IsoDate): ChartLayout {
  const { width, height, fontSize } = size;
  const radius = fontSize / 3;
  const lineHeight = fontSize * 1.4;
  const values = [...chart.points.map((point) => point.value), ...(chart.target ? [chart.target.value] : [])];
  const left = valueLabelWidth(values, fontSize);
  const right = Math.max(left, width - radius * 2);
  const x = timeScale(chart, { left, right }, radius);
  const marks = chart.marks.map((mark) => ({ ...mark, x: x(mark.date) }));
  const most = Math.max(1, Math.min(NAME_LINES, Math.floor(height / 3 / lineHeight)));
  const names = arrangeNames(marks, { left, right }, fontSize, most);
  const plot: Box = {
    left,
    top: Math.min(height, lineHeight),
    right,
    bottom: Math.max(lineHeight, height - radius * 2 - names.lines * lineHeight),
  };
  const y = linear(...extent(values), plot.bottom - radius, plot.top + radius);
  const last = chart.points.findLast(isOfLine);
  const points = chart.points.map((point) => {
    return { x: x(point.at), y: round(y(point.value)), point, newest: point === last };
  });
  const line = points.filter(({ point }) => isOfLine(point));
  return {
    width,
    height,
    plot,
    points,
    line: line.length < 2 ? '' : line.map((point) => `${point.x},${point.y}`).join(' '),
    valueLabels: placeValueLabels(chart, y, fontSize),
    target: targetLine(chart, y, plot, size, points, today),
    marks: namedMarks(marks, names, plot.bottom, fontSize),
    summary: chartSummary(chart, today),
  };
}

/** What was set aside is seen beside the line, not on it. */
export function isOfLine(point: ChartPoint): boolean {
  return point.kind !== 'set-aside';
}

/** Time runs from the first to the last thing that is drawn; a single moment stands in the middle. */
function timeScale(
  chart: ChartView,
  plot: Pick<Box, 'left' | 'right'>,
  radius: number,
): (at: string) => number {
  const times = [...chart.points.map((point) => point.at), ...chart.marks.map((mark) => mark.date)].map(
    timeOf,
  );
  const [start, end] = [plot.left + radius * 2, plot.right - radius * 2];
  const middle = (plot.left + plot.right) / 2;
  const scale = linear(...extent(times), start < end ? start : middle, start < end ? end : middle);
  return (at) => round(scale(timeOf(at)));
}

function targetLine(
  chart: ChartView,
  y: (value: number) => number,
  plot: Box,
  size: ChartSize,
  points: ChartLayout['points'],
  today: IsoDate,
): ChartLayout['target'] {
  if (chart.target === null) return null;
  const at = round(y(chart.target.value));
  const by = chart.target.by === null ? '' : ` by ${dateWords(chart.target.by, today)}`;
  const label = harmless(`target ${valueWords(chart.target.value, chart.metric.unit)}${by}`);
  const wide = label.length * size.fontSize * COLUMN;
  const over = at - size.fontSize * 0.4;
  const under = at + size.fontSize * 1.1;
  const crossed = (base: number) =>
    points.some(
      (p) => p.x < plot.left + wide && p.y > base - size.fontSize && p.y < base + size.fontSize / 3,
    );
  const useUnder = over - size.fontSize < 0 || (crossed(over) && !crossed(under) && under < plot.bottom);
  return { y: at, label, labelX: plot.left, labelY: round(useUnder ? under : over) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
