import { realpathSync } from 'node:fs';
import type { Corners, SkippedFile } from '../../core/corners/corner';
import { cornerEntries } from '../../core/corners/entry';
import { cornerStates, type FoundMarker } from '../../core/corners/states';
import type { History } from '../../core/experiments/repository-history';
import type { KataHome } from '../../core/load/loaded';
import type { IsoDate } from '../../core/model/dates';
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
    return this.#corners(tree, commit, () => true, { today, signal });
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
    const [old, now] = await Promise.all([
      this.#corners(was, base, isAsked, reading),
      // What other branches did is not this change.
      this.#corners(is, past, isAsked, reading),
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

  /** @param past the commit whose past counts; null for the working tree: HEAD's, and other branches' where that knows nothing */
  async #corners(
    { homes, ignored, markers, skipped, why }: SearchedTree,
    past: CommitId | null,
    isAsked: (id: string) => boolean,
    { today, signal }: TreeReading,
  ): Promise<Corners> {
    const entries = cornerEntries(homes);
    const known = idsOf(entries, markers);
    const [ids, all] = [known.ids, known.all].map((one) => new Set([...one].filter(isAsked)));
    const asked = { ids: ids ?? new Set(), all: all ?? new Set(), ignored, at: past, signal };
    const history = await this.#ask(asked);
    return {
      corners: cornerStates(entries, markers, history.histories, today, foldersOf(homes)),
      skipped,
      why: [...why, ...history.why],
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
