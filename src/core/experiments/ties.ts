import { isId } from '../model/ids';
import { placeOf } from '../model/layout';
import type { FactBook } from './facts';
import type { Commit, Hash } from './history';

/** What ties a commit to an experiment, strongest first. */
export const TIES = ['message', 'file', 'clean', 'branch', 'patch'] as const;
export type Tie = (typeof TIES)[number];

export interface TiedCommit {
  readonly commit: Commit;
  readonly tie: Tie;
  /** The commit whose copy it is: picked, rebased, or a squash of the whole range, which is named by its last commit. */
  readonly copyOf: Hash | null;
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

/** A commit whose patch is that of another. */
export interface Copy {
  readonly commit: Commit;
  readonly of: Hash;
}

/** What ties commits to one experiment, by each kind of tie. */
export interface TieSources {
  readonly message: readonly Commit[];
  readonly file: readonly Commit[];
  readonly clean: readonly Commit[];
  readonly branch: readonly Commit[];
  readonly patch: readonly Copy[];
}

/**
 * The commits of one experiment, each once, by its strongest tie. A revert of one of them belongs beside it, whichever
 * branch it is on: its message names what it takes back.
 * @returns in no order
 */
export function tieCommits(sources: TieSources, facts: FactBook): ReadonlyMap<Hash, TiedCommit> {
  const ties = new Map<Hash, TiedCommit>();
  const tie = (commit: Commit, by: Tie, copyOf = commit.pickedFrom) => {
    if (!ties.has(commit.hash)) ties.set(commit.hash, { commit, tie: by, copyOf });
  };
  for (const by of ['message', 'file', 'clean', 'branch'] as const) {
    for (const commit of sources[by]) tie(commit, by);
  }
  for (const { commit, of } of sources.patch) tie(commit, 'patch', of);
  // A revert that is found here is gone through as well: it may have been reverted.
  for (const hash of ties.keys()) for (const revert of facts.revertsOf(hash)) tie(revert, 'message');
  return ties;
}
