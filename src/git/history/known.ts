import type { CommitGraph } from '../../core/experiments/graph';
import type { Hash, Head, Ref } from '../../core/experiments/history';
import type { HeadAtOnce } from './head';
import { revisions } from './log';
import { type RefStamps, sameStamps } from './ref-stamps';
import { mainLineRefs, type Refs } from './refs';

/** So many known tips are named to git, the likeliest first: each costs it a look, and what it tells twice is passed over. */
const MOST_KNOWN = 16;

/** Refs and HEAD, as git or their files tell. */
export interface Listed {
  readonly found: Refs;
  readonly head: Head;
}

/** What a reader knows of a repository. */
export interface Known {
  readonly graph: CommitGraph;
  readonly found: Refs;
  /** What the refs' files were before they were read; null where they can't be told by their files. */
  readonly stamps: RefStamps | null;
  readonly tips: ReadonlySet<Hash>;
  readonly head: Hash | null;
  readonly mainLine: Hash | null;
  readonly edge: ReadonlySet<Hash>;
}

/** The refs as they are now, without asking git; null where another than HEAD's branch may have moved. */
export function unmoved(
  { found, stamps: before }: Known,
  stamps: RefStamps | null,
  head: HeadAtOnce | null,
): Listed | null {
  if (head === null || before === null || stamps === null) return null;
  const { branch, target } = head;
  if (!sameStamps(before, stamps, branch)) return null;
  if (branch === null) return { found, head };
  // A branch that was not there, and a name for another branch, are for git to tell.
  if (!found.refs.some(({ name }) => name === branch)) return null;
  const refs = found.refs.map((ref) => (ref.name === branch ? { name: branch, target } : ref));
  return { found: { ...found, refs }, head };
}

/**
 * After most commits, all that is new is what HEAD's branch has come to, and one file says so: then git is asked for it
 * while it still lists the refs. Null where that file says nothing new.
 */
export function guessFrom(known: Known, { target }: HeadAtOnce): { tip: Hash; asked: string } | null {
  if (known.graph.has(target)) return null;
  const head = known.head === null ? [] : [known.head];
  return { tip: target, asked: revisions([target], likeliest(known, head)) };
}

/** All that refs and HEAD point at. */
export function tipsOf(refs: readonly Ref[], head: Head): ReadonlySet<Hash> {
  return new Set([...refs.map((ref) => ref.target), ...(head.target === null ? [] : [head.target])]);
}

/** Known commits that new ones may stand on. @param first those that a ref has just left */
export function likeliest({ tips, mainLine }: Known, first: readonly Hash[]): readonly Hash[] {
  const all = [...first, ...(mainLine === null ? [] : [mainLine]), ...tips];
  return [...new Set(all)].slice(0, MOST_KNOWN);
}

/** Whether a clone ends at the same commits as before. */
export function sameEdge(a: ReadonlySet<Hash>, b: ReadonlySet<Hash>): boolean {
  return a.size === b.size && [...a].every((hash) => b.has(hash));
}

/** The main line's tip: the default branch, here or at its remote, whichever is ahead; HEAD where there is none. */
export function mainLineOf(found: Refs, head: Head, graph: CommitGraph): Hash | null {
  const [first, second] = mainLineRefs(found);
  if (first === undefined) return head.target;
  if (second === undefined || first.target === second.target) return first.target;
  return graph.isAncestor(first.target, second.target) ? second.target : first.target;
}
