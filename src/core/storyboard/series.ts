import type { LoadedKata } from '../load/loaded';
import { harmless } from '../text/harmless';
import { shorten } from '../text/width';
import { ownValue } from './fields';
import { knownValues } from './known';
import { type Metrics, mainMetric } from './metrics';
import type { ChartView, TargetView } from './view';

/** Longest name of an experiment beside its mark, in columns. */
const LABEL_WIDTH = 28;

/** What the run chart draws for the active target's metric; null where the target sets no number. */
export function chartView(kata: LoadedKata, metrics: Metrics, target: TargetView | null): ChartView | null {
  if (target === null) return null;
  const values = kata.record.value?.targets?.[target.index]?.values;
  const metric = mainMetric(metrics, values);
  if (metric === null) return null;
  const goal = ownValue(values, metric.id);
  return {
    metric,
    points: knownValues(kata, metric.id).map(({ at, value, kind, source, note }) => ({
      at,
      value,
      kind,
      source,
      note,
    })),
    target: goal === undefined ? null : { value: goal, by: target.achieveBy.value },
    marks: experimentMarks(kata),
  };
}

function experimentMarks(kata: LoadedKata): ChartView['marks'] {
  return kata.experiments
    .flatMap(({ handle, value }) => {
      if (value?.started === undefined) return [];
      const label = shorten(harmless(value.title || value.step), LABEL_WIDTH);
      return [{ date: value.started, label, experiment: handle }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
