import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { MainLine } from './main-line';
import { experimentAt } from './ties';

/** Work on a branch that has not come to the main line as it is, and may have come there as one commit. */
export interface OpenRange {
  readonly base: Hash;
  readonly tip: Commit;
}

/**
 * The ranges of an experiment's branches whose squash could only be told by its patch. A range that holds the record
 * is none of these: its squash holds the record as well, and is told by that.
 */
export function openRanges(
  id: string,
  tips: readonly Hash[],
  graph: CommitGraph,
  line: MainLine,
): readonly OpenRange[] {
  return [...new Set(tips)].flatMap((hash) => {
    const tip = graph.get(hash);
    const commits = graph.beyond(hash, line.has);
    const holdsRecord = commits.some(({ records }) => records.some(({ path }) => experimentAt(path) === id));
    const base = holdsRecord ? null : forkOf(commits, graph, line);
    return tip === undefined || base === null ? [] : [{ base, tip }];
  });
}

/** The newest of the main line's commits that a branch stands on, as `git merge-base` tells it. */
function forkOf(commits: readonly Commit[], graph: CommitGraph, line: MainLine): Hash | null {
  let newest: { readonly hash: Hash; readonly at: number } | null = null;
  for (const { parents } of commits) {
    for (const hash of parents) {
      const position = graph.position(hash);
      if (position === undefined || !line.has(position)) continue;
      const at = graph.position(line.broughtBy(hash)?.hash ?? hash) ?? -1;
      if (newest === null || at > newest.at) newest = { hash, at };
    }
  }
  return newest?.hash ?? null;
}
