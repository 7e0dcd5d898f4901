import type { Kata, Metric } from '../model/kata';
import { ownValue } from './fields';
import type { MetricView } from './view';

/** The kata's metrics, and a view of any other id that a value was written under. */
export interface Metrics {
  readonly all: readonly MetricView[];
  readonly views: ReadonlyMap<string, MetricView>;
  readonly declared: ReadonlyMap<string, Metric>;
}

/** The kata's metrics in the file's order; of two with one id the first counts. */
export function metricsOf(kata: Kata | undefined): Metrics {
  const declared = new Map<string, Metric>();
  for (const metric of kata?.metrics ?? []) if (!declared.has(metric.id)) declared.set(metric.id, metric);
  const all = [...declared.values()].map(
    (metric): MetricView => ({
      id: metric.id,
      title: metric.title ?? metric.id,
      unit: metric.unit ?? '',
      better: metric.better ?? null,
    }),
  );
  return { all, declared, views: new Map(all.map((metric) => [metric.id, metric])) };
}

/** The metric's view; one that the kata does not know is shown by its id, with no unit and no direction. */
export function metricView(metrics: Metrics, id: string): MetricView {
  return metrics.views.get(id) ?? { id, title: id, unit: '', better: null };
}

/** Metrics that any of the value maps names: the kata's own in its order, then strangers as they come. */
export function namedIn(
  metrics: Metrics,
  ...maps: readonly (Readonly<Record<string, number>> | undefined)[]
): MetricView[] {
  const ids = new Set(maps.flatMap((map) => Object.keys(map ?? {})));
  const own = metrics.all.filter((metric) => ids.has(metric.id));
  const strangers = [...ids].filter((id) => !metrics.views.has(id));
  return [...own, ...strangers.map((id) => metricView(metrics, id))];
}

/** The metric that a target is judged by: the first outcome metric that it sets a value for, else the first metric that it does. */
export function mainMetric(
  metrics: Metrics,
  values: Readonly<Record<string, number>> | undefined,
): MetricView | null {
  const named = namedIn(metrics, values).filter((metric) => ownValue(values, metric.id) !== undefined);
  const outcome = named.find((metric) => metrics.declared.get(metric.id)?.kind === 'outcome');
  return outcome ?? named[0] ?? null;
}
