import type { CommitGraph } from './graph';
import type { Commit } from './history';

/** A stretch of commits that an experiment claims: those of its branch from `start` on. */
export interface Region {
  readonly start: Commit;
  readonly commits: ReadonlySet<Commit>;
}

interface Claim {
  readonly id: string;
  readonly start: Commit;
}

/** Which experiments claim which commits by their branches; where branches are stacked, the nearer start wins. */
export class Claims {
  readonly #regions = new Map<string, readonly Region[]>();
  readonly #byCommit = new Map<Commit, readonly Claim[]>();

  constructor(private readonly graph: CommitGraph) {}

  /** Replaces what an experiment claims. @returns the commits whose claims are others now. */
  set(id: string, regions: readonly Region[]): ReadonlySet<Commit> {
    const before = this.#regions.get(id) ?? [];
    const changed = new Set<Commit>();
    for (const region of before) {
      const same = regions.find(({ start }) => start === region.start)?.commits;
      for (const commit of region.commits) if (same?.has(commit) !== true) changed.add(commit);
    }
    for (const region of regions) {
      const same = before.find(({ start }) => start === region.start)?.commits;
      for (const commit of region.commits) if (same?.has(commit) !== true) changed.add(commit);
    }
    for (const commit of changed) {
      const others = this.claimsOf(commit).filter((claim) => claim.id !== id);
      const own = regions.flatMap(({ start, commits }) => (commits.has(commit) ? [{ id, start }] : []));
      if (others.length + own.length === 0) this.#byCommit.delete(commit);
      else this.#byCommit.set(commit, [...others, ...own]);
    }
    if (regions.length === 0) this.#regions.delete(id);
    else this.#regions.set(id, regions);
    return changed;
  }

  claimsOf(commit: Commit): readonly Claim[] {
    return this.#byCommit.get(commit) ?? [];
  }

  /** The commits that an experiment claims and of which no nearer start takes them. */
  of(id: string): Commit[] {
    const found = new Set<Commit>();
    for (const { start, commits } of this.#regions.get(id) ?? []) {
      for (const commit of commits) {
        const nearer = this.claimsOf(commit).some(
          (other) => other.start !== start && this.graph.isAncestor(start.hash, other.start.hash),
        );
        if (!nearer) found.add(commit);
      }
    }
    return [...found];
  }
}
