import type { FactBook } from './facts';
import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { Tie, TiedCommit } from './ties';

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
export function tieCommits(sources: TieSources, facts: FactBook): Map<Hash, TiedCommit> {
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

/**
 * Ties commits that came straight onto the main line, so that a long experiment is not derived again for each.
 * @param commits the experiment's, newest first @param ties the same by hash: the new ones are put to them
 * @returns all of them, newest first
 */
export function withStraight(
  commits: readonly TiedCommit[],
  came: readonly Commit[],
  ties: Map<Hash, TiedCommit>,
  graph: CommitGraph,
): readonly TiedCommit[] {
  const all = [...commits];
  for (const commit of came) {
    if (ties.has(commit.hash)) continue;
    const tied = { commit, tie: 'branch', copyOf: commit.pickedFrom } as const;
    ties.set(commit.hash, tied);
    const at = all.findIndex((other) => graph.byTime(other.commit, commit) < 0);
    all.splice(at < 0 ? all.length : at, 0, tied);
  }
  return all;
}
