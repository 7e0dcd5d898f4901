import type { Cleaning } from '../../core/corners/cleanings';
import type { KnownHistory } from '../../core/experiments/known-history';
import { experimentsNamed } from '../../core/experiments/ties';
import type { KataHome } from '../../core/load/loaded';
import { remember } from '../../git/experiments/remember';
import { readHead, readOperation } from '../../git/history/head';
import { KataHistory } from '../../git/history/kata-history';
import type { Repository } from '../../git/repository';
import { resolveCommit } from '../../git/revision';
import { HeadWatch } from './head-watch';

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
    if (await this.#remember(this.known.active)) this.known = await this.#history.read(homes, ours);
    return true;
  }

  dispose(): void {
    this.#watch.dispose();
  }

  /** Keeps what HEAD has on an experiment's branch, so that no squash or deleted branch loses it. */
  async #remember(active: string | null): Promise<boolean> {
    if (active === null || (await readOperation(this.repository.gitDir)) !== null) return false;
    const { branch } = await readHead(this.repository, []);
    if (branch === null || !experimentsNamed(branch).includes(active)) return false;
    const tip = await this.repository.git.run(resolveCommit(branch));
    if (this.#remembered === `${active} ${tip}`) return false;
    await remember(
      this.repository,
      { id: active, operation: 'follow', from: branch, branch: null, keep: null },
      tip,
    );
    this.#remembered = `${active} ${tip}`;
    return true;
  }
}
