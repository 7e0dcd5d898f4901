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
 * A result without a `finished` date has no day, so it is no point. What a refuted or abandoned experiment measured
 * was seen, but of code that the team did not keep: it is `set-aside`, shown and never taken for where things stand.
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
  const aside = setAside(kata);
  const seen = new Set<string>();
  for (const draft of measured(kata, metric, aside)) {
    const line = JSON.stringify([draft.at, draft.value, draft.note]);
    if (!seen.has(line)) kept.push(draft);
    seen.add(line);
  }
  const days = new Set(kept.map(dayAndValue));
  for (const draft of [...grasped(kata, metric), ...resulted(kata, metric, aside)]) {
    if (!days.has(dayAndValue(draft))) kept.push(draft);
    days.add(dayAndValue(draft));
  }
  return kept.map((draft) => ({ ...draft, order: orderOf(draft) })).sort((a, b) => a.order - b.order);
}

/** Experiments whose way was not kept: nothing that they measured is the main line's. */
function setAside(kata: LoadedKata): ReadonlySet<string> {
  const over = kata.experiments.filter(
    ({ value }) => value?.outcome === 'refuted' || value?.outcome === 'abandoned',
  );
  return new Set(over.map(({ id, handle }) => id ?? handle));
}

/** The same number of the same day twice is one point; one that was set aside hides none that was not. */
function dayAndValue(draft: Draft): string {
  return `${draft.at.slice(0, 10)} ${draft.value} ${draft.kind === 'set-aside'}`;
}

function orderOf(draft: Draft): number {
  if (draft.at.length > 10) return Date.parse(draft.at);
  return Date.parse(`${draft.at}T${draft.kind === 'condition' ? '00:00:00.000' : '23:59:59.999'}Z`);
}

function measured(kata: LoadedKata, metric: string, aside: ReadonlySet<string>): Draft[] {
  return kata.measurements
    .filter((record) => record.metric === metric)
    .flatMap((record) => {
      const experiment = experimentOfFile(record.path);
      const kind = experiment !== null && aside.has(experiment) ? 'set-aside' : 'measurement';
      return (record.value ?? []).map(({ at, value, note = null }): Draft => {
        return { at, value, kind, source: 'measurement', note, experiment };
      });
    });
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

function resulted(kata: LoadedKata, metric: string, aside: ReadonlySet<string>): Draft[] {
  return kata.experiments.flatMap((record) => {
    const value = ownValue(record.value?.values, metric);
    const at = record.value?.finished;
    if (value === undefined || at === undefined) return [];
    const source = record.value?.title ?? record.value?.step ?? 'experiment';
    const note = record.value?.happened ?? null;
    const experiment = record.id ?? record.handle;
    const kind = aside.has(experiment) ? 'set-aside' : 'experiment';
    return [{ at, value, kind, source, note, experiment }] as const;
  });
}

/**
 * The newest value on or before `day`, or of all where `day` is undefined; what was set aside and what the experiment
 * `except` measured are left out. `known` is in order, so its place is looked up and not searched from the end:
 * each of a long record's experiments asks.
 */
export function newestBy(
  known: readonly KnownValue[],
  day: string | undefined,
  except?: string,
): KnownValue | undefined {
  let at = day === undefined ? known.length : countUpTo(known, day);
  while (at > 0) {
    const value = known[--at];
    if (value === undefined || value.kind === 'set-aside') continue;
    if (except === undefined || value.experiment !== except) return value;
  }
  return undefined;
}

/** How many of the values stand on or before `day`. */
function countUpTo(known: readonly KnownValue[], day: string): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.at.slice(0, 10) ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
