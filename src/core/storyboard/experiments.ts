import type { RecordElsewhere } from '../experiments/elsewhere';
import type { KnownHistory } from '../experiments/known-history';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import { experimentState } from '../model/experiment';
import { comparisonsOf } from './comparisons';
import { cornerViews, experimentCorners, type FoundCorners } from './corners';
import { textFields } from './fields';
import { experimentHistory, recordsOnlyElsewhere } from './history-views';
import type { Metrics } from './metrics';
import { byText, newestFirst } from './order';
import type { CornerView, ExperimentView, TargetView } from './view';

/**
 * Running first (the latest started first), then planned, then the latest finished first. Those that only another
 * branch holds stand among them, to be read.
 */
export function experimentViews(
  kata: LoadedKata,
  metrics: Metrics,
  active: TargetView | null,
  today: IsoDate,
  history: KnownHistory | null,
  found: FoundCorners,
): ExperimentView[] {
  const titles = new Map(kata.obstacles.map(({ id, value }) => [id, value?.title ?? null]));
  const targets = kata.record.value?.targets ?? [];
  const views = shownRecords(kata, history).flatMap((record): ExperimentView[] => {
    const { handle, id, value, readOnly, stale, elsewhere } = record;
    if (value === undefined) return [];
    const state = experimentState(value);
    const target = targets.find((one) => one.id === (value.target ?? active?.id));
    return [
      {
        record: handle,
        id,
        state,
        readOnly,
        stale,
        ...textFields(handle, [], value, ['title', 'step', 'target', 'obstacle', 'expect', 'happened']),
        ...textFields(handle, [], value, ['learned', 'checkBy', 'learner', 'started', 'finished', 'outcome']),
        obstacleTitle: (value.obstacle === undefined ? undefined : titles.get(value.obstacle)) ?? null,
        comparisons: comparisonsOf(kata, handle, id ?? handle, value, metrics, target?.values),
        corners: cornerViews(record, today, elsewhere === null ? found : null),
        cleanUp: elsewhere === null ? experimentCorners(id, state, found) : null,
        history: experimentHistory(id, elsewhere, history),
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

/** An experiment's record, from the working tree or from another branch. */
type ShownRecord = Pick<LoadedRecord<'experiment'>, 'handle' | 'id' | 'value' | 'readOnly' | 'stale'> & {
  readonly elsewhere: RecordElsewhere | null;
};

function shownRecords(kata: LoadedKata, history: KnownHistory | null): ShownRecord[] {
  const there = recordsOnlyElsewhere(kata, history).map(
    ({ value, elsewhere }): ShownRecord => ({
      handle: elsewhere.id,
      id: elsewhere.id,
      value,
      readOnly: true,
      stale: false,
      elsewhere,
    }),
  );
  return [...kata.experiments.map((record): ShownRecord => ({ ...record, elsewhere: null })), ...there];
}

function rank(view: ExperimentView): number {
  return view.state === 'running' ? 0 : view.state === 'planned' ? 1 : 2;
}

/** The corners of all experiments whose records are here, newest experiment first. */
export function allCorners(experiments: readonly ExperimentView[]): CornerView[] {
  return experiments
    .filter(({ history }) => (history?.onlyOn ?? null) === null)
    .sort((a, b) => newestFirst(a.started.value, b.started.value))
    .flatMap((experiment) => experiment.corners);
}
