import { realpathSync } from 'node:fs';
import type { Corners, SkippedFile } from '../../core/corners/corner';
import { cornerEntries } from '../../core/corners/entry';
import { cornerStates, type FoundMarker } from '../../core/corners/states';
import type { History } from '../../core/experiments/repository-history';
import type { KataHome } from '../../core/load/loaded';
import type { IsoDate } from '../../core/model/dates';
import { retoldCorners } from '../check-corners';
import { GitFailure } from '../failure';
import { HistoryReader } from '../history/reader';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { type AskedOfHistory, CornerHistories, type KnownOfCorners } from './histories';
import { type IsIgnored, ignoredBy } from './ignored';
import { byPath, foldersOf, idsOf, kataFolders } from './of-homes';
import { relevantCorners } from './relevant';
import { scanRevision, scanTree } from './scan';
import { touchedIn } from './touched';

export interface TreeReading {
  /** Judges what is overdue. */
  readonly today: IsoDate;
  /** Calls the reading off; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The trees of a change. */
export interface ChangedTrees {
  readonly base: CommitId;
  /** Null for the working tree. */
  readonly head: CommitId | null;
  /** The commit that head's tree stands on. */
  readonly past: CommitId;
}

/** Of which corners history is asked, and how. */
interface Asked {
  /** The commit whose past counts; null for the working tree: HEAD's, and other branches' where that knows nothing. */
  readonly at: CommitId | null;
  readonly isAsked: (id: string) => boolean;
  /** Of these, other branches may tell as well. */
  readonly retold?: ReadonlySet<string>;
}

/** What stands in a tree. */
interface SearchedTree {
  readonly homes: readonly KataHome[];
  readonly ignored: IsIgnored;
  readonly markers: readonly FoundMarker[];
  readonly skipped: readonly SkippedFile[];
  readonly why: readonly string[];
}

/**
 * The corners of several trees of one repository, of commits and of the working tree: each is searched by itself, and
 * history is walked once for all of them. Kept between calls, it reads only the commits that are new.
 */
export class CornerTrees {
  readonly #reader: HistoryReader;
  readonly #histories: CornerHistories;
  #history: Promise<History> | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param folders the `.kata` folders whose records are followed, from the repository's top */
  constructor(
    private readonly repository: Repository,
    folders: readonly string[],
  ) {
    this.#reader = new HistoryReader(repository, folders);
    this.#histories = new CornerHistories(repository, '');
  }

  /** HEAD or a branch may be another now. */
  moved(): void {
    this.#history = null;
  }

  /**
   * @param commit null for the working tree, as it is on the disk
   * @param homes what that tree holds, from the repository's top
   * @throws GitFailure
   */
  async at(
    commit: CommitId | null,
    homes: readonly KataHome[],
    { today, signal }: TreeReading,
  ): Promise<Corners> {
    // History is walked while the tree is searched; what goes wrong with it is told where it is asked.
    if (cornerEntries(homes).length > 0) this.#walked().catch(() => {});
    const tree = await this.#searched(commit, homes, signal);
    return this.#corners(tree, { at: commit, isAsked: () => true }, { today, signal });
  }

  /**
   * Both ends of a change. Where not all is asked for, history is asked only of corners of which the change could say
   * anything; the others are as tree and records alone tell, alike on both sides.
   * @throws GitFailure
   */
  async ofChange(
    { base, head, past }: ChangedTrees,
    before: readonly KataHome[],
    after: readonly KataHome[],
    { today, signal, all }: TreeReading & { readonly all: boolean },
  ): Promise<{ readonly before: Corners; readonly after: Corners }> {
    const reading = { today, signal };
    const range = { from: [past], known: [base] };
    const [was, is, touched] = await Promise.all([
      this.#searched(base, before, signal),
      this.#searched(head, after, signal),
      all ? null : touchedIn(this.repository.git, range, signal).catch(unknownToGit),
    ]);
    const relevant = touched === null ? null : relevantCorners(was, is, touched);
    const isAsked = (id: string) => relevant?.has(id) ?? true;
    // What other branches did is not this change; of what its records say anew, a squash may have left the rest to them.
    const retold = head === null ? retoldCorners(before, after) : new Set<string>();
    const [old, now] = await Promise.all([
      this.#corners(was, { at: base, isAsked }, reading),
      this.#corners(is, { at: past, isAsked, retold }, reading),
    ]);
    return { before: old, after: now };
  }

  async #searched(
    commit: CommitId | null,
    homes: readonly KataHome[],
    signal: AbortSignal | undefined,
  ): Promise<SearchedTree> {
    const { git, topLevel, gitDir } = this.repository;
    const { files, skipped, why } =
      commit === null
        ? await scanTree(git, realpathSync(topLevel ?? gitDir), '', signal)
        : await scanRevision(git, commit, '', signal);
    const ignored = ignoredBy(homes);
    const counted = [...files].filter(([path]) => !ignored(path));
    const left = [
      ...skipped.filter(({ path }) => !ignored(path)),
      ...counted.flatMap(([path, { skipped: reason }]) => (reason === null ? [] : [{ path, reason }])),
    ];
    const markers = counted.flatMap(([, found]) => found.markers);
    return { homes, ignored, markers, skipped: left.sort(byPath), why };
  }

  async #corners(
    { homes, ignored, markers, skipped, why }: SearchedTree,
    { at, isAsked, retold = new Set() }: Asked,
    { today, signal }: TreeReading,
  ): Promise<Corners> {
    const entries = cornerEntries(homes);
    const { ids, all } = idsOf(entries, markers);
    const ask = (past: CommitId | null, matters: (id: string) => boolean) => {
      const some = (of: ReadonlySet<string>) => new Set([...of].filter((id) => isAsked(id) && matters(id)));
      return this.#ask({ ids: some(ids), all: some(all), ignored, at: past, signal });
    };
    const found = await Promise.all([ask(at, (id) => !retold.has(id)), ask(null, (id) => retold.has(id))]);
    const histories = new Map(found.flatMap(({ histories: known }) => [...known]));
    return {
      corners: cornerStates(entries, markers, histories, today, foldersOf(homes)),
      skipped,
      why: [...new Set([...why, ...found.flatMap((one) => one.why)])],
    };
  }

  /** One question after the other: what one brings to light, the next one finds known. */
  #ask(asked: AskedOfHistory): Promise<KnownOfCorners> {
    // Where there is no corner, history has nothing to tell.
    if (asked.all.size === 0) return Promise.resolve({ histories: new Map(), why: [] });
    const answer = this.#turn.then(async () => this.#histories.read(await this.#walked(), asked));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  #walked(): Promise<History> {
    this.#history ??= this.#reader.read();
    return this.#history;
  }
}

/** Where the clone leaves out what would tell, all are asked, and told of as unknown. */
function unknownToGit(error: unknown): null {
  if (error instanceof GitFailure) return null;
  throw error;
}

/** The corners of a commit, once, whatever is checked out. @throws GitFailure */
export async function cornersAt(
  repository: Repository,
  commit: CommitId,
  homes: readonly KataHome[],
  reading: TreeReading,
): Promise<Corners> {
  return new CornerTrees(repository, kataFolders(homes, '')).at(commit, homes, reading);
}
