import type { Hash, Ref } from './history';
import { experimentsNamed } from './ties';

/** The refs as they were last seen, and the experiments that their names hold. */
export class RefBook {
  #targets: ReadonlyMap<string, Hash> = new Map();
  readonly #naming = new Map<string, readonly string[]>();

  get names(): Iterable<string> {
    return this.#targets.keys();
  }

  target(name: string): Hash | null {
    return this.#targets.get(name) ?? null;
  }

  /** The experiments that a name holds. */
  named(name: string): readonly string[] {
    return [...new Set(experimentsNamed(name))];
  }

  /** Full names of the refs that name an experiment, by name, the tool's own among them. */
  naming(id: string): readonly string[] {
    return this.#naming.get(id) ?? [];
  }

  /** @returns the names of refs that are new, gone or moved. */
  update(refs: readonly Ref[]): readonly string[] {
    const before = this.#targets;
    const now = new Map(refs.map(({ name, target }) => [name, target]));
    this.#targets = now;
    const moved: string[] = [];
    for (const [name, target] of now) {
      const old = before.get(name);
      if (old === undefined) this.#name(name, (names) => [...names, name].sort());
      if (old !== target) moved.push(name);
    }
    for (const name of before.keys()) {
      if (now.has(name)) continue;
      this.#name(name, (names) => names.filter((one) => one !== name));
      moved.push(name);
    }
    return moved;
  }

  #name(name: string, change: (names: readonly string[]) => readonly string[]): void {
    for (const id of this.named(name)) {
      const names = change(this.naming(id));
      if (names.length === 0) this.#naming.delete(id);
      else this.#naming.set(id, names);
    }
  }
}
