import { realpathSync } from 'node:fs';
import type { Corners } from '../../core/corners/corner';
import { cornerEntries } from '../../core/corners/entry';
import { cornerStates } from '../../core/corners/states';
import type { History } from '../../core/experiments/repository-history';
import type { KataHome } from '../../core/load/loaded';
import type { IsoDate } from '../../core/model/dates';
import { HistoryReader } from '../history/reader';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { type AskedOfHistory, CornerHistories, type KnownOfCorners } from './histories';
import { ignoredBy } from './ignored';
import { byPath, foldersOf, idsOf, kataFolders } from './of-homes';
import { scanRevision, scanTree } from './scan';

export interface TreeReading {
  /** Judges what is overdue. */
  readonly today: IsoDate;
  /** The commit whose past counts, and no other: without it the tree's own, and for the working tree all branches' where HEAD's knows nothing. */
  readonly past?: CommitId;
  /** Calls the reading off; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
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
    { today, past, signal }: TreeReading,
  ): Promise<Corners> {
    const { git, topLevel, gitDir } = this.repository;
    const entries = cornerEntries(homes);
    // It is walked while the tree is searched; what goes wrong with it is told where it is asked.
    if (entries.length > 0) this.#walked().catch(() => {});
    const { files, skipped, why } =
      commit === null
        ? await scanTree(git, realpathSync(topLevel ?? gitDir), '', signal)
        : await scanRevision(git, commit, '', signal);
    const ignored = ignoredBy(homes);
    const counted = [...files].filter(([path]) => !ignored(path));
    const markers = counted.flatMap(([, found]) => found.markers);
    const left = [
      ...skipped.filter(({ path }) => !ignored(path)),
      ...counted.flatMap(([path, { skipped: reason }]) => (reason === null ? [] : [{ path, reason }])),
    ];
    const history = await this.#ask({ ...idsOf(entries, markers), ignored, at: past ?? commit, signal });
    return {
      corners: cornerStates(entries, markers, history.histories, today, foldersOf(homes)),
      skipped: left.sort(byPath),
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

/** The corners of a commit, once, whatever is checked out. @throws GitFailure */
export async function cornersAt(
  repository: Repository,
  commit: CommitId,
  homes: readonly KataHome[],
  reading: TreeReading,
): Promise<Corners> {
  return new CornerTrees(repository, kataFolders(homes, '')).at(commit, homes, reading);
}
