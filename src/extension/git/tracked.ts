import type { Cleaning } from '../../core/corners/cleanings';
import { attachedBy, branchRefs } from '../../core/experiments/branch-work';
import type { KnownHistory } from '../../core/experiments/known-history';
import { experimentsNamed } from '../../core/experiments/ties';
import type { KataHome } from '../../core/load/loaded';
import { followAttached, remember } from '../../git/experiments/remember';
import { readHead, readOperation } from '../../git/history/head';
import { KataHistory } from '../../git/history/kata-history';
import type { Repository } from '../../git/repository';
import { resolveCommit } from '../../git/revision';
import { HeadWatch } from './head-watch';

/** An experiment whose record names a branch that was tied to it by hand. */
interface Tied {
  readonly id: string;
  readonly branch: string;
}

/** One repository with katas in it: its history as it was last read, and whether it moved since. */
export class Tracked {
  known: KnownHistory | null = null;
  readonly #history: KataHistory;
  readonly #watch: HeadWatch;
  #moved = true;
  #values: readonly unknown[] = [];
  #remembered = '';

  /** @param onMoved HEAD or a branch moved */
  constructor(
    readonly repository: Repository,
    onMoved: () => void,
  ) {
    this.#history = new KataHistory(repository, repository.topLevel ?? repository.gitDir);
    this.#watch = new HeadWatch(repository, () => {
      this.moved();
      onMoved();
    });
  }

  /** The next reading asks git, whatever the records say. */
  moved(): void {
    this.#moved = true;
  }

  /**
   * Reads what is new. @returns false where nothing could be.
   * @param homes with folders from the repository's top.
   * @param cleanings what the code says of cleaned corners, of these experiments and others
   */
  async read(homes: readonly KataHome[], cleanings: readonly Cleaning[]): Promise<boolean> {
    const records = homes.flatMap((home) => home.katas.flatMap((kata) => kata.experiments));
    const ids = new Set(records.map(({ id }) => id));
    const ours = cleanings.filter(({ experiment }) => ids.has(experiment));
    const values = [
      ...records.flatMap(({ path, value }) => [path, value]),
      ...ours.map(({ experiment, commit }) => `${experiment} ${commit}`),
    ];
    const same = values.length === this.#values.length && values.every((one, at) => one === this.#values[at]);
    if (!this.#moved && same) return false;
    this.#moved = false;
    this.#values = values;
    this.known = await this.#history.read(homes, ours);
    const tied = records.flatMap(({ id, value }) => {
      const branch = attachedBy(value)?.branch;
      return id === null || branch === undefined ? [] : [{ id, branch }];
    });
    if (await this.#remember(this.known.active, tied)) this.known = await this.#history.read(homes, ours);
    return true;
  }

  dispose(): void {
    this.#watch.dispose();
  }

  /** Keeps what HEAD has on an experiment's branch, its own or one that was tied to it by hand, so that no squash or deleted branch loses it. */
  async #remember(active: string | null, attached: readonly Tied[]): Promise<boolean> {
    if (active === null && attached.length === 0) return false;
    if ((await readOperation(this.repository.gitDir)) !== null) return false;
    const { branch } = await readHead(this.repository, []);
    if (branch === null) return false;
    const own = active !== null && experimentsNamed(branch).includes(active) ? active : null;
    const tied = attached.filter((one) => branchRefs(one.branch).includes(branch));
    if (own === null && tied.length === 0) return false;
    const tip = await this.repository.git.run(resolveCommit(branch));
    const key = [own, ...tied.map(({ id }) => id), tip].join(' ');
    if (this.#remembered === key) return false;
    if (own !== null) {
      const follow = { id: own, operation: 'follow', from: branch, branch: null, keep: null } as const;
      await remember(this.repository, follow, tip);
    }
    for (const one of tied) await followAttached(this.repository, one.id, one.branch);
    this.#remembered = key;
    return true;
  }
}
