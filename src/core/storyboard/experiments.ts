import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import { experimentState } from '../model/experiment';
import { comparisonsOf } from './comparisons';
import { cornerViews } from './corners';
import { textFields } from './fields';
import type { Metrics } from './metrics';
import { byText, newestFirst } from './order';
import type { CornerView, ExperimentView, TargetView } from './view';

/** Running first (the latest started first), then planned, then the latest finished first. */
export function experimentViews(
  kata: LoadedKata,
  metrics: Metrics,
  active: TargetView | null,
  today: IsoDate,
): ExperimentView[] {
  const titles = new Map(kata.obstacles.map(({ id, value }) => [id, value?.title ?? null]));
  const targets = kata.record.value?.targets ?? [];
  const views = kata.experiments.flatMap((record): ExperimentView[] => {
    const { handle, id, value, readOnly, stale } = record;
    if (value === undefined) return [];
    const target = targets.find((one) => one.id === (value.target ?? active?.id));
    return [
      {
        record: handle,
        id,
        state: experimentState(value),
        readOnly,
        stale,
        ...textFields(handle, [], value, ['title', 'step', 'target', 'obstacle', 'expect', 'happened']),
        ...textFields(handle, [], value, ['learned', 'checkBy', 'learner', 'started', 'finished', 'outcome']),
        obstacleTitle: (value.obstacle === undefined ? undefined : titles.get(value.obstacle)) ?? null,
        comparisons: comparisonsOf(kata, handle, id ?? handle, value, metrics, target?.values),
        corners: cornerViews(record, today),
      },
    ];
  });
  return views.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      newestFirst(a.finished.value, b.finished.value) ||
      newestFirst(a.started.value, b.started.value) ||
      byText(a.record, b.record),
  );
}

function rank(view: ExperimentView): number {
  return view.state === 'running' ? 0 : view.state === 'planned' ? 1 : 2;
}

/** The corners of all experiments, newest experiment first. */
export function allCorners(experiments: readonly ExperimentView[]): CornerView[] {
  return [...experiments]
    .sort((a, b) => newestFirst(a.started.value, b.started.value))
    .flatMap((experiment) => experiment.corners);
}
