import type { IsoDate } from '../../core/model/dates';
import type { KataFiles } from '../../core/ports';
import type { ReviewCache } from './cache';

/** What is reviewed, and how. */
export interface ReviewRequest {
  /** As a person named it; the default branch without it. The change is reviewed from the merge base with it. */
  readonly base?: string | undefined;
  /** As a person named it; the working tree without it. */
  readonly head?: string | undefined;
  /** The working tree's files, from the repository's top. */
  readonly workingTree: KataFiles;
  /** The day to judge by; without it, that of head's commit, or `clock`'s for the working tree. */
  readonly today?: IsoDate | undefined;
  readonly clock: IsoDate;
  /** False where the code is not to be looked at: then records alone tell of corners. */
  readonly code?: boolean;
  /** True where a board of head is shown, too: then history is asked of all its corners, not only of those that the change could say anything of. */
  readonly board?: boolean;
  /** Keeps what was read from one review to the next. */
  readonly cache?: ReviewCache;
  /** Calls it off; it rejects with the signal's reason, and what was read stays read. */
  readonly signal?: AbortSignal;
}
