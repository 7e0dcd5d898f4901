import { type Block, em, type Inline, joined, type Line, strong, text } from '../../document/document';
import type { IsoDate } from '../../model/dates';
import type { CurrentCondition } from '../../model/kata';
import type { MetricView } from '../../storyboard/view';
import { countWords, dateWords, numberWords, valueWords } from '../../storyboard/words';
import type { Change, ItemEvent, KataReview, MeasurementChange, NumberChange } from '../review';
import { short } from './texts';

/** The numbers that moved, as a table: what a metric was, what it is, what the target asks for. */
export function numberBlocks(numbers: readonly NumberChange[]): Block[] {
  if (numbers.every(({ before, after }) => before === after)) return [];
  const said = (value: number | null, { unit }: MetricView): Line =>
    value === null ? [] : [valueWords(value, unit)];
  return [
    {
      is: 'table',
      head: ['metric', 'before', 'now', 'target'],
      rows: numbers.map(({ metric, before, after, target }) => [
        [short(metric.title)],
        said(before, metric),
        after === null || after === before ? said(after, metric) : [strong(valueWords(after, metric.unit))],
        said(target, metric),
      ]),
    },
  ];
}

/** New grasps of the current condition, with their facts. */
export function conditionBlocks(
  conditions: readonly Change<CurrentCondition, ItemEvent>[],
  metrics: readonly MetricView[],
  today: IsoDate,
): Block[] {
  return conditions.flatMap(({ before, after, id }): Block[] => {
    if (after === null)
      return [text('The current condition of ', dateWords(id, today), ' is no longer in the kata')];
    if (before !== null) return [];
    const { date, process, knowledge, facts = [], values = {} } = after;
    const numbers = Object.entries(values).map(([metric, value]) => {
      const known = metrics.find((one) => one.id === metric);
      return `${known?.title ?? metric} ${valueWords(value, known?.unit ?? '')}`;
    });
    const said = [process, knowledge, ...facts].map((one) => short(one)).filter((one) => one !== '');
    const start = `Current condition${date === undefined ? '' : ` of ${dateWords(date, today)}`}:`;
    return [
      text(
        strong(start),
        ' ',
        short(numbers.join(', ')),
        numbers.length > 0 && said.length > 0 ? '. ' : '',
        said[0] ?? '',
      ),
      ...(said.length > 1 ? [{ is: 'list', items: said.slice(1).map((one): Line => [one]) } as const] : []),
    ];
  });
}

/** New and lost metrics, and how many points were measured. */
export function measureBlocks({ metrics, measurements }: KataReview): Block[] {
  const named = (event: ItemEvent) => metrics.filter(({ events }) => events.includes(event));
  const lines: Line[] = [
    ...named('added').map(({ after, id }): Line => ['new metric ', em(short(after?.title) || id)]),
    ...named('deleted').map(
      ({ before, id }): Line => ['metric ', em(short(before?.title) || id), ' is no longer measured'],
    ),
    ...measurements.map(pointsLine),
  ];
  return lines.length === 0 ? [] : [text(strong('Measured:'), ' ', ...joined(lines, '; '))];
}

function pointsLine({ metric, added, removed }: MeasurementChange): Line {
  const span = added.map(({ value }) => value);
  const [low, high] = [
    span.reduce((a, b) => Math.min(a, b), Infinity),
    span.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const range =
    low === high ? valueWords(low, metric.unit) : `${numberWords(low)} to ${valueWords(high, metric.unit)}`;
  const name: Inline = em(short(metric.title));
  const parts: Line[] = [
    ...(added.length === 0 ? [] : [[`${countWords(added.length, 'new point')} of `, name, ` (${range})`]]),
    ...(removed.length === 0 ? [] : [[`${countWords(removed.length, 'point')} of `, name, ' taken out']]),
  ];
  return joined(parts, ', ');
}
