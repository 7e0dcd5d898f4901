import { placeOf } from '../model/layout';
import { CommitGraph } from './graph';
import type { Commit, Hash, History, Ref } from './history';

/** What ties a commit to an experiment, strongest first (`clean` and `patch` need more than the history: see their modules). */
export const TIES = ['message', 'file', 'clean', 'branch', 'patch'] as const;
export type Tie = (typeof TIES)[number];

export interface TiedCommit {
  readonly commit: Commit;
  readonly tie: Tie;
  /** The commit whose copy it is: picked, rebased, or a squash of the whole range, which is named by its last commit. */
  readonly copyOf: Hash | null;
}

/** What history says of one experiment. */
export interface ExperimentTies {
  readonly id: string;
  /** Newest first. */
  readonly commits: readonly TiedCommit[];
  /** Full names of refs from which its record can be read, the tool's own among them. */
  readonly refs: readonly string[];
}

/** The id of the experiment whose record stands at `path`; null for any other file. */
export function experimentAt(path: string): string | null {
  const place = placeOf(path);
  return place?.kind === 'experiment' ? place.id : null;
}

/** True where the ref's name holds the id as a word: `kata/checkout/x-7f3kq-cache`, `refs/kata/x-7f3kq`. */
export function namesExperiment(ref: string, id: string): boolean {
  return new RegExp(`(^|[^0-9a-z])${id}([^0-9a-z]|$)`).test(ref);
}

/**
 * Ties every commit to the experiments that it belongs to, by its message, by the record's file and by the branch.
 * @param finished the commit that set `finished` in an experiment's record, for work straight onto the main line.
 */
export function tieCommits(
  history: History,
  finished: (id: string) => Hash | null,
  graph = new CommitGraph(history.commits, history.mainLine),
): ReadonlyMap<string, ExperimentTies> {
  const ties = new Map<string, Map<Hash, TiedCommit>>();
  const tie = (id: string, commit: Commit, by: Tie) => {
    const known = ties.get(id) ?? new Map<Hash, TiedCommit>();
    ties.set(id, known);
    if (!known.has(commit.hash)) known.set(commit.hash, { commit, tie: by, copyOf: commit.pickedFrom });
  };

  for (const commit of history.commits) {
    for (const id of commit.experiments) tie(id, commit, 'message');
    for (const { path } of commit.records) {
      const id = experimentAt(path);
      if (id !== null) tie(id, commit, 'file');
    }
  }
  for (const [commit, ids] of nearest(history, graph, finished))
    for (const id of ids) tie(id, commit, 'branch');
  addReverts(history.commits, ties, tie);

  const age = (tied: TiedCommit) => graph.age(tied.commit.hash) ?? 0;
  return new Map(
    Array.from(ties, ([id, commits]) => [
      id,
      {
        id,
        commits: [...commits.values()].sort((a, b) => age(a) - age(b)),
        refs: history.refs.filter((ref) => namesExperiment(ref.name, id)).map((ref) => ref.name),
      },
    ]),
  );
}

/** A revert of a tied commit belongs beside it, whichever branch it is on: its message names what it takes back. */
function addReverts(
  commits: readonly Commit[],
  ties: ReadonlyMap<string, ReadonlyMap<Hash, TiedCommit>>,
  tie: (id: string, commit: Commit, by: Tie) => void,
): void {
  for (const commit of commits) {
    if (commit.reverts === null) continue;
    for (const [id, known] of ties) if (known.has(commit.reverts)) tie(id, commit, 'message');
  }
}

/** The commits that added each experiment's record: one, or one a copy where it was rebased or picked. */
function starts(history: History): Map<string, Commit[]> {
  const found = new Map<string, Commit[]>();
  for (const commit of history.commits) {
    for (const touch of commit.records) {
      const id = experimentAt(touch.path);
      if (id === null || touch.before !== null || touch.after === null) continue;
      found.set(id, [...(found.get(id) ?? []), commit]);
    }
  }
  return found;
}

/** Each commit with the experiments whose branch it is on: of several starts below it, only the nearest counts. */
function nearest(
  history: History,
  graph: CommitGraph,
  finished: (id: string) => Hash | null,
): ReadonlyMap<Commit, readonly string[]> {
  const claims = new Map<Commit, { id: string; start: Commit }[]>();
  for (const [id, commits] of starts(history)) {
    const refs = history.refs.filter((ref) => namesExperiment(ref.name, id));
    for (const start of commits) {
      for (const commit of region(id, start, refs, history, graph, finished)) {
        claims.set(commit, [...(claims.get(commit) ?? []), { id, start }]);
      }
    }
  }
  const result = new Map<Commit, string[]>();
  for (const [commit, all] of claims) {
    const near = all.filter(
      (claim) =>
        !all.some(
          (other) => other.start !== claim.start && graph.isAncestor(claim.start.hash, other.start.hash),
        ),
    );
    result.set(commit, [...new Set(near.map((claim) => claim.id))]);
  }
  return result;
}

/** The commits of an experiment's branch from its start on: of the refs that name it, of the merged-in side, or of the main line itself. */
function region(
  id: string,
  start: Commit,
  refs: readonly Ref[],
  history: History,
  graph: CommitGraph,
  finished: (id: string) => Hash | null,
): ReadonlySet<Commit> {
  const commits = new Set<Commit>();
  const add = (tip: Hash) => {
    for (const commit of graph.between(start.hash, tip)) commits.add(commit);
  };
  for (const ref of refs) add(ref.target);
  const merge = graph.broughtBy(start.hash);
  if (merge === null) return commits;
  if (merge !== start) {
    for (const side of merge.parents.slice(1)) add(side);
  } else if (commits.size === 0) {
    for (const commit of onMainLine(start, finished(id), history, graph)) commits.add(commit);
  }
  return commits;
}

/** The main line's own commits from `start` to the one that finished the experiment; to the tip while it runs. */
function onMainLine(start: Commit, end: Hash | null, history: History, graph: CommitGraph): Commit[] {
  const line: Commit[] = [];
  for (const commit of graph.firstParents(end ?? history.mainLine)) {
    line.push(commit);
    if (commit === start) return line;
  }
  return [];
}
