import type { Commit, Hash } from './history';

/**
 * The commits of a history as a graph. Built once for a history, in time linear to it;
 * questions about a region cost what the region holds.
 */
export class CommitGraph {
  readonly #position = new Map<Hash, number>();
  /** The positions of each commit's parents, as far as they are known: looking ids up is what walks would wait for. */
  readonly #parentsAt: (readonly number[])[];
  /** For each commit, the position of the main line's commit that brought it there; -1 where none did. */
  readonly #broughtBy: Int32Array;

  /**
   * @param commits children before parents, as `git log --topo-order` gives them.
   * @param mainLine the tip of the main line.
   */
  constructor(
    readonly commits: readonly Commit[],
    mainLine: Hash | null,
  ) {
    commits.forEach((commit, position) => {
      this.#position.set(commit.hash, position);
    });
    this.#parentsAt = commits.map(({ parents }) => parents.flatMap((hash) => this.#position.get(hash) ?? []));
    this.#broughtBy = new Int32Array(commits.length).fill(-1);
    this.#followMainLine(mainLine);
  }

  get(hash: Hash): Commit | undefined {
    const position = this.#position.get(hash);
    return position === undefined ? undefined : this.commits[position];
  }

  /** Older commits have greater ages; undefined for one that is not known. Comparable between any two. */
  age(hash: Hash): number | undefined {
    return this.#position.get(hash);
  }

  /**
   * The main line's commit that brought `hash` there: itself where it stands on the line,
   * the merge where it was merged in; null where it is not there.
   */
  broughtBy(hash: Hash): Commit | null {
    const position = this.#position.get(hash);
    const by = position === undefined ? -1 : (this.#broughtBy[position] ?? -1);
    return by < 0 ? null : (this.commits[by] ?? null);
  }

  /** The commits on any way from `from` up to `tip`, both with them, newest first; none where `tip` does not descend from `from`. */
  between(from: Hash, tip: Hash): Commit[] {
    const start = this.#position.get(from);
    const end = this.#position.get(tip);
    if (start === undefined || end === undefined || end > start) return [];
    const region = this.#ancestorsDownTo(end, start);
    // Parents stand behind their children, so going from the oldest up, each one's parents are already judged.
    const descends = new Set<number>();
    for (const position of region.sort((a, b) => b - a)) {
      const parents = this.#parents(position);
      if (position === start || parents.some((parent) => descends.has(parent))) descends.add(position);
    }
    return Array.from(descends, (position) => this.commits[position])
      .reverse()
      .filter((commit): commit is Commit => commit !== undefined);
  }

  /** True where `older` is `newer` or one of its ancestors. */
  isAncestor(older: Hash, newer: Hash): boolean {
    const start = this.#position.get(older);
    const end = this.#position.get(newer);
    return (
      start !== undefined &&
      end !== undefined &&
      end <= start &&
      this.#ancestorsDownTo(end, start).includes(start)
    );
  }

  /** All commits that the tips reach, themselves with them. */
  ancestors(tips: readonly Hash[]): ReadonlySet<Commit> {
    return new Set(this.#walk(tips, null));
  }

  /** The commits that `tip` reaches and `beyond` does not hold, newest first. `beyond` holds all ancestors of its commits. */
  ancestorsBeyond(tip: Hash, beyond: ReadonlySet<Commit>): readonly Commit[] {
    return this.#walk([tip], beyond);
  }

  /** Newest first. */
  #walk(tips: readonly Hash[], stop: ReadonlySet<Commit> | null): Commit[] {
    const seen = new Set<number>();
    const add = (position: number | undefined) => {
      const commit = position === undefined ? undefined : this.commits[position];
      if (position !== undefined && commit !== undefined && stop?.has(commit) !== true) seen.add(position);
    };
    for (const tip of tips) add(this.#position.get(tip));
    for (const position of seen) for (const parent of this.#parents(position)) add(parent);
    const positions = Int32Array.from(seen).sort();
    return Array.from(positions, (position) => this.commits[position]).filter(
      (commit): commit is Commit => commit !== undefined,
    );
  }

  /** The line of first parents from `tip` back, newest first. */
  *firstParents(tip: Hash | null): Generator<Commit> {
    for (const position of this.#line(tip)) {
      const commit = this.commits[position];
      if (commit !== undefined) yield commit;
    }
  }

  #line(tip: Hash | null): number[] {
    const line: number[] = [];
    let position = tip === null ? undefined : this.#position.get(tip);
    while (position !== undefined) {
      line.push(position);
      const first: number | undefined = this.#parentsAt[position]?.[0];
      // Beyond the edge of a shallow clone the first parent is not known, and a second one is not the line.
      const isFirst = first !== undefined && this.commits[first]?.hash === this.commits[position]?.parents[0];
      position = isFirst ? first : undefined;
    }
    return line;
  }

  #parents(position: number): readonly number[] {
    return this.#parentsAt[position] ?? [];
  }

  /** Positions of the ancestors of `tip`, itself with them, that are not older than `oldest`. */
  #ancestorsDownTo(tip: number, oldest: number): number[] {
    const seen = new Set([tip]);
    for (const position of seen) {
      for (const parent of this.#parents(position)) if (parent <= oldest) seen.add(parent);
    }
    return [...seen];
  }

  #followMainLine(tip: Hash | null): void {
    const line = this.#line(tip).reverse();
    for (const merge of line) {
      const open = [merge];
      for (let position = open.pop(); position !== undefined; position = open.pop()) {
        if (this.#broughtBy[position] !== -1) continue;
        this.#broughtBy[position] = merge;
        for (const parent of this.#parents(position)) open.push(parent);
      }
    }
  }
}
