import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';

/** The main line: first parents from its tip back, and for each commit the one of the line that brought it there. */
export class MainLine {
  /** Positions on the line, oldest first. */
  #line: number[] = [];
  #tip: Hash | null = null;
  /** For each position, the position of the line's commit that brought it, and one more; 0 where none did. */
  #broughtBy = new Int32Array(0);

  constructor(private readonly graph: CommitGraph) {}

  get line(): readonly number[] {
    return this.#line;
  }

  /** True where the commit at that position stands on the line itself. */
  isOn(position: number): boolean {
    return this.#broughtBy[position] === position + 1;
  }

  /** True where the line holds the commit or a merge of it. */
  has = (position: number): boolean => (this.#broughtBy[position] ?? 0) > 0;

  /**
   * The line's commit that brought `hash` there: itself where it stands on the line, the merge where it was merged
   * in; null where it is not there.
   */
  broughtBy(hash: Hash): Commit | null {
    const position = this.graph.position(hash);
    const by = position === undefined ? 0 : (this.#broughtBy[position] ?? 0);
    return by === 0 ? null : (this.graph.at(by - 1) ?? null);
  }

  /** Tells what the line held before the merge that brought `hash`; where no merge did, all that it holds. */
  before(hash: Hash): (position: number) => boolean {
    const own = this.graph.position(hash) ?? -1;
    const by = this.isOn(own) ? 0 : (this.#broughtBy[own] ?? 0);
    return by === 0 ? this.has : (position) => this.has(position) && this.#broughtBy[position] !== by;
  }

  /**
   * Moves to another tip. A step forwards along the line costs what it brought, anything else the whole history.
   * @returns the positions that were brought by something else before, or not at all; `anew` where the line was left.
   */
  follow(tip: Hash | null): { readonly changed: readonly number[]; readonly anew: boolean } {
    if (tip === this.#tip) return { changed: [], anew: false };
    const before = this.#line.at(-1);
    const steps = this.#lineDownTo(tip, before ?? -1);
    this.#tip = tip;
    if (before !== undefined && steps.at(-1) === before) {
      steps.pop();
      const larger = new Int32Array(Math.max(this.#broughtBy.length, this.graph.size));
      if (larger.length > this.#broughtBy.length) {
        larger.set(this.#broughtBy);
        this.#broughtBy = larger;
      }
      return { changed: this.#extend(steps.reverse()), anew: false };
    }
    const old = this.#broughtBy;
    this.#line = [];
    this.#broughtBy = new Int32Array(this.graph.size);
    this.#extend(steps.reverse());
    const changed: number[] = [];
    for (let at = 0; at < Math.max(old.length, this.#broughtBy.length); at++) {
      if ((old[at] ?? 0) !== (this.#broughtBy[at] ?? 0)) changed.push(at);
    }
    return { changed, anew: true };
  }

  /** First parents from `tip` back, newest first, to `last` where it is among them, or to the root. */
  #lineDownTo(tip: Hash | null, last: number): number[] {
    const line: number[] = [];
    let position = tip === null ? undefined : this.graph.position(tip);
    while (position !== undefined) {
      line.push(position);
      if (position === last) break;
      position = this.graph.firstParentAt(position);
    }
    return line;
  }

  #extend(line: readonly number[]): number[] {
    const brought: number[] = [];
    for (const merge of line) {
      this.#line.push(merge);
      const open = [merge];
      for (let position = open.pop(); position !== undefined; position = open.pop()) {
        if (this.#broughtBy[position] !== 0) continue;
        this.#broughtBy[position] = merge + 1;
        brought.push(position);
        open.push(...this.graph.parentsAt(position));
      }
    }
    return brought;
  }
}
