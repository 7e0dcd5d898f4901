import type { Inverse } from './works';

/** One step of a person: what they did, and what takes it back. */
export interface UndoEntry {
  readonly label: string;
  readonly inverses: readonly Inverse[];
}

/** How many steps are kept: more than anybody takes back one by one. */
const MOST = 200;

/** A storyboard's steps over all its records: one a change, the last first. */
export class UndoList {
  readonly #past: UndoEntry[] = [];
  readonly #future: UndoEntry[] = [];

  /** A new step; what was undone before it can't be redone any more. */
  did(entry: UndoEntry): void {
    this.#past.push(entry);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future.length = 0;
  }

  /** The step that undo or redo would take next. */
  next(way: 'undo' | 'redo'): UndoEntry | undefined {
    return (way === 'undo' ? this.#past : this.#future).at(-1);
  }

  /** The next step was taken: `inverses` lead back. */
  travelled(way: 'undo' | 'redo', inverses: readonly Inverse[]): void {
    const [from, to] = way === 'undo' ? [this.#past, this.#future] : [this.#future, this.#past];
    const entry = from.pop();
    if (entry !== undefined) to.push({ label: entry.label, inverses });
  }

  /** The next step can't be taken any more: its text moved on. Steps before it may still be. */
  drop(way: 'undo' | 'redo'): void {
    (way === 'undo' ? this.#past : this.#future).pop();
  }
}
