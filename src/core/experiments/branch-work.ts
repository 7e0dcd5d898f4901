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

/** The ref that keeps the end of work that was tied by hand, whatever becomes of the branch that it was tied by. */
export function attachedRef(id: string): string {
  return `refs/kata/${id}-attached`;
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
  return [...namedTips(id, refs), ...attachedTips(id, attached, refs, graph)];
}

/** The stretches of commits that are an experiment's by the branch they are on. */
export function branchRegions(question: BranchQuestion): readonly Region[] {
  const { id, starts, refs, graph, attached, blind } = question;
  const byHand = attachedTips(id, attached, refs, graph);
  const tips = [...namedTips(id, refs), ...byHand];
  const regions = starts.map((start) => regionFrom(start, byHand, question));
  const tied = attached?.since == null ? null : regionSince(attached.since, tips, question);
  const all = [...regions, ...(tied === null ? [] : [tied])].filter(({ commits }) => commits.size > 0);
  if (blind) return [...all, ...beyondMainLine(tips, question)];
  // Work that is older than the record, and of which nobody said where it begins, begins where it left the main line.
  const loose = byHand.filter(
    (tip) => attached?.since === null && !starts.some((start) => graph.isAncestor(start.hash, tip)),
  );
  return [...all, ...beyondMainLine(loose, question)];
}

function namedTips(id: string, refs: RefBook): Hash[] {
  const own = refs.naming(id).filter((name) => name !== attachedRef(id));
  return own.flatMap((name) => refs.target(name) ?? []);
}

function attachedTips(id: string, attached: Attached | null, refs: RefBook, graph: CommitGraph): Hash[] {
  if (attached === null) return [];
  const names = [...branchRefs(attached.branch), attachedRef(id)];
  const found = names.flatMap((name) => refs.target(name) ?? []);
  return graph.has(attached.branch) ? [...found, attached.branch] : found;
}

/** From the commit that added the record on: along the refs that name it, the merged-in side, and what was tied by hand. */
function regionFrom(start: Commit, byHand: readonly Hash[], question: BranchQuestion): Region {
  const { id, refs, graph, line } = question;
  const merge = line.broughtBy(start.hash);
  const sides = merge === null || merge === start ? [] : merge.parents.slice(1);
  const ends = new Set([...namedTips(id, refs), ...sides]);
  const along = Array.from(ends, (tip) => graph.between(start.hash, tip)).flat();
  const tied = byHand.flatMap((tip) => aside(start.hash, tip, question));
  return { start, commits: new Set([...along, ...(tied.length === 0 ? [] : [start]), ...tied]) };
}

/** What came after a commit that a person named. */
function regionSince(since: Hash, tips: readonly Hash[], question: BranchQuestion): Region | null {
  const start = question.graph.get(since);
  if (start === undefined) return null;
  return { start, commits: new Set(tips.flatMap((tip) => aside(since, tip, question))) };
}

/** What came after a commit on the way to `tip`; what the main line had meanwhile is its own. */
function aside(since: Hash, tip: Hash, { graph, line }: BranchQuestion): Commit[] {
  const onLine = line.broughtBy(tip)?.hash === tip;
  return graph
    .between(since, tip)
    .filter(({ hash }) => hash !== since && (onLine || line.broughtBy(hash)?.hash !== hash));
}

/** Where no start is known, a branch is the experiment's from where it left the main line; a merge of it brought as much. */
function beyondMainLine(tips: readonly Hash[], { graph, line }: BranchQuestion): Region[] {
  if (line.line.length === 0) return [];
  return tips.flatMap((tip) => {
    const commits = graph.beyond(tip, line.before(tip));
    const start = commits.at(-1);
    return start === undefined ? [] : [{ start, commits: new Set(commits) }];
  });
}
