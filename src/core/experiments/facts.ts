import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import { experimentAt } from './ties';
import type { Version } from './versions';

/** What commits themselves say of one experiment. Each list is in the order of time, oldest first. */
export interface Facts {
  /** Their messages name it. */
  readonly named: readonly Commit[];
  /** They touch its record. */
  readonly touching: readonly Commit[];
  /** They added its record: one, or one a copy where it was rebased or picked. */
  readonly starts: readonly Commit[];
  readonly versions: readonly Version[];
}

const NOTHING: Facts = { named: [], touching: [], starts: [], versions: [] };

type Growing = { -readonly [key in keyof Facts]: Facts[key][number][] };

/** What commits say, by what they say it of; grows with each commit. */
export class FactBook {
  readonly #facts = new Map<string, Growing>();
  readonly #reverts = new Map<Hash, Commit[]>();
  readonly #cleans = new Map<string, Commit[]>();

  constructor(private readonly graph: CommitGraph) {}

  of(id: string): Facts {
    return this.#facts.get(id) ?? NOTHING;
  }

  /** The commits that say they take `hash` back. */
  revertsOf(hash: Hash): readonly Commit[] {
    return this.#reverts.get(hash) ?? [];
  }

  /** The commits that say they cleaned a corner. */
  cleaning(corner: string): readonly Commit[] {
    return this.#cleans.get(corner) ?? [];
  }

  /** @returns the experiments that something new is known of. */
  add(commits: readonly Commit[]): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const commit of commits) {
      for (const id of commit.experiments) this.#growing(id, touched).named.push(commit);
      for (const corner of commit.cleans) append(this.#cleans, corner, commit);
      if (commit.reverts !== null) append(this.#reverts, commit.reverts, commit);
      for (const { path, before, after } of commit.records) {
        const id = experimentAt(path);
        if (id === null) continue;
        const facts = this.#growing(id, touched);
        facts.touching.push(commit);
        if (after === null) continue;
        if (before === null) facts.starts.push(commit);
        facts.versions.push({ commit, before, after });
      }
    }
    for (const id of touched) this.#sort(id);
    return touched;
  }

  #growing(id: string, touched: Set<string>): Growing {
    const facts = this.#facts.get(id) ?? { named: [], touching: [], starts: [], versions: [] };
    this.#facts.set(id, facts);
    touched.add(id);
    return facts;
  }

  #sort(id: string): void {
    const facts = this.#facts.get(id);
    if (facts === undefined) return;
    for (const list of [facts.named, facts.touching, facts.starts]) list.sort(this.graph.byTime);
    facts.versions.sort((a, b) => this.graph.byTime(a.commit, b.commit));
  }
}

/** Adds to the list that stands under a key. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
