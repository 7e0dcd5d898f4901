import type { Corners } from '../../core/corners/corner';
import type { KataHome } from '../../core/load/loaded';
import { RecordCache } from '../../core/load/record-cache';
import type { KataFiles } from '../../core/ports';
import type { Review } from '../../core/review/review';
import { CornerTrees } from '../corners/trees';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { commitFiles } from '../revision-files';

export interface ReadReview {
  readonly review: Review;
  /** The folders of all katas of either side, those that did not change, too. */
  readonly folders: readonly string[];
  /** The state that was reviewed; corners are null where its code was not looked at, and only for a board is history asked of all. */
  readonly head: { readonly homes: readonly KataHome[]; readonly corners: Corners | null };
}

/** The base, and heads before and after a commit. */
const MOST_TREES = 4;
/** Reviews of commits: the ones that a person goes to and fro between. */
const MOST_ANSWERS = 4;

/**
 * What the reviews of one repository have read: parsed records, the trees of the last commits, which never change, and
 * the last answers.
 */
export class ReviewCache {
  readonly records = new RecordCache();
  private readonly trees = new Map<CommitId, KataFiles>();
  private readonly answers = new Map<string, ReadReview>();
  #corners: { readonly key: string; readonly trees: CornerTrees } | null = null;

  files(repository: Repository, commit: CommitId): KataFiles {
    const files = this.trees.get(commit) ?? commitFiles(repository, commit);
    keep(this.trees, commit, files, MOST_TREES);
    return files;
  }

  /** What reads the corners of both sides. @param folders the `.kata` folders of either, from the repository's top */
  corners(repository: Repository, folders: readonly string[]): CornerTrees {
    const key = folders.join('\0');
    if (this.#corners?.key !== key) this.#corners = { key, trees: new CornerTrees(repository, folders) };
    return this.#corners.trees;
  }

  /**
   * An answer that was given before, else one that is made now. One that says that something is not known is not kept:
   * a fetch may bring it.
   * @param state all that the answer hangs on, as one text
   */
  async answer(state: string, make: () => Promise<ReadReview>): Promise<ReadReview> {
    const answer = this.answers.get(state) ?? (await make());
    if (answer.review.why.length === 0) keep(this.answers, state, answer, MOST_ANSWERS);
    return answer;
  }
}

/** Keeps a value as the last one asked for; what was not asked for the longest goes. */
function keep<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}
