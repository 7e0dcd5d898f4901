import { setImmediate as pause } from 'node:timers/promises';
import type { CommitGraph } from '../../core/experiments/graph';
import type { Hash } from '../../core/experiments/history';
import { readRecord } from '../../core/load/read-record';
import type { Experiment } from '../../core/model/experiment';
import type { RecordPlace } from '../../core/model/layout';
import { readBlobs } from '../batch';
import { readLooseBlobs } from '../loose';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';

const PLACE = {
  kind: 'experiment',
  home: '',
  kata: null,
  id: null,
  metric: null,
} as const satisfies RecordPlace;

/** So many milliseconds of reading, and others are let in. */
const SLICE = 20;

/** More than a commit brings are asked of git in one go. */
const MOST_LOOSE = 8;

/** The ids of all objects that are in the clone; nothing is fetched. */
const presentObjects: GitCommand<ReadonlySet<Hash>> = {
  args: ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname)'],
  parse: (output) => new Set(output.split('\n')),
};

/** The versions of records that a graph's commits left, each read once. */
export class RecordVersions {
  #graph: CommitGraph | null = null;
  #size = 0;
  #records = new Map<Hash, Experiment | undefined>();
  /** Versions that are not in this clone; asked for again, for a fetch may bring them. */
  #missing = new Set<Hash>();

  constructor(private readonly repository: Repository) {}

  /** How many are not in this clone. */
  get missing(): number {
    return this.#missing.size;
  }

  recordAt = (blob: Hash): Experiment | undefined => this.#records.get(blob);

  /**
   * Reads what is new.
   * @param known records that are read already, by blob.
   * @returns true where a version was read that was missing before.
   * @throws GitFailure
   */
  async follow(
    graph: CommitGraph,
    known: () => ReadonlyMap<Hash, Experiment> = () => new Map(),
  ): Promise<boolean> {
    const fresh = new Set<Hash>();
    for (const { records } of graph.from(graph === this.#graph ? this.#size : 0)) {
      for (const { before, after } of records) {
        if (before !== null) fresh.add(before);
        if (after !== null) fresh.add(after);
      }
    }
    if (graph !== this.#graph) this.#keep(fresh);
    const before = this.#missing;
    let unread = [...new Set([...before, ...fresh])].filter((blob) => !this.#records.has(blob));
    if (unread.length > 0) unread = this.#withoutKnown(unread, known());
    const found = await this.#read(unread);
    this.#graph = graph;
    this.#size = graph.size;
    this.#missing = new Set(unread.filter((blob) => !found.has(blob)));
    return [...before].some((blob) => this.#records.has(blob));
  }

  #withoutKnown(unread: readonly Hash[], known: ReadonlyMap<Hash, Experiment>): Hash[] {
    return unread.filter((blob) => {
      const record = known.get(blob);
      if (record !== undefined) this.#records.set(blob, record);
      return record === undefined;
    });
  }

  /** What a rewritten history has no more is let go. */
  #keep(wanted: ReadonlySet<Hash>): void {
    this.#records = new Map([...this.#records].filter(([blob]) => wanted.has(blob)));
    this.#missing = new Set([...this.#missing].filter((blob) => wanted.has(blob)));
  }

  async #read(unread: readonly Hash[]): Promise<ReadonlyMap<Hash, unknown>> {
    const { git, commonDir } = this.repository;
    const few = unread.length > MOST_LOOSE ? [] : unread;
    const found = readLooseBlobs(commonDir, few);
    for (const [blob, bytes] of await readBlobs(
      git,
      unread.filter((blob) => !found.has(blob)),
    )) {
      found.set(blob, bytes);
    }
    if (found.size < unread.length) {
      // In a partial clone git ends at the first object that is not there: those that are have to be known before.
      const present = await git.run(presentObjects);
      const rest = unread.filter((blob) => !found.has(blob) && present.has(blob));
      for (const [blob, bytes] of await readBlobs(git, rest)) found.set(blob, bytes);
    }
    let since = performance.now();
    for (const [blob, bytes] of found) {
      const { value, readOnly } = readRecord(PLACE, blob, bytes);
      // A version that can't be read whole may hold what seems to be missing.
      this.#records.set(blob, readOnly ? undefined : value);
      if (performance.now() - since < SLICE) continue;
      await pause();
      since = performance.now();
    }
    return found;
  }
}
