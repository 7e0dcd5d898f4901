import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { activeExperiment } from '../../core/experiments/active';
import type { Derived } from '../../core/experiments/experiment-history';
import type { Hash } from '../../core/experiments/history';
import { type Cleaning, HistoryIndex } from '../../core/experiments/history-index';
import { type KnownHistory, unknownHistory } from '../../core/experiments/known-history';
import type { History } from '../../core/experiments/repository-history';
import type { KataHome, LoadedKata } from '../../core/load/loaded';
import type { Experiment } from '../../core/model/experiment';
import { openRepository, type Repository } from '../repository';
import { readOperation } from './head';
import { failureWords, limitWords } from './limits';
import { Patches } from './patches';
import { HistoryReader } from './reader';
import { RecordVersions } from './record-versions';

/**
 * What git's history says of loaded katas. Kept between calls, it reads and derives only what is new: at most
 * two git processes, one more for versions of records that were not seen before and that git has packed, and up to two more
 * where a commit looks like a copy.
 */
export class KataHistory {
  #reader: { readonly homes: string; readonly reader: HistoryReader } | null = null;
  #index: HistoryIndex | null = null;
  #last: { readonly katas: readonly LoadedKata[]; readonly here: ReadonlyMap<string, Experiment> } = {
    katas: [],
    here: new Map(),
  };
  readonly #versions: RecordVersions;
  readonly #patches: Patches;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param root the folder that katas are loaded from, within the repository's working tree. */
  constructor(
    private readonly repository: Repository,
    private readonly root: string,
  ) {
    this.#versions = new RecordVersions(repository);
    this.#patches = new Patches(repository.git);
  }

  /**
   * Reads the history and derives what it says of the experiments in `homes`, and of those that only other branches
   * hold; one reading after the other.
   * @param cleanings the commits that cleaned corners, as far as tree and history show them.
   * @throws GitFailure
   */
  read(homes: readonly KataHome[], cleanings: readonly Cleaning[] = []): Promise<KnownHistory> {
    const reading = this.#turn.then(() => this.#read(homes, cleanings));
    this.#turn = reading.catch(() => {});
    return reading;
  }

  async #read(homes: readonly KataHome[], cleanings: readonly Cleaning[]): Promise<KnownHistory> {
    const prefix = this.#prefix();
    const [history, operation] = await Promise.all([
      this.#history(homes, prefix),
      readOperation(this.repository.gitDir),
    ]);
    const more = await this.#versions.follow(history.graph, () => readAlready(homes));
    const derived = await this.#derived(history, this.#recordsIn(homes), cleanings, more);
    return {
      derived,
      recordAt: this.#versions.recordAt,
      edge: history.edge,
      withoutRecords: history.withoutRecords === true,
      prefix,
      active: activeExperiment(history.head.branch ?? operation?.branch ?? null, derived.experiments),
      why: limitWords({ history, operation, missing: this.#versions.missing }),
    };
  }

  async #derived(
    history: History,
    here: ReadonlyMap<string, Experiment>,
    cleanings: readonly Cleaning[],
    anew: boolean,
  ): Promise<Derived> {
    // Without records, branches are told from the main line alone, wherever it moves: all of it is derived again.
    if (anew || history.withoutRecords === true || this.#index?.graph !== history.graph) {
      this.#index = new HistoryIndex(history.graph);
      this.#patches.startOver();
    }
    const knowledge = { history, here, recordAt: this.#versions.recordAt, cleanings };
    let derived = this.#index.update(knowledge);
    while (this.#index.wantedPatches.length > 0) {
      this.#index.learnPatches(await this.#patches.read(this.#index.wantedPatches));
      derived = this.#index.update(knowledge);
    }
    return derived;
  }

  /** Today's records by id; the same map for as long as none is read again. */
  #recordsIn(homes: readonly KataHome[]): ReadonlyMap<string, Experiment> {
    const katas = homes.flatMap((home) => home.katas);
    const last = this.#last;
    if (katas.length === last.katas.length && katas.every((kata, at) => kata === last.katas[at])) {
      return last.here;
    }
    const here = new Map<string, Experiment>();
    for (const { id, value } of homes.flatMap(experimentsOf)) {
      if (id !== null && value !== undefined) here.set(id, value);
    }
    this.#last = { katas, here };
    return here;
  }

  /** Where the root is within the repository; a bare repository has no working tree, so there it is the top. */
  #prefix(): string {
    if (this.repository.topLevel === null) return '';
    const way = relative(this.repository.topLevel, realpathSync(this.root)).split(sep).join('/');
    return way === '' || way.startsWith('..') ? '' : `${way}/`;
  }

  async #history(homes: readonly KataHome[], prefix: string): Promise<History> {
    // Katas that only another branch has are looked for at the root as well.
    const folders = ['', ...homes.map(({ folder }) => folder)];
    const paths = folders.map((folder) => `${prefix}${folder === '' ? '' : `${folder}/`}.kata`);
    const wanted = [...new Set(paths)].sort();
    const key = wanted.join('\0');
    if (this.#reader?.homes !== key) {
      this.#reader = { homes: key, reader: new HistoryReader(this.repository, wanted) };
    }
    return this.#reader.reader.read();
  }
}

/** Records that were read whole, by the blob that git would keep them as: most of what the newest commits hold. */
function readAlready(homes: readonly KataHome[]): ReadonlyMap<Hash, Experiment> {
  const known = new Map<Hash, Experiment>();
  for (const { stamp, value, readOnly, stale } of homes.flatMap(experimentsOf)) {
    if (stamp !== undefined && value !== undefined && !readOnly && !stale) known.set(stamp, value);
  }
  return known;
}

function experimentsOf({ katas }: KataHome) {
  return katas.flatMap(({ experiments }) => experiments);
}

/** The same, once, where there may be no git or no repository: then it says so instead of failing. */
export async function historyOf(
  root: string,
  homes: readonly KataHome[],
  cleanings: readonly Cleaning[] = [],
): Promise<KnownHistory> {
  try {
    return await new KataHistory(await openRepository(root), root).read(homes, cleanings);
  } catch (error) {
    return unknownHistory(failureWords(error));
  }
}
