import type { Experiment } from '../model/experiment';
import type { Region } from './claims';
import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { MainLine } from './main-line';
import type { RefBook } from './ref-book';

/** What a person wrote where they tied existing work by hand; see `planAttach`. */
export interface Attached {
  /** A branch's short name, or a full commit id. */
  readonly branch: string;
  /** The full id of the commit that the work starts after; null where the record's own commit says it. */
  readonly since: Hash | null;
}

/** What a record says of work that was tied by hand; null where it says nothing. */
export function attachedBy(record: Experiment | undefined): Attached | null {
  const { branch, since } = record ?? {};
  if (typeof branch !== 'string') return null;
  return { branch, since: typeof since === 'string' ? since : null };
}

/** The full names that a branch's short name may stand for. */
export function branchRefs(branch: string): readonly string[] {
  return [`refs/heads/${branch}`, `refs/remotes/${branch}`];
}

/** Where an experiment's branch may be looked for. */
export interface BranchQuestion {
  readonly id: string;
  /** The commits that added its record. */
  readonly starts: readonly Commit[];
  readonly attached: Attached | null;
  readonly graph: CommitGraph;
  readonly line: MainLine;
  readonly refs: RefBook;
  /** True where it is not known which commits added records. */
  readonly blind: boolean;
}

/** Where the branches of an experiment end: refs that name it, and what a person tied to it. */
export function branchTips(
  id: string,
  attached: Attached | null,
  refs: RefBook,
  graph: CommitGraph,
): readonly Hash[] {
  const named = refs.naming(id).flatMap((name) => refs.target(name) ?? []);
  return [...named, ...attachedTips(attached, refs, graph)];
}

/** The stretches of commits that are an experiment's by the branch they are on. */
export function branchRegions(question: BranchQuestion): readonly Region[] {
  const { id, starts, refs, graph, attached, blind } = question;
  const tips = branchTips(id, attached, refs, graph);
  const regions = starts.map((start) => regionFrom(start, tips, question));
  const tied = attached?.since == null ? null : regionSince(attached.since, tips, question);
  const all = [...regions, ...(tied === null ? [] : [tied])].filter(({ commits }) => commits.size > 0);
  if (blind) return [...all, ...beyondMainLine(tips, question)];
  // Work that is older than the record, and of which nobody said where it begins, begins where it left the main line.
  const loose = attachedTips(attached, refs, graph).filter(
    (tip) => attached?.since === null && !starts.some((start) => graph.isAncestor(start.hash, tip)),
  );
  return [...all, ...beyondMainLine(loose, question)];
}

function attachedTips(attached: Attached | null, refs: RefBook, graph: CommitGraph): Hash[] {
  if (attached === null) return [];
  const found = branchRefs(attached.branch).flatMap((name) => refs.target(name) ?? []);
  return graph.has(attached.branch) ? [...found, attached.branch] : found;
}

/** From the commit that added the record on: along the refs that name it, and along the merged-in side. */
function regionFrom(start: Commit, tips: readonly Hash[], { graph, line }: BranchQuestion): Region {
  const merge = line.broughtBy(start.hash);
  const sides = merge === null || merge === start ? [] : merge.parents.slice(1);
  const ends = new Set([...tips, ...sides]);
  return { start, commits: new Set(Array.from(ends, (tip) => graph.between(start.hash, tip)).flat()) };
}

/** What came after a commit that a person named; what the main line had meanwhile is its own. */
function regionSince(since: Hash, tips: readonly Hash[], { graph, line }: BranchQuestion): Region | null {
  const start = graph.get(since);
  if (start === undefined) return null;
  const commits = new Set<Commit>();
  for (const tip of new Set(tips)) {
    const onLine = line.broughtBy(tip)?.hash === tip;
    for (const commit of graph.between(since, tip)) {
      if (commit !== start && (onLine || line.broughtBy(commit.hash) !== commit)) commits.add(commit);
    }
  }
  return { start, commits };
}

/** Where no start is known, a branch is the experiment's from where it left the main line. */
function beyondMainLine(tips: readonly Hash[], { graph, line }: BranchQuestion): Region[] {
  if (line.line.length === 0) return [];
  return tips.flatMap((tip) => {
    const commits = graph.beyond(tip, line.has);
    const start = commits.at(-1);
    return start === undefined ? [] : [{ start, commits: new Set(commits) }];
  });
}
