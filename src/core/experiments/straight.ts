import { append } from './facts';
import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { MainLine } from './main-line';

/** An experiment that went straight onto the main line. */
export interface Stretch {
  /** The commit that began it; what is only planned owns nobody's work. */
  readonly begin: Hash | null;
  /** The commit that finished it. */
  readonly end: Hash | null;
}

/**
 * Experiments that went straight onto the main line own its commits from their beginning to the one that finished
 * them; while several are open, the one that began last.
 */
export class StraightWork {
  readonly #stretches = new Map<string, Stretch>();
  readonly #begins = new Map<Hash, Set<string>>();
  readonly #ends = new Map<Hash, Set<string>>();
  readonly #owner = new Map<Commit, string>();
  readonly #owned = new Map<string, Commit[]>();
  /** Experiments that are open at the point of the line that was come to; ended ones are taken off when they are met. */
  #open: string[] = [];
  #ended = new Set<string>();
  #come = 0;
  #again = false;

  constructor(
    private readonly graph: CommitGraph,
    private readonly line: MainLine,
  ) {}

  ownerOf(commit: Commit): string | null {
    return this.#owner.get(commit) ?? null;
  }

  of(id: string): readonly Commit[] {
    return this.#owned.get(id) ?? [];
  }

  /** @param stretch null for an experiment that lives on a branch, or nowhere. */
  set(id: string, stretch: Stretch | null): void {
    const before = this.#stretches.get(id);
    if (before?.begin === stretch?.begin && before?.end === stretch?.end) return;
    for (const [points, key] of [[this.#begins, 'begin'] as const, [this.#ends, 'end'] as const]) {
      const [old, now] = [before?.[key] ?? null, stretch?.[key] ?? null];
      if (old === now) continue;
      if (old !== null) points.get(old)?.delete(id);
      if (now !== null) points.set(now, (points.get(now) ?? new Set()).add(id));
      this.#again ||= this.#isBehind(old) || this.#isBehind(now);
    }
    if (stretch === null) this.#stretches.delete(id);
    else this.#stretches.set(id, stretch);
  }

  /**
   * Goes along the line as far as it reaches.
   * @returns the experiments that own other commits than before, with those that came; null where others may have gone.
   */
  advance(lineAnew: boolean): ReadonlyMap<string, readonly Commit[] | null> {
    const anew = this.#again || lineAnew;
    const before = new Map(anew ? this.#owner : []);
    if (anew) this.#restart();
    const came = new Map<string, Commit[]>();
    const changed = new Map<string, null>();
    for (; this.#come < this.line.line.length; this.#come++) {
      const commit = this.graph.at(this.line.line[this.#come] ?? -1);
      if (commit === undefined) continue;
      const owner = this.#ownerAt(commit.hash);
      const old = before.get(commit) ?? null;
      before.delete(commit);
      if (anew && owner !== old) for (const id of [owner, old]) if (id !== null) changed.set(id, null);
      if (owner === null) continue;
      this.#owner.set(commit, owner);
      append(this.#owned, owner, commit);
      if (!anew) append(came, owner, commit);
    }
    for (const id of before.values()) changed.set(id, null);
    return anew ? changed : came;
  }

  #ownerAt(hash: Hash): string | null {
    // Several that begin in one commit take turns by their ids, so that the last one is always the same.
    for (const id of [...(this.#begins.get(hash) ?? [])].sort()) {
      this.#ended.delete(id);
      this.#open.push(id);
    }
    while (this.#ended.has(this.#open.at(-1) ?? '')) this.#open.pop();
    const owner = this.#open.at(-1) ?? null;
    for (const id of this.#ends.get(hash) ?? []) this.#ended.add(id);
    return owner;
  }

  #restart(): void {
    this.#again = false;
    this.#come = 0;
    this.#open = [];
    this.#ended = new Set();
    this.#owner.clear();
    this.#owned.clear();
  }

  /** True where the line was already followed past a commit. */
  #isBehind(hash: Hash | null): boolean {
    const position = hash === null ? undefined : this.graph.position(hash);
    const last = this.line.line[this.#come - 1];
    return position !== undefined && last !== undefined && position <= last && this.line.isOn(position);
  }
}
