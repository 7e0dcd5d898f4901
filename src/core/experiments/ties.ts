import { isId } from '../model/ids';
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
  /** Full names of the refs whose names hold its id, the tool's own among them. */
  readonly refs: readonly string[];
}

/** The id of the experiment whose record stands at `path`; null for any other file. */
export function experimentAt(path: string): string | null {
  const place = placeOf(path);
  return place?.kind === 'experiment' ? place.id : null;
}

/** The ids that a ref's name holds as words: `kata/checkout/x-7f3kq-cache`, `refs/kata/x-7f3kq`. */
export function experimentsNamed(ref: string): string[] {
  return Array.from(ref.matchAll(/(?<![0-9a-z])x-[0-9a-z]{5}(?![0-9a-z])/g), ([id]) => id).filter((id) =>
    isId(id),
  );
}

/** The refs that name each experiment. */
function refsOfExperiments(refs: readonly Ref[]): ReadonlyMap<string, readonly Ref[]> {
  const found = new Map<string, Ref[]>();
  for (const ref of refs) {
    for (const id of new Set(experimentsNamed(ref.name))) found.set(id, [...(found.get(id) ?? []), ref]);
  }
  return found;
}

/**
 * Ties every commit to the experiments that it belongs to, by its message, by the record's file and by the branch.
 * @param finished the commit that set `finished` in an experiment's record, for work straight onto the main line.
 * @param begun the commit that set `started` there: what is only planned owns nobody's work; null where none did.
 */
export function tieCommits(
  history: History,
  finished: (id: string) => Hash | null,
  graph = new CommitGraph(history.commits, history.mainLine),
  begun: (id: string, start: Commit) => Hash | null = (_id, start) => start.hash,
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
  for (const [commit, ids] of nearest(history, graph, finished, begun))
    for (const id of ids) tie(id, commit, 'branch');
  addReverts(history.commits, ties, tie);

  const named = refsOfExperiments(history.refs);
  return new Map(
    Array.from(ties, ([id, commits]) => [
      id,
      {
        id,
        commits: newestFirst(commits.values(), graph),
        refs: (named.get(id) ?? []).map((ref) => ref.name),
      },
    ]),
  );
}

/** Ages are looked up once a commit: work straight onto the main line can be most of a history. */
function newestFirst(commits: Iterable<TiedCommit>, graph: CommitGraph): readonly TiedCommit[] {
  const aged = Array.from(commits, (tied) => ({ tied, age: graph.age(tied.commit.hash) ?? 0 }));
  return aged.sort((a, b) => a.age - b.age).map(({ tied }) => tied);
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
  begun: (id: string, start: Commit) => Hash | null,
): ReadonlyMap<Commit, readonly string[]> {
  const claims = new Map<Commit, Claim[]>();
  const straight: Claim[] = [];
  const named = refsOfExperiments(history.refs);
  for (const [id, commits] of starts(history)) {
    const refs = named.get(id) ?? [];
    for (const start of commits) {
      const onBranch = region(start, refs, graph);
      for (const commit of onBranch) claims.set(commit, [...(claims.get(commit) ?? []), { id, start }]);
      if (onBranch.size === 0 && graph.broughtBy(start.hash) === start) straight.push({ id, start });
    }
  }
  if (history.withoutRecords === true) {
    for (const [commit, claim] of beyondMainLine(history, graph, named))
      claims.set(commit, [...(claims.get(commit) ?? []), claim]);
  }
  const result = new Map<Commit, readonly string[]>();
  for (const [commit, all] of claims) {
    const near = all.filter(
      (claim) =>
        !all.some(
          (other) => other.start !== claim.start && graph.isAncestor(claim.start.hash, other.start.hash),
        ),
    );
    result.set(commit, [...new Set(near.map((claim) => claim.id))]);
  }
  for (const [commit, id] of alongMainLine(straight, history, graph, finished, begun)) {
    if (!result.has(commit)) result.set(commit, [id]);
  }
  return result;
}

/** Where no record's start is known, a branch that names an experiment is its own from where it left the main line. */
function* beyondMainLine(
  history: History,
  graph: CommitGraph,
  named: ReadonlyMap<string, readonly Ref[]>,
): Generator<[Commit, Claim]> {
  if (history.mainLine === null) return;
  const main = graph.ancestors([history.mainLine]);
  for (const [id, refs] of named) {
    for (const ref of refs) {
      const commits = graph.ancestorsBeyond(ref.target, main);
      const start = commits.at(-1);
      for (const commit of commits) if (start !== undefined) yield [commit, { id, start }];
    }
  }
}

interface Claim {
  readonly id: string;
  readonly start: Commit;
}

/** The commits of an experiment's branch from its start on: of the refs that name it, and of the merged-in side. */
function region(start: Commit, refs: readonly Ref[], graph: CommitGraph): ReadonlySet<Commit> {
  const merge = graph.broughtBy(start.hash);
  const sides = merge === null || merge === start ? [] : merge.parents.slice(1);
  const tips = [...refs.map((ref) => ref.target), ...sides];
  return new Set(tips.flatMap((tip) => graph.between(start.hash, tip)));
}

/**
 * Experiments that went straight onto the main line own its commits from their start to the one that finished them;
 * while several are open, the one that was started last.
 */
function* alongMainLine(
  straight: readonly Claim[],
  history: History,
  graph: CommitGraph,
  finished: (id: string) => Hash | null,
  begun: (id: string, start: Commit) => Hash | null,
): Generator<[Commit, string]> {
  const begins = new Map<Hash, string[]>();
  const ends = new Map<Hash, string[]>();
  for (const { id, start } of straight) {
    const begin = begun(id, start);
    if (begin !== null) begins.set(begin, [...(begins.get(begin) ?? []), id]);
    const end = finished(id);
    if (end !== null) ends.set(end, [...(ends.get(end) ?? []), id]);
  }
  if (begins.size === 0) return;
  let open: string[] = [];
  for (const commit of [...graph.firstParents(history.mainLine)].reverse()) {
    open.push(...(begins.get(commit.hash) ?? []));
    const last = open.at(-1);
    if (last !== undefined) yield [commit, last];
    const ended = ends.get(commit.hash) ?? [];
    open = open.filter((id) => !ended.includes(id));
  }
}
