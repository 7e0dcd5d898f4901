import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { activeExperiment } from '../../core/experiments/active';
import { blobsToRead, type Derived, derive } from '../../core/experiments/experiment-history';
import type { Hash, History } from '../../core/experiments/history';
import { type KnownHistory, unknownHistory } from '../../core/experiments/known-history';
import type { KataHome } from '../../core/load/loaded';
import { readRecord } from '../../core/load/read-record';
import type { Experiment } from '../../core/model/experiment';
import type { RecordPlace } from '../../core/model/layout';
import { readBlobs } from '../batch';
import { openRepository, type Repository } from '../repository';
import type { GitCommand } from '../runner';
import { readOperation } from './head';
import { failureWords, limitWords } from './limits';
import { HistoryReader } from './reader';

const PLACE = {
  kind: 'experiment',
  home: '',
  kata: null,
  id: null,
  metric: null,
} as const satisfies RecordPlace;

/** The ids of all objects that are in the clone; nothing is fetched. */
const presentObjects: GitCommand<ReadonlySet<Hash>> = {
  args: ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname)'],
  parse: (output) => new Set(output.split('\n')),
};

/**
 * What git's history says of loaded katas. Kept between calls, it reads only what is new: two git processes where refs
 * moved, and one more for versions of records that were not seen before.
 */
export class KataHistory {
  private reader: { readonly homes: string; readonly reader: HistoryReader } | null = null;
  private last: { names: string; values: readonly unknown[]; derived: Derived } | null = null;
  private readonly records = new Map<Hash, Experiment | undefined>();

  /** @param root the folder that katas are loaded from, within the repository's working tree. */
  constructor(
    private readonly repository: Repository,
    private readonly root: string,
  ) {}

  /**
   * Reads the history and derives what it says of the experiments in `homes`, and of those that only other branches hold.
   * @throws GitFailure
   */
  async read(homes: readonly KataHome[]): Promise<KnownHistory> {
    const prefix = this.prefix();
    const history = await this.history(homes, prefix);
    const missing = await this.readRecords(history);
    const recordAt = (blob: Hash) => this.records.get(blob);
    const here = new Map<string, Experiment>();
    for (const { id, value } of homes.flatMap((home) => home.katas).flatMap((kata) => kata.experiments)) {
      if (id !== null && value !== undefined) here.set(id, value);
    }
    const derived = this.derived(history, here);
    const operation = await readOperation(this.repository.gitDir);
    return {
      derived,
      recordAt,
      edge: history.edge,
      prefix,
      active: activeExperiment(
        history.head.branch ?? operation?.branch ?? null,
        new Set(derived.experiments.keys()),
      ),
      why: limitWords({ history, operation, missing }),
    };
  }

  /** Derived once for as long as neither history nor records change: boards are built again for many other reasons. */
  private derived(history: History, here: ReadonlyMap<string, Experiment>): Derived {
    const { commits, refs, head, mainLine } = history;
    const names = JSON.stringify([refs, head, mainLine, [...here.keys()]]);
    const values = [commits, ...here.values()];
    const last = this.last;
    if (
      last?.names === names &&
      last.values.length === values.length &&
      last.values.every((value, at) => value === values[at])
    ) {
      return last.derived;
    }
    const derived = derive(history, here, (blob) => this.records.get(blob));
    this.last = { names, values, derived };
    return derived;
  }

  /** Where the root is within the repository; a bare repository has no working tree, so there it is the top. */
  private prefix(): string {
    if (this.repository.topLevel === null) return '';
    const way = relative(this.repository.topLevel, realpathSync(this.root)).split(sep).join('/');
    return way === '' || way.startsWith('..') ? '' : `${way}/`;
  }

  private async history(homes: readonly KataHome[], prefix: string): Promise<History> {
    // Katas that only another branch has are looked for at the root as well.
    const folders = ['', ...homes.map(({ folder }) => folder)];
    const paths = folders.map((folder) => `${prefix}${folder === '' ? '' : `${folder}/`}.kata`);
    const wanted = [...new Set(paths)].sort();
    const key = wanted.join('\0');
    if (this.reader?.homes !== key) {
      this.reader = { homes: key, reader: new HistoryReader(this.repository, wanted) };
    }
    return this.reader.reader.read();
  }

  /** Reads the versions that were not seen before. @returns how many are not in this clone. */
  private async readRecords(history: History): Promise<number> {
    const wanted = blobsToRead(history);
    for (const blob of this.records.keys()) if (!wanted.has(blob)) this.records.delete(blob);
    const unread = [...wanted].filter((blob) => !this.records.has(blob));
    const found = new Map(await readBlobs(this.repository.git, unread));
    if (found.size < unread.length) {
      // In a partial clone git ends at the first object that is not there: those that are have to be known before.
      const present = await this.repository.git.run(presentObjects);
      const rest = unread.filter((blob) => !found.has(blob) && present.has(blob));
      for (const [blob, bytes] of await readBlobs(this.repository.git, rest)) found.set(blob, bytes);
    }
    for (const [blob, bytes] of found) {
      const { value, readOnly } = readRecord(PLACE, blob, bytes);
      // A version that can't be read whole may hold what seems to be missing.
      this.records.set(blob, readOnly ? undefined : value);
    }
    return unread.filter((blob) => !found.has(blob)).length;
  }
}

/** The same, once, where there may be no git or no repository: then it says so instead of failing. */
export async function historyOf(root: string, homes: readonly KataHome[]): Promise<KnownHistory> {
  try {
    return await new KataHistory(await openRepository(root), root).read(homes);
  } catch (error) {
    return unknownHistory(failureWords(error));
  }
}
