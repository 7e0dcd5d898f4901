import type { Experiment } from '../model/experiment';
import { attachedBy } from './branch-work';

/** Today's records as they were last seen, and what they name. */
export class RecordBook {
  #here: ReadonlyMap<string, Experiment> = new Map();
  /** By a corner's id, the experiments whose records name it: one, but for a slip. */
  readonly #corners = new Map<string, Set<string>>();
  /** By a branch's name as records say it, the experiments that it was tied to by hand. */
  readonly #attached = new Map<string, Set<string>>();

  get(id: string): Experiment | undefined {
    return this.#here.get(id);
  }

  has(id: string): boolean {
    return this.#here.has(id);
  }

  /** The experiments whose records name a corner. */
  ofCorner(corner: string): Iterable<string> {
    return this.#corners.get(corner) ?? [];
  }

  /** The experiments that a branch was tied to by hand. @param branch as records say it; without one, all of them */
  *attachedTo(branch?: string): Generator<string> {
    if (branch !== undefined) yield* this.#attached.get(branch) ?? [];
    else for (const ids of this.#attached.values()) yield* ids;
  }

  /** @returns the experiments whose records changed, came or went; `attached`: those that name other work now. */
  update(here: ReadonlyMap<string, Experiment>): {
    readonly changed: readonly string[];
    readonly attached: readonly string[];
  } {
    const before = this.#here;
    if (here === before) return { changed: [], attached: [] };
    this.#here = here;
    const changed: string[] = [];
    for (const [id, record] of here) if (before.get(id) !== record) changed.push(id);
    for (const id of before.keys()) if (!here.has(id)) changed.push(id);
    const attached = changed.filter((id) => this.#attach(id, before.get(id), here.get(id)));
    for (const id of changed) {
      for (const corner of before.get(id)?.corners ?? []) this.#corners.get(corner.id)?.delete(id);
      for (const corner of here.get(id)?.corners ?? []) include(this.#corners, corner.id, id);
    }
    return { changed, attached };
  }

  #attach(id: string, before: Experiment | undefined, now: Experiment | undefined): boolean {
    const [old, named] = [attachedBy(before), attachedBy(now)];
    if (old?.branch === named?.branch && old?.since === named?.since) return false;
    if (old !== null) this.#attached.get(old.branch)?.delete(id);
    if (named !== null) include(this.#attached, named.branch, id);
    return true;
  }
}

function include(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(id));
}
