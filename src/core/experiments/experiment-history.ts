import type { Experiment } from '../model/experiment';
import { type RecordElsewhere, recordsElsewhere } from './elsewhere';
import { CommitGraph } from './graph';
import type { Hash, History } from './history';
import { judgePrediction, type Prediction, type RecordAt } from './prediction';
import { sameValue } from './same-value';
import { type TiedCommit, tieCommits } from './ties';
import { versionAtHead, versionsById } from './versions';

/** What git says of one experiment. */
export interface ExperimentHistory {
  readonly id: string;
  /** Branches that its record can be read from or whose name holds its id, here and at remotes, as people name them: `kata/k/x-7f3kq`, `origin/main`. */
  readonly branches: readonly string[];
  /** True where the tool's own ref keeps its commits, whatever becomes of its branch. */
  readonly remembered: boolean;
  readonly prediction: Prediction;
  /** Newest first. */
  readonly commits: readonly TiedCommit[];
  /** Branches on which the record says something else, with the fields that differ. */
  readonly differing: readonly { readonly branch: string; readonly fields: readonly string[] }[];
}

/** Everything that is derived for a kata's experiments, whether their records are here or only on other branches. */
export interface Derived {
  readonly experiments: ReadonlyMap<string, ExperimentHistory>;
  /** Records that are not here, in the version of the branch that has the newest one. */
  readonly elsewhere: readonly RecordElsewhere[];
}

/** Blobs of records that `derive` will ask for, so that they can be read in one go. */
export function blobsToRead(history: History): ReadonlySet<Hash> {
  const blobs = new Set<Hash>();
  for (const { records } of history.commits) {
    for (const { before, after } of records) {
      if (before !== null) blobs.add(before);
      if (after !== null) blobs.add(after);
    }
  }
  return blobs;
}

/**
 * Derives all of it from a history.
 * @param here today's records by id, as their text says now.
 * @param recordAt reads a record from a blob; undefined where it can't be read.
 */
export function derive(history: History, here: ReadonlyMap<string, Experiment>, recordAt: RecordAt): Derived {
  const graph = new CommitGraph(history.commits, history.mainLine);
  const versions = versionsById(history);
  const firstWith = (id: string, key: 'started' | 'finished') =>
    versions.get(id)?.find(({ after }) => recordAt(after)?.[key] !== undefined)?.commit.hash ?? null;
  const ties = tieCommits(
    history,
    (id) => firstWith(id, 'finished'),
    graph,
    (id) => firstWith(id, 'started'),
  );
  const beyond = byId(recordsElsewhere(history, graph));
  const head = graph.ancestors(history.head.target === null ? [] : [history.head.target]);
  const experiments = new Map<string, ExperimentHistory>();
  const elsewhere: RecordElsewhere[] = [];
  for (const id of new Set([...here.keys(), ...beyond.keys()])) {
    const others = beyond.get(id) ?? [];
    const only = here.has(id) ? null : newest(others, graph);
    const today = here.get(id) ?? (only === null ? undefined : recordAt(only.blob));
    if (only !== null) elsewhere.push(only);
    if (today === undefined) continue;
    const tied = ties.get(id);
    const refs = [...new Set([...(tied?.refs ?? []), ...others.map(({ ref }) => ref)])];
    const own = versions.get(id) ?? [];
    experiments.set(id, {
      id,
      branches: refs.filter((ref) => !isOwnRef(ref)).map(branchName),
      remembered: refs.some(isOwnRef),
      prediction: judgePrediction(today, only?.blob ?? versionAtHead(own, head), own, history.edge, recordAt),
      commits: tied?.commits ?? [],
      differing: only === null ? differing(today, others, recordAt) : [],
    });
  }
  return { experiments, elsewhere };
}

/** The tool's own refs remember; they are nobody's branch. */
function isOwnRef(ref: string): boolean {
  return ref.startsWith('refs/kata/');
}

/** A ref as people name it. */
export function branchName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, '');
}

function byId(records: readonly RecordElsewhere[]): ReadonlyMap<string, readonly RecordElsewhere[]> {
  const found = new Map<string, RecordElsewhere[]>();
  for (const record of records) found.set(record.id, [...(found.get(record.id) ?? []), record]);
  return found;
}

/** Of the versions on several refs, the one whose commit is the newest; a person's branch before the tool's own ref. */
function newest(records: readonly RecordElsewhere[], graph: CommitGraph): RecordElsewhere | null {
  const rank = (record: RecordElsewhere) => graph.age(record.commit) ?? Number.POSITIVE_INFINITY;
  return (
    [...records].sort((a, b) => rank(a) - rank(b) || Number(isOwnRef(a.ref)) - Number(isOwnRef(b.ref)))[0] ??
    null
  );
}

/** The branches whose record differs from today's, compared as values; what only the tool's own ref keeps is the past, not a difference. */
function differing(
  today: Experiment,
  others: readonly RecordElsewhere[],
  recordAt: RecordAt,
): ExperimentHistory['differing'] {
  return others.flatMap(({ ref, blob }) => {
    const there = isOwnRef(ref) ? undefined : recordAt(blob);
    if (there === undefined) return [];
    const keys = new Set([...Object.keys(today), ...Object.keys(there)]);
    const fields = [...keys].filter((key) => !sameValue(today[key], there[key]));
    return fields.length === 0 ? [] : [{ branch: branchName(ref), fields }];
  });
}
