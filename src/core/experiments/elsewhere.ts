import type { CommitGraph } from './graph';
import type { Hash, History } from './history';
import { experimentAt } from './ties';

/** A record as a branch holds it, where that branch changed it beyond what HEAD has. */
export interface RecordElsewhere {
  readonly id: string;
  /** In full: `refs/heads/kata/k/x-7f3kq`, `refs/remotes/origin/…`, `refs/kata/x-7f3kq`. */
  readonly ref: string;
  readonly path: string;
  readonly blob: Hash;
  /** The commit that left it so. */
  readonly commit: Hash;
}

/**
 * The records that refs hold beyond HEAD, each in that ref's newest version. What is not here can still be shown,
 * and what is here and there can be compared. Costs what the refs have beyond HEAD.
 */
export function recordsElsewhere(history: History, graph: CommitGraph): readonly RecordElsewhere[] {
  const here = graph.ancestors(history.head.target === null ? [] : [history.head.target]);
  const found: RecordElsewhere[] = [];
  for (const ref of history.refs) {
    const seen = new Set<string>();
    // Newest first, so the first version that is met is the one at the tip.
    for (const commit of graph.ancestorsBeyond(ref.target, here)) {
      for (const { path, after } of commit.records) {
        const id = experimentAt(path);
        if (id === null || seen.has(id)) continue;
        seen.add(id);
        if (after !== null) found.push({ id, ref: ref.name, path, blob: after, commit: commit.hash });
      }
    }
  }
  return found;
}
