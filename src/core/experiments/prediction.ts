import type { Experiment } from '../model/experiment';
import type { Hash } from './history';
import type { Version } from './versions';

/** Whether the prediction was made before the result. See the format's page for the meaning of each. */
export type PredictionOrder = 'pending' | 'before' | 'changed' | 'together' | 'after' | 'unknown';

export interface Prediction {
  readonly order: PredictionOrder;
  /** The commit that made the prediction that stands today (or, where it was changed, the one before the result). */
  readonly predicted: Hash | null;
  /** The oldest commit that holds a result; null where it is not committed, or not there. */
  readonly result: Hash | null;
}

/** A record as a commit's blob holds it; undefined where it can't be read. */
export type RecordAt = (blob: Hash) => Experiment | undefined;

function hasResult(record: Experiment | undefined): boolean {
  return record?.happened !== undefined || record?.values !== undefined || record?.outcome !== undefined;
}

function hasPrediction(record: Experiment | undefined): boolean {
  return (record?.expect ?? '') !== '' || Object.keys(record?.expectValues ?? {}).length > 0;
}

/** Predictions are compared as values: folding, quoting and the order of metrics say nothing. */
function samePrediction(a: Experiment, b: Experiment): boolean {
  const key = (record: Experiment) =>
    JSON.stringify([
      record.expect ?? '',
      Object.entries(record.expectValues ?? {}).sort(([m], [n]) => (m < n ? -1 : 1)),
    ]);
  return key(a) === key(b);
}

/**
 * Whether the record at HEAD has a say: there is a result that no commit is known to hold. Then it is what text that is
 * not committed is compared with.
 * @param today @param versions @param recordAt as for `judgePrediction`
 */
export function asksHead(today: Experiment, versions: readonly Version[], recordAt: RecordAt): boolean {
  return hasResult(today) && firstResult(versions, recordAt) === null;
}

/**
 * Judges one experiment.
 * @param today the record as its text says now, committed or not.
 * @param versions its record on all branches, oldest first.
 * @param committed the blob of the record at HEAD, needed where `asksHead` says so; null where HEAD has none.
 */
export function judgePrediction(
  today: Experiment,
  committed: Hash | null,
  versions: readonly Version[],
  edge: ReadonlySet<Hash>,
  recordAt: RecordAt,
): Prediction {
  const first = firstResult(versions, recordAt);
  if (first === null) {
    if (!hasResult(today)) return { order: 'pending', predicted: null, result: null };
    // Text that is not committed counts as a commit on top.
    if (committed === null) return { order: 'unknown', predicted: null, result: null };
    return compare(today, recordAt(committed), today, versions, null, recordAt);
  }
  const { commit, before, after } = first;
  const unknown: Prediction = { order: 'unknown', predicted: null, result: commit.hash };
  if (edge.has(commit.hash) || before === null) return unknown;
  const earlier = recordAt(before);
  if (earlier === undefined) return unknown;
  return compare(today, earlier, recordAt(after), versions, commit.hash, recordAt);
}

function compare(
  today: Experiment,
  earlier: Experiment | undefined,
  atResult: Experiment | undefined,
  versions: readonly Version[],
  result: Hash | null,
  recordAt: RecordAt,
): Prediction {
  if (earlier !== undefined && hasPrediction(earlier)) {
    const order = samePrediction(earlier, today) ? 'before' : 'changed';
    return { order, predicted: firstWith(earlier, versions, recordAt), result };
  }
  if (!hasPrediction(atResult)) return { order: 'after', predicted: null, result };
  return { order: 'together', predicted: result, result };
}

/** The oldest commit that holds the same prediction. */
function firstWith(record: Experiment, versions: readonly Version[], recordAt: RecordAt): Hash | null {
  const first = versions.find(({ after }) => {
    const then = recordAt(after);
    return then !== undefined && samePrediction(then, record);
  });
  return first?.commit.hash ?? null;
}

/**
 * The oldest commit with a result. Where histories lie side by side (a branch and the squash of it), one that knows
 * the record before it tells more than one that holds it whole, and comes first.
 */
function firstResult(versions: readonly Version[], recordAt: RecordAt): Version | null {
  const results = versions.filter(({ after }) => hasResult(recordAt(after)));
  const fresh = results.filter(({ before }) => before !== null && !hasResult(recordAt(before)));
  return fresh[0] ?? results[0] ?? null;
}
