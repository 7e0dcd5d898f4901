import type { LoadedKata } from '../load/loaded';
import { type Experiment, experimentState } from '../model/experiment';
import { clean } from './clean';
import { numberField, ownValue } from './fields';
import { knownValues, newestBy } from './known';
import { type Metrics, mainMetric, namedIn } from './metrics';
import type { ComparisonView, MetricView } from './view';

/**
 * Prediction beside result, a metric each: those with either number, and while the experiment runs the one that its
 * target is judged by, so that a number can be put in.
 * @param self what the experiment's own values are known by, so that they are not taken for the number before it.
 * @param targetValues the numbers of its target condition.
 */
export function comparisonsOf(
  kata: LoadedKata,
  record: string,
  self: string,
  experiment: Experiment,
  metrics: Metrics,
  targetValues: Readonly<Record<string, number>> | undefined,
): ComparisonView[] {
  const main = experimentState(experiment) === 'running' ? mainMetric(metrics, targetValues) : null;
  const open = main === null ? undefined : { [main.id]: 0 };
  return namedIn(metrics, experiment.expectValues, experiment.values, open).map((metric) => {
    const expected = ownValue(experiment.expectValues, metric.id);
    const actual = ownValue(experiment.values, metric.id);
    const before = newestBy(knownValues(kata, metric.id), experiment.started, self)?.value ?? null;
    return {
      metric,
      before,
      expected: numberField(record, ['expectValues', metric.id], expected),
      actual: numberField(record, ['values', metric.id], actual),
      verdict:
        expected === undefined || actual === undefined ? null : verdictOf(metric, expected, actual, before),
    };
  });
}

/**
 * `short` or `better` by the metric's direction; only `off` where it has none: nobody said which way is good.
 * `worse` where it fell short and is worse than the number before: then what went wrong is told, not what is missing.
 */
export function verdictOf(
  metric: Pick<MetricView, 'better'>,
  expected: number,
  actual: number,
  before: number | null,
): NonNullable<ComparisonView['verdict']> {
  const by = clean(Math.abs(clean(actual) - clean(expected)));
  if (by === 0) return { kind: 'as-predicted', by };
  if (metric.better === null) return { kind: 'off', by };
  const isBetter = (one: number, other: number) => (metric.better === 'lower' ? one < other : one > other);
  if (isBetter(actual, expected)) return { kind: 'better', by };
  const lost = before === null ? 0 : clean(Math.abs(clean(actual) - clean(before)));
  return before !== null && lost !== 0 && isBetter(before, actual)
    ? { kind: 'worse', by: lost }
    : { kind: 'short', by };
}
