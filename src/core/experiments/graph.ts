import type { Commit, Hash } from './history';

/**
 * The commits of a history as a graph that grows: new commits are added in time linear to them, whatever is there
 * already, and questions about a region cost what the region holds. A commit's position never changes, and parents
 * stand before their children.
 */
export class CommitGraph {
  readonly #commits: Commit[] = [];
  readonly #position = new Map<Hash, number>();
  /** The positions of each commit's parents, as far as they are known: looking ids up is what walks would wait for. */
  readonly #parentsAt: (readonly number[])[] = [];
  /** When each was committed, but later than all that it came from: clocks go wrong, and children never come first. */
  readonly #time: number[] = [];

  /** @param commits as for `add` */
  constructor(commits: readonly Commit[] = []) {
    this.add(commits);
  }

  get size(): number {
    return this.#commits.length;
  }

  /**
   * Adds commits that are new, with those of their ancestors that are not there yet; known ones are passed over.
   * @param commits newest first, as git tells them; where a clock went wrong, any order will do.
   * @returns what was new.
   */
  add(commits: readonly Commit[]): readonly Commit[] {
    const first = this.#commits.length;
    let late: Map<Hash, Commit> | null = null;
    for (let at = commits.length - 1; at >= 0; at--) {
      const commit = commits[at];
      if (commit === undefined || this.#position.has(commit.hash)) continue;
      if (late === null && this.#ready(commit)) this.#append(commit);
      else {
        // A parent may be among those that are still to come: from here on each waits for its own.
        late ??= new Map(commits.slice(0, at + 1).map((one) => [one.hash, one]));
        this.#appendAfterParents(commit, late);
      }
    }
    return this.from(first);
  }

  has(hash: Hash): boolean {
    return this.#position.has(hash);
  }

  get(hash: Hash): Commit | undefined {
    const position = this.#position.get(hash);
    return position === undefined ? undefined : this.#commits[position];
  }

  /** The commits from that position on: those that were added since the graph was so large. */
  from(position: number): readonly Commit[] {
    return this.#commits.slice(position);
  }

  at(position: number): Commit | undefined {
    return this.#commits[position];
  }

  /** Undefined for a commit that is not known. */
  position(hash: Hash): number | undefined {
    return this.#position.get(hash);
  }

  /** The positions of the parents that are known. */
  parentsAt(position: number): readonly number[] {
    return this.#parentsAt[position] ?? [];
  }

  /** The position of the first parent; undefined for a root, and beyond the edge of a shallow clone. */
  firstParentAt(position: number): number | undefined {
    const first = this.#parentsAt[position]?.[0];
    const named = this.#commits[position]?.parents[0];
    return first !== undefined && this.#commits[first]?.hash === named ? first : undefined;
  }

  /** Sorts into the order of time, oldest first and never a child before what it came from; the same in every graph. */
  byTime = (a: Commit, b: Commit): number =>
    this.#timeOf(a) - this.#timeOf(b) || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);

  /** The commits on any way from `from` up to `tip`, both with them; none where `tip` does not descend from `from`. */
  between(from: Hash, tip: Hash): Commit[] {
    const [start, end] = [this.#position.get(from), this.#position.get(tip)];
    if (start === undefined || end === undefined || end < start) return [];
    const region = Int32Array.from(this.#ancestorsDownTo(end, start)).sort();
    // Parents stand before their children, so each one's parents are already judged.
    const descends = new Set<number>();
    for (const position of region) {
      if (position === start || this.parentsAt(position).some((parent) => descends.has(parent)))
        descends.add(position);
    }
    return descends.has(end) ? this.#commitsAt(descends) : [];
  }

  /** True where `older` is `newer` or one of its ancestors. */
  isAncestor(older: Hash, newer: Hash): boolean {
    const [start, end] = [this.#position.get(older), this.#position.get(newer)];
    if (start === undefined || end === undefined || end < start) return false;
    return this.#ancestorsDownTo(end, start).has(start);
  }

  /** The commits that `tip` reaches and `known` does not say to be known, newest first. What is known holds all its ancestors. */
  beyond(tip: Hash, known: (position: number) => boolean): Commit[] {
    const start = this.#position.get(tip);
    if (start === undefined || known(start)) return [];
    const seen = new Set([start]);
    for (const position of seen) {
      for (const parent of this.parentsAt(position)) if (!known(parent)) seen.add(parent);
    }
    return this.#commitsAt(seen).sort((a, b) => this.byTime(b, a));
  }

  #timeOf(commit: Commit): number {
    return this.#time[this.#position.get(commit.hash) ?? -1] ?? 0;
  }

  #commitsAt(positions: Iterable<number>): Commit[] {
    return Array.from(positions, (position) => this.#commits[position]).filter(
      (commit): commit is Commit => commit !== undefined,
    );
  }

  /** Positions of the ancestors of `tip`, itself with them, that are not older than `oldest`. */
  #ancestorsDownTo(tip: number, oldest: number): Set<number> {
    const seen = new Set([tip]);
    for (const position of seen) {
      for (const parent of this.parentsAt(position)) if (parent >= oldest) seen.add(parent);
    }
    return seen;
  }

  #ready(commit: Commit): boolean {
    return commit.parents.every((hash) => this.#position.has(hash));
  }

  #append(commit: Commit): void {
    const parents: number[] = [];
    let time = commit.time;
    for (const hash of commit.parents) {
      const parent = this.#position.get(hash);
      if (parent === undefined) continue;
      parents.push(parent);
      time = Math.max(time, (this.#time[parent] ?? 0) + 1);
    }
    this.#position.set(commit.hash, this.#commits.length);
    this.#commits.push(commit);
    this.#parentsAt.push(parents);
    this.#time.push(time);
  }

  #appendAfterParents(commit: Commit, late: ReadonlyMap<Hash, Commit>): void {
    const open = [commit];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const missing = top.parents
        .filter((hash) => !this.#position.has(hash))
        .flatMap((hash) => late.get(hash) ?? []);
      if (missing.length > 0) open.push(...missing);
      else {
        open.pop();
        if (!this.#position.has(top.hash)) this.#append(top);
      }
    }
  }
}
