import type { LoadedKata } from '../load/loaded';
import { ownValue } from './fields';
import type { ChartPoint } from './view';

/** A number of one metric that the records know, with what wrote it. */
export interface KnownValue extends ChartPoint {
  /** The experiment whose result, or whose measurement, it is; null for others. */
  readonly experiment: string | null;
  /** Milliseconds for sorting: a current condition opens its day, an experiment's result closes it. */
  readonly order: number;
}

type Draft = Omit<KnownValue, 'order'>;

/**
 * All that is known of a metric, oldest first: measurements (a line written twice counts once), then what
 * current conditions and finished experiments say, unless a stronger source has that value on that day.
 * A result without a `finished` date has no day, so it is no point.
 */
export function knownValues(kata: LoadedKata, metric: string): readonly KnownValue[] {
  const ofKata = remembered.get(kata) ?? new Map<string, readonly KnownValue[]>();
  remembered.set(kata, ofKata);
  const known = ofKata.get(metric) ?? collect(kata, metric);
  ofKata.set(metric, known);
  return known;
}

/** A loaded kata never changes, and each experiment's comparison asks for the same values. */
const remembered = new WeakMap<LoadedKata, Map<string, readonly KnownValue[]>>();

function collect(kata: LoadedKata, metric: string): KnownValue[] {
  const kept: Draft[] = [];
  const seen = new Set<string>();
  for (const draft of measured(kata, metric)) {
    const line = JSON.stringify([draft.at, draft.value, draft.note]);
    if (!seen.has(line)) kept.push(draft);
    seen.add(line);
  }
  const days = new Set(kept.map(dayAndValue));
  for (const draft of [...grasped(kata, metric), ...resulted(kata, metric)]) {
    if (!days.has(dayAndValue(draft))) kept.push(draft);
    days.add(dayAndValue(draft));
  }
  return kept.map((draft) => ({ ...draft, order: orderOf(draft) })).sort((a, b) => a.order - b.order);
}

function dayAndValue(draft: Draft): string {
  return `${draft.at.slice(0, 10)} ${draft.value}`;
}

function orderOf(draft: Draft): number {
  if (draft.kind === 'measurement') return Date.parse(draft.at);
  return Date.parse(`${draft.at}T${draft.kind === 'condition' ? '00:00:00.000' : '23:59:59.999'}Z`);
}

function measured(kata: LoadedKata, metric: string): Draft[] {
  return kata.measurements
    .filter((record) => record.metric === metric)
    .flatMap((record) =>
      (record.value ?? []).map((point) => ({
        at: point.at,
        value: point.value,
        kind: 'measurement' as const,
        source: 'measurement',
        note: point.note ?? null,
        experiment: experimentOfFile(record.path),
      })),
    );
}

/** `measurements/p95/x-7f3kq.yaml` holds the points of that experiment's work. */
function experimentOfFile(path: string): string | null {
  return /\/(x-[0-9a-z]{5})\.yaml$/.exec(path)?.[1] ?? null;
}

function grasped(kata: LoadedKata, metric: string): Draft[] {
  return (kata.record.value?.currentCondition ?? []).flatMap((condition) => {
    const value = ownValue(condition.values, metric);
    if (value === undefined || condition.date === undefined) return [];
    const note = condition.process ?? null;
    return [
      { at: condition.date, value, kind: 'condition', source: 'current condition', note, experiment: null },
    ] as const;
  });
}

function resulted(kata: LoadedKata, metric: string): Draft[] {
  return kata.experiments.flatMap((record) => {
    const value = ownValue(record.value?.values, metric);
    const at = record.value?.finished;
    if (value === undefined || at === undefined) return [];
    const source = record.value?.title ?? record.value?.step ?? 'experiment';
    const note = record.value?.happened ?? null;
    return [{ at, value, kind: 'experiment', source, note, experiment: record.id ?? record.handle }] as const;
  });
}

/** The newest value on or before `day`, or of all where `day` is undefined; the experiment `except` is left out. */
export function newestBy(
  known: readonly KnownValue[],
  day: string | undefined,
  except?: string,
): KnownValue | undefined {
  return known.findLast(
    (value) =>
      (day === undefined || value.at.slice(0, 10) <= day) &&
      (except === undefined || value.experiment !== except),
  );
}
