import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Experiment } from '../model/experiment';
import type { TargetCondition } from '../model/kata';
import { workBegan } from '../model/work-began';
import { clean } from './clean';
import { ownValue } from './fields';
import { type KnownValue, knownValues, newestBy } from './known';
import { type Metrics, mainMetric, namedIn } from './metrics';
import type { AlsoView, LatestView, MetricView, ProgressView } from './view';

/**
 * How far the target's metric has come since work on it began; null where the target sets no number, or none is known.
 * Where nobody knows when it began, it has come from the oldest number there is.
 */
export function progressOf(
  kata: LoadedKata,
  target: TargetCondition,
  metrics: Metrics,
  experiments: readonly Experiment[],
): ProgressView | null {
  const metric = mainMetric(metrics, target.values);
  return metric === null ? null : progressIn(kata, target, metric, experiments);
}

/** The numbers of the target that its progress is not told by. */
export function alsoOf(
  kata: LoadedKata,
  target: TargetCondition,
  metrics: Metrics,
  experiments: readonly Experiment[],
): AlsoView[] {
  const main = mainMetric(metrics, target.values);
  return namedIn(metrics, target.values).flatMap((metric) => {
    const to = ownValue(target.values, metric.id);
    if (to === undefined || metric.id === main?.id) return [];
    return [{ metric, to, progress: progressIn(kata, target, metric, experiments) }];
  });
}

function progressIn(
  kata: LoadedKata,
  target: TargetCondition,
  metric: MetricView,
  experiments: readonly Experiment[],
): ProgressView | null {
  const to = ownValue(target.values, metric.id);
  const known = knownValues(kata, metric.id);
  const now = newestBy(known, undefined);
  if (to === undefined || now === undefined) return null;
  const begun = workBegan(target, kata.record.value?.targets ?? [], experiments);
  const from = startOf(known, begun) ?? oldest(known) ?? now;
  return {
    metric,
    from: from.value,
    now: now.value,
    nowAt: now.at,
    to,
    ...distance(metric, from.value, now.value, to),
  };
}

/**
 * Where work began: what was grasped on that day, else the newest number of the days before. What was measured on the
 * day itself may be the work's already.
 */
function startOf(known: readonly KnownValue[], begun: IsoDate | undefined): KnownValue | undefined {
  if (begun === undefined) return undefined;
  const grasped = known.find(({ kind, at }) => kind === 'condition' && at.slice(0, 10) === begun);
  const before = known.filter(({ at }) => at.slice(0, 10) < begun);
  return grasped ?? newestBy(before, undefined);
}

function oldest(known: readonly KnownValue[]): KnownValue | undefined {
  return known.find(({ kind }) => kind !== 'set-aside');
}

/**
 * The share of the way, whether the target is met, and how much worse it is than at the start: by the metric's
 * direction, else by the way that had to be gone.
 */
export function distance(
  metric: MetricView,
  from: number,
  now: number,
  to: number,
): { share: number; reached: boolean; worse: number | null } {
  const better = metric.better ?? (to === from ? null : to < from ? 'lower' : 'higher');
  const way = clean(now) - clean(to);
  const reached = better === null ? way === 0 : better === 'lower' ? way <= 0 : way >= 0;
  if (reached) return { share: 1, reached, worse: null };
  const lost = clean(clean(now) - clean(from)) * (better === 'higher' ? -1 : 1);
  const worse = better !== null && lost > 0 ? lost : null;
  const share = to === from ? 0 : (now - from) / (to - from);
  return { share: Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)), reached, worse };
}

/** The newest number of each metric. */
export function latestViews(kata: LoadedKata, metrics: Metrics): LatestView[] {
  return metrics.all.flatMap((metric) => {
    const newest = newestBy(knownValues(kata, metric.id), undefined);
    return newest === undefined ? [] : [{ metric, value: newest.value, at: newest.at }];
  });
}
