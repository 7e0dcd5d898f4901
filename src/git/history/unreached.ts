import { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash } from '../../core/experiments/history';

/**
 * The graph without the commits that no tip reaches any more: what a rebase or a deleted branch left behind.
 * @returns the same graph where all of it is still reached.
 */
export function withoutUnreached(graph: CommitGraph, tips: ReadonlySet<Hash>): CommitGraph {
  const reached = new Uint8Array(graph.size);
  for (const tip of tips) {
    const position = graph.position(tip);
    if (position !== undefined) reached[position] = 1;
  }
  const kept: Commit[] = [];
  // Children stand behind their parents, so each one is judged before what it came from.
  for (let position = graph.size - 1; position >= 0; position--) {
    const commit = graph.at(position);
    if (reached[position] !== 1 || commit === undefined) continue;
    kept.push(commit);
    for (const parent of graph.parentsAt(position)) reached[parent] = 1;
  }
  return kept.length === graph.size ? graph : new CommitGraph(kept);
}
