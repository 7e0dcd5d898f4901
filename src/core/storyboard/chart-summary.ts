import type { IsoDate } from '../model/dates';
import { harmless } from '../text/harmless';
import { extent } from './chart-scale';
import type { ChartView } from './view';
import { countWords, dateWords, valueWords } from './words';

/** A run chart in words: how many values from when to when, the first, the newest, the range, the target, the experiments. */
export function chartSummary(chart: ChartView, today: IsoDate): string {
  const { metric, target, marks } = chart;
  const points = chart.points.filter(({ kind }) => kind !== 'set-aside');
  const aside = chart.points.filter(({ kind }) => kind === 'set-aside').slice(-10);
  const say = (value: number) => valueWords(value, metric.unit);
  const [first, last] = [points[0], points.at(-1)];
  const sentences: string[] = [];
  if (first === undefined || last === undefined) sentences.push(`${metric.title}: no value yet.`);
  else if (points.length === 1) {
    sentences.push(`${metric.title}: ${say(first.value)} on ${dateWords(first.at, today)}.`);
  } else {
    const [low, high] = extent(points.map((point) => point.value));
    const span = `from ${dateWords(first.at, today)} to ${dateWords(last.at, today)}`;
    sentences.push(
      `${metric.title}: ${countWords(points.length, 'value')} ${span}, first ${say(first.value)}, newest ${say(last.value)}, lowest ${say(low)}, highest ${say(high)}.`,
    );
  }
  if (aside.length > 0) {
    const seen = aside.map(({ value, at }) => `${say(value)} on ${dateWords(at, today)}`).join(', ');
    sentences.push(`Measured in experiments that were not kept: ${seen}.`);
  }
  if (target !== null) {
    const by = target.by === null ? '' : ` by ${dateWords(target.by, today)}`;
    sentences.push(`Target ${say(target.value)}${by}.`);
  }
  const named = marks.slice(-10).map((mark) => `${mark.label} on ${dateWords(mark.date, today)}`);
  const older = marks.length - named.length;
  if (named.length > 0) {
    sentences.push(`Experiments started: ${older > 0 ? `${older} before, ` : ''}${named.join(', ')}.`);
  }
  return harmless(sentences.join(' '));
}
