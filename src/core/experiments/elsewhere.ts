import { append } from './facts';
import type { CommitGraph } from './graph';
import type { Hash } from './history';
import type { RefBook } from './ref-book';
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
 * and what is here and there can be compared. Costs what moved refs have beyond HEAD.
 */
export class Elsewhere {
  readonly #byRef = new Map<string, readonly RecordElsewhere[]>();
  readonly #byId = new Map<string, RecordElsewhere[]>();

  constructor(
    private readonly graph: CommitGraph,
    private readonly atHead: (position: number) => boolean,
  ) {}

  get ids(): Iterable<string> {
    return this.#byId.keys();
  }

  /** By the names of their refs. */
  of(id: string): readonly RecordElsewhere[] {
    return this.#byId.get(id) ?? [];
  }

  /** @param moved names of refs whose records may be others now. @returns the experiments that this may change. */
  update(refs: RefBook, moved: Iterable<string>): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const name of moved) {
      for (const { id } of this.#byRef.get(name) ?? []) {
        changed.add(id);
        const rest = this.of(id).filter(({ ref }) => ref !== name);
        if (rest.length === 0) this.#byId.delete(id);
        else this.#byId.set(id, rest);
      }
      const target = refs.target(name);
      const records = target === null ? [] : this.#recordsOf(name, target);
      if (records.length === 0) this.#byRef.delete(name);
      else this.#byRef.set(name, records);
      for (const record of records) {
        changed.add(record.id);
        append(this.#byId, record.id, record);
      }
    }
    for (const id of changed) this.#byId.get(id)?.sort((a, b) => (a.ref < b.ref ? -1 : 1));
    return changed;
  }

  #recordsOf(ref: string, target: Hash): RecordElsewhere[] {
    const found: RecordElsewhere[] = [];
    const seen = new Set<string>();
    // Newest first, so the first version that is met is the one at the tip.
    for (const commit of this.graph.beyond(target, this.atHead)) {
      for (const { path, after } of commit.records) {
        const id = experimentAt(path);
        if (id === null || seen.has(id)) continue;
        seen.add(id);
        if (after !== null) found.push({ id, ref, path, blob: after, commit: commit.hash });
      }
    }
    return found;
  }
}
