import { daysBetween, type IsoDate, isDate } from '../model/dates';
import type { ExperimentState } from '../model/experiment';
import type { TargetState } from '../model/kata';
import type { ObstacleKind, ObstacleState } from '../model/obstacle';
import { clean } from './clean';
import type {
  AlsoView,
  ComparisonView,
  CornerView,
  LatestView,
  MetricView,
  ProgressView,
  ValueView,
} from './view';

/**
 * The words that people read, the same on the board, in a terminal, in Markdown and in trees.
 * Plain English, whatever the machine's language and time zone.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `11 Dec`; `11 Dec 2027` where it is another year than today's; the text as it is where it is no date. */
export function dateWords(date: string, today: IsoDate): string {
  const day = date.slice(0, 10);
  if (!isDate(day)) return date;
  const short = `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${short} ${day.slice(0, 4)}`;
}

/** `today`, `tomorrow`, `yesterday`, a weekday for the six days ahead, else as `dateWords`. */
export function nearDateWords(date: string, today: IsoDate): string {
  const day = date.slice(0, 10);
  if (!isDate(day)) return date;
  const away = daysBetween(today, day);
  if (away === 0) return 'today';
  if (away === 1) return 'tomorrow';
  if (away === -1) return 'yesterday';
  if (away > 1 && away < 7) return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? date;
  return dateWords(date, today);
}

/** When to go and see: `check by Thursday`, `check today`, `check tomorrow`, `check was due yesterday`, `check was due 3 Nov`. */
export function checkByWords(date: string, today: IsoDate): string {
  if (!isDate(date)) return `check by ${date}`;
  const away = daysBetween(today, date);
  if (away < 0) return `check was due ${nearDateWords(date, today)}`;
  return away < 2 ? `check ${nearDateWords(date, today)}` : `check by ${nearDateWords(date, today)}`;
}

/** `16 days left`, `1 day left`, `due today`, `3 days over`. */
export function daysLeftWords(days: number): string {
  if (days === 0) return 'due today';
  return days > 0 ? `${countWords(days, 'day')} left` : `${countWords(-days, 'day')} over`;
}

/** `1 day`, `2 days`, `no experiments`. */
export function countWords(count: number, noun: string): string {
  return `${count === 0 ? 'no' : numberWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number as people write it: thousands set apart by commas, no noise from binary fractions (`0.1 + 0.2` is `0.3`). */
export function numberWords(value: number): string {
  const shown = clean(value);
  const size = Math.abs(shown);
  if (size !== 0 && (size >= 1e15 || size < 1e-6))
    return String(Number(shown.toPrecision(6))).replace('e+', 'e');
  const [whole = '', fraction] = String(Math.abs(shown)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${shown < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `640 ms`, `95%`, `31`. */
export function valueWords(value: number, unit: string): string {
  if (unit === '') return numberWords(value);
  return `${numberWords(value)}${unit === '%' ? '' : ' '}${unit}`;
}

/** `840 → 600 ms`; the end alone where the start is not known. */
export function changeWords(from: number | null, to: number, metric: MetricView): string {
  const end = valueWords(to, metric.unit);
  return from === null ? end : `${numberWords(from)} → ${end}`;
}

/** How a result stands to its prediction: `40 short`, `20 better`, `as predicted`, `15 off`, `135 worse than before`. */
export function verdictWords(verdict: NonNullable<ComparisonView['verdict']>): string {
  if (verdict.kind === 'worse') return `${numberWords(verdict.by)} worse than before`;
  return verdict.kind === 'as-predicted' ? 'as predicted' : `${numberWords(verdict.by)} ${verdict.kind}`;
}

/** How far a target's number has come: `60%`, `reached`, `6 ms worse than at the start`. */
export function progressWords({ metric, reached, worse, share }: ProgressView): string {
  if (reached) return 'reached';
  return worse === null
    ? `${Math.floor(share * 100)}%`
    : `${valueWords(worse, metric.unit)} worse than at the start`;
}

/** Another number of a target: `tax calls per quote 31 → 1`, `… 1 → 1, reached`, `… → 1, no number yet`. */
export function alsoWords({ metric, to, progress }: AlsoView): string {
  const end = valueWords(to, metric.unit);
  if (progress === null) return `${metric.title} → ${end}, no number yet`;
  const told = progress.reached || progress.worse !== null ? `, ${progressWords(progress)}` : '';
  return `${metric.title} ${numberWords(progress.now)} → ${end}${told}`;
}

/**
 * A number of a current condition with its day, and the newer one where there is one:
 * `p95: 840 ms on 2 Nov, 640 ms on 12 Nov`.
 */
export function conditionWords(
  { metric, field }: ValueView,
  date: string | null,
  latest: readonly LatestView[],
  today: IsoDate,
): string | null {
  if (field.value === null) return null;
  const then = `${valueWords(field.value, metric.unit)}${date === null ? '' : ` on ${dateWords(date, today)}`}`;
  const newest = latest.find((one) => one.metric.id === metric.id);
  const isNewer = newest !== undefined && date !== null && newest.at.slice(0, 10) > date;
  const now = isNewer ? `, ${valueWords(newest.value, metric.unit)} on ${dateWords(newest.at, today)}` : '';
  return `${metric.title}: ${then}${now}`;
}

const EXPERIMENT_STATES: Record<ExperimentState, string> = {
  planned: 'planned',
  running: 'running',
  confirmed: 'confirmed',
  refuted: 'refuted',
  inconclusive: 'inconclusive',
  abandoned: 'abandoned',
  finished: 'finished, no outcome yet',
};

export function experimentStateWords(state: ExperimentState): string {
  return EXPERIMENT_STATES[state];
}

const OBSTACLE_STATES: Record<ObstacleState, string> = {
  addressing: 'addressing now',
  parked: 'parked',
  deferred: 'deferred',
  removed: 'removed',
};

export function obstacleStateWords(state: ObstacleState): string {
  return OBSTACLE_STATES[state];
}

/** What an obstacle of this kind is to the team; null for a plain blocker, which needs no word. */
export function obstacleKindWords(kind: ObstacleKind | null): string | null {
  return kind === 'unknown' ? 'to find out' : null;
}

const TARGET_STATES: Record<TargetState, string> = {
  planned: 'planned',
  active: 'active now',
  reached: 'reached',
  missed: 'missed',
  abandoned: 'abandoned',
};

export function targetStateWords(state: TargetState): string {
  return TARGET_STATES[state];
}

/** What the record says of a corner: `kept: the gateway retries already`, `until 11 Dec`, `until 11 Nov, 3 days over`; null where it says neither. */
export function cornerWords(corner: CornerView, today: IsoDate): string | null {
  if (corner.kept.value !== null) return corner.kept.value === '' ? 'kept' : `kept: ${corner.kept.value}`;
  if (corner.until.value === null) return null;
  const until = `until ${dateWords(corner.until.value, today)}`;
  return corner.daysLeft !== null && corner.daysLeft < 0
    ? `${until}, ${daysLeftWords(corner.daysLeft)}`
    : until;
}
