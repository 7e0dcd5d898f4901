import type { LoadedKata } from '../load/loaded';
import { type Experiment, experimentState } from '../model/experiment';
import { clean } from './clean';
import { numberField, ownValue } from './fields';
import { knownValues, newestBy } from './known';
import { type Metrics, namedIn } from './metrics';
import type { ComparisonView, MetricView } from './view';

/**
 * Prediction beside result, a metric each: those with either number, and while the experiment is planned or
 * running those of its target too, so that a number can be put in.
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
  const state = experimentState(experiment);
  const open = state === 'planned' || state === 'running' ? targetValues : undefined;
  return namedIn(metrics, experiment.expectValues, experiment.values, open).map((metric) => {
    const expected = ownValue(experiment.expectValues, metric.id);
    const actual = ownValue(experiment.values, metric.id);
    return {
      metric,
      before: newestBy(knownValues(kata, metric.id), experiment.started, self)?.value ?? null,
      expected: numberField(record, ['expectValues', metric.id], expected),
      actual: numberField(record, ['values', metric.id], actual),
      verdict: expected === undefined || actual === undefined ? null : verdictOf(metric, expected, actual),
    };
  });
}

/** `short` or `better` by the metric's direction; only `off` where it has none: nobody said which way is good. */
export function verdictOf(
  metric: Pick<MetricView, 'better'>,
  expected: number,
  actual: number,
): NonNullable<ComparisonView['verdict']> {
  const by = clean(Math.abs(clean(actual) - clean(expected)));
  if (by === 0) return { kind: 'as-predicted', by };
  if (metric.better === null) return { kind: 'off', by };
  const good = metric.better === 'lower' ? actual < expected : actual > expected;
  return { kind: good ? 'better' : 'short', by };
}
