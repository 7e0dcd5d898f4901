import { recordsOf } from '../check/places';
import type { Corners } from '../corners/corner';
import type { KnownHistory } from '../experiments/known-history';
import type { KataHome, LoadedKata, LoadedRecord } from '../load/loaded';
import type { CoachingCycle } from '../model/coaching';
import type { IsoDate } from '../model/dates';
import type { Experiment } from '../model/experiment';
import type { RecordKind } from '../model/layout';
import type { Obstacle } from '../model/obstacle';
import { foundCorners } from '../storyboard/corners';
import { experimentViews } from '../storyboard/experiments';
import { type Metrics, metricsOf } from '../storyboard/metrics';
import { activeTarget, targetViews } from '../storyboard/targets';
import type { ExperimentView } from '../storyboard/view';
import { type ChangeOptions, changeOf, type Side } from './change';
import { type CodeCorners, cornerChanges } from './corners';
import { experimentAdded, experimentChanged, obstacleAdded, obstacleChanged } from './events';
import type { Owner } from './field-words';
import { kataRecordChanges } from './kata-record';
import { measurementChanges, numberChanges } from './numbers';
import type { KataPair, RecordPairs, Two } from './records';
import type { Change, ExperimentEvent, ItemEvent, KataReview, ObstacleEvent } from './review';
import { unreadableChanges } from './unreadable';

export interface KataContext {
  readonly records: {
    readonly obstacles: RecordPairs<'obstacle'>;
    readonly experiments: RecordPairs<'experiment'>;
    readonly coaching: RecordPairs<'coaching'>;
  };
  readonly code: CodeCorners;
  readonly today: IsoDate;
  readonly history: KnownHistory | null;
  /** Those of head; null where its code was not looked at. */
  readonly corners: Corners | null;
}

/** What a review says of a kata beside what changed in it. */
type KataHead = Pick<KataReview, 'slug' | 'folder' | 'movedFrom' | 'how' | 'title' | 'target' | 'numbers'>;

/** What changed in one kata; null where nothing did. */
export function kataChanges(pair: KataPair, context: KataContext): KataReview | null {
  const { before, after } = pair;
  const kata = after ?? before;
  if (kata === null) return null;
  const { records, today } = context;
  const metrics = metricsOf(kata.record.value);
  const [obstacles, experiments, coaching] = [
    records.obstacles.in(pair),
    records.experiments.in(pair),
    records.coaching.in(pair),
  ];
  const item = { metrics, added: (): ItemEvent[] => ['added'], changed: (): ItemEvent[] => ['edited'] };
  const addressed = { added: obstacleAdded, changed: obstacleChanged, metrics };
  const found = {
    ...kataRecordChanges(pair, metrics),
    obstacles: recordChanges<'obstacle', Obstacle, ObstacleEvent>(obstacles, pair, 'obstacle', addressed),
    experiments: experimentChanges(experiments, pair, metrics, context),
    corners: cornerChanges(experiments, context.code, metrics),
    coaching: recordChanges<'coaching', CoachingCycle, ItemEvent>(coaching, pair, 'coaching', item),
    measurements: measurementChanges(pair, metrics),
    unreadable: unreadableChanges(pair, [...obstacles, ...experiments, ...coaching]),
  };
  const movedFrom =
    before !== null && after !== null && before.folder !== after.folder ? before.folder : null;
  if (movedFrom === null && before !== null && after !== null && isNothing(found)) return null;
  return {
    slug: kata.slug,
    folder: kata.folder,
    movedFrom,
    how: before === null ? 'added' : after === null ? 'deleted' : 'changed',
    title: kata.record.value?.title ?? before?.record.value?.title ?? null,
    target: after === null ? null : activeTarget(targetViews(after, metrics, today)),
    numbers: numberChanges(pair, metrics),
    ...found,
  };
}

function isNothing({ direction, corners, ...lists }: Omit<KataReview, keyof KataHead>): boolean {
  const { known: _, ...groups } = corners;
  return (
    direction === null && [...Object.values(lists), ...Object.values(groups)].every((one) => one.length === 0)
  );
}

function recordChanges<K extends RecordKind, V extends object, E extends string>(
  pairs: readonly Two<LoadedRecord<K>>[],
  katas: KataPair,
  owner: Owner,
  options: Omit<ChangeOptions<V, E>, 'id' | 'owner' | 'line'>,
): Change<V, E | ItemEvent>[] {
  return readable(pairs).flatMap(({ before, after }) => {
    const [was, is] = [sideOf<V>(before, katas.before), sideOf<V>(after, katas.after)];
    const record = (after ?? before) as LoadedRecord;
    return changeOf<V, E>(was, is, { ...options, owner, id: record.id ?? record.handle }) ?? [];
  });
}

/** Pairs of which every side that is there can be read. */
function readable<K extends RecordKind>(pairs: readonly Two<LoadedRecord<K>>[]): Two<LoadedRecord<K>>[] {
  return pairs.filter(
    ({ before, after }) =>
      (before === null || before.value !== undefined) && (after === null || after.value !== undefined),
  );
}

function sideOf<V>(record: LoadedRecord | null, kata: LoadedKata | null): Side<V> | null {
  if (record === null) return null;
  // A record that came from another kata counts as renamed: its path does not begin with this kata's folder.
  const folder = kata === null ? '' : `${kata.folder}/`;
  const name = record.path.startsWith(folder) ? record.path.slice(folder.length) : record.path;
  // The record's kind says what it holds.
  return { value: record.value as V, record, path: [], name };
}

function experimentChanges(
  pairs: readonly Two<LoadedRecord<'experiment'>>[],
  katas: KataPair,
  metrics: Metrics,
  { today, history, corners }: KataContext,
): KataReview['experiments'] {
  const changes = recordChanges<'experiment', Experiment, ExperimentEvent>(pairs, katas, 'experiment', {
    metrics,
    except: ['corners'],
    added: experimentAdded,
    changed: experimentChanged,
  });
  const viewsOf = (kata: LoadedKata | null, known: KnownHistory | null, code: Corners | null) =>
    once(() => {
      if (kata === null) return new Map<string, ExperimentView>();
      const active = activeTarget(targetViews(kata, metrics, today));
      const views = experimentViews(
        kata,
        metricsOf(kata.record.value),
        active,
        today,
        known,
        foundCorners(kata, code),
      );
      return new Map(views.map((view) => [view.record, view]));
    });
  const [now, gone] = [viewsOf(katas.after, history, corners), viewsOf(katas.before, null, null)];
  return changes.map((change) => ({
    ...change,
    // Made when it is asked for: a summary may never ask.
    get view() {
      const view = change.at === null ? gone().get(change.wasAt?.record ?? '') : now().get(change.at.record);
      if (view === undefined) throw new Error(`no storyboard shows ${change.path}`);
      return view;
    },
  }));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Katas without the last good content of what can't be read now: a review tells what stands there. */
export function withoutStale(homes: readonly KataHome[]): readonly KataHome[] {
  const fresh = <K extends RecordKind>(record: LoadedRecord<K>): LoadedRecord<K> =>
    record.stale ? { ...record, value: undefined, stale: false } : record;
  const isStale = (kata: LoadedKata) => recordsOf(kata).some(({ stale }) => stale);
  return homes.map((home) =>
    home.config?.stale !== true && !home.katas.some(isStale)
      ? home
      : {
          ...home,
          config: home.config === null ? null : fresh(home.config),
          katas: home.katas.map((kata) => ({
            ...kata,
            record: fresh(kata.record),
            obstacles: kata.obstacles.map(fresh),
            experiments: kata.experiments.map(fresh),
            coaching: kata.coaching.map(fresh),
            measurements: kata.measurements.map(fresh),
          })),
        },
  );
}
