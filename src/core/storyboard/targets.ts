import type { LoadedKata } from '../load/loaded';
import { daysBetween, type IsoDate } from '../model/dates';
import type { Experiment } from '../model/experiment';
import { textFields, valueFields } from './fields';
import { type Metrics, namedIn } from './metrics';
import { alsoOf, progressOf } from './progress';
import type { TargetView } from './view';

/** All target conditions in the file's order. */
export function targetViews(kata: LoadedKata, metrics: Metrics, today: IsoDate): TargetView[] {
  const record = kata.record.handle;
  const experiments: Experiment[] = kata.experiments.flatMap((one) => one.value ?? []);
  return (kata.record.value?.targets ?? []).map((target, index) => {
    const path = ['targets', index] as const;
    const shown = [...new Set([...metrics.all, ...namedIn(metrics, target.values)])];
    return {
      id: target.id,
      record,
      index,
      state: target.state ?? 'planned',
      ...textFields(record, path, target, ['title', 'achieveBy', 'pattern', 'reflection']),
      daysLeft: target.achieveBy === undefined ? null : daysBetween(today, target.achieveBy),
      values: valueFields(record, [...path, 'values'], target.values, shown),
      progress: progressOf(kata, target, metrics, experiments),
      also: alsoOf(kata, target, metrics, experiments),
    };
  });
}

/** The active target; of several, the first: `check` says that there should be one. */
export function activeTarget(targets: readonly TargetView[]): TargetView | null {
  return targets.find((target) => target.state === 'active') ?? null;
}
