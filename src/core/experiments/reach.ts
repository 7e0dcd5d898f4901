import type { CommitGraph } from './graph';
import type { Hash } from './history';

/** The commits that a tip reaches, itself with them; follows the tip where it goes. */
export class Reach {
  #marks = new Uint8Array(0);
  #tip: Hash | null = null;

  constructor(private readonly graph: CommitGraph) {}

  has = (position: number): boolean => this.#marks[position] === 1;

  /**
   * Moves to another tip. A step forwards costs what is new there, anything else the whole history.
   * @returns the positions that are reached now and were not, or the other way about.
   */
  follow(tip: Hash | null): readonly number[] {
    if (tip === this.#tip) return [];
    const before = this.#tip === null ? undefined : this.graph.position(this.#tip);
    const after = tip === null ? undefined : this.graph.position(tip);
    this.#tip = tip;
    if (after !== undefined && before !== undefined) {
      const added = this.#walk(after, this.#marks);
      // A way up from the old tip enters what it did not reach by one of its own children.
      const forwards = added.some((position) => this.graph.parentsAt(position).includes(before));
      if (forwards) {
        this.#marks = grown(this.#marks, this.graph.size);
        for (const position of added) this.#marks[position] = 1;
        return added;
      }
    }
    return this.#anew(after);
  }

  #anew(tip: number | undefined): readonly number[] {
    const marks = new Uint8Array(this.graph.size);
    if (tip !== undefined) for (const position of this.#walk(tip, marks)) marks[position] = 1;
    const changed: number[] = [];
    for (let position = 0; position < Math.max(marks.length, this.#marks.length); position++) {
      if ((marks[position] ?? 0) !== (this.#marks[position] ?? 0)) changed.push(position);
    }
    this.#marks = marks;
    return changed;
  }

  #walk(tip: number, marks: Uint8Array): number[] {
    if (marks[tip] === 1) return [];
    const seen = new Set([tip]);
    for (const position of seen) {
      for (const parent of this.graph.parentsAt(position)) if (marks[parent] !== 1) seen.add(parent);
    }
    return [...seen];
  }
}

function grown(marks: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  if (marks.length >= size) return marks;
  // With room for more, so that growing one by one does not copy each time.
  const larger = new Uint8Array(Math.ceil(size * 1.25));
  larger.set(marks);
  return larger;
}
