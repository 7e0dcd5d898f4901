import { loadHomes } from '../core/load/load-homes';
import type { KataHome } from '../core/load/loaded';
import { RecordCache } from '../core/load/record-cache';
import type { IsoDate } from '../core/model/dates';
import type { KataFiles } from '../core/ports';
import { compareKatas } from '../core/review/compare';
import type { Review } from '../core/review/review';
import { cornersAt, readCorners } from './corners/corner-index';
import { defaultBranch } from './default-branch';
import { changeEnds } from './merge-base';
import type { Repository } from './repository';
import { asHistory, bothHistories } from './review-history';
import { type CommitId, commitDate } from './revision';
import { commitFiles } from './revision-files';

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
  /** Keeps what was read from one review to the next. */
  readonly cache?: ReviewCache;
}

/** What the reviews of one repository have read: parsed records, and the trees of the last commits, which never change. */
export class ReviewCache {
  readonly records = new RecordCache();
  private readonly trees = new Map<CommitId, KataFiles>();

  files(repository: Repository, commit: CommitId): KataFiles {
    const known = this.trees.get(commit) ?? commitFiles(repository, commit);
    this.trees.delete(commit);
    this.trees.set(commit, known);
    for (const oldest of this.trees.keys()) {
      if (this.trees.size <= MOST_TREES) break;
      this.trees.delete(oldest);
    }
    return known;
  }
}

/** The base, and heads before and after a commit. */
const MOST_TREES = 4;

export interface ReadReview {
  readonly review: Review;
  /** The folders of all katas of either side, those that did not change, too. */
  readonly folders: readonly string[];
}

/**
 * Reads both sides of a change through the same loader and compares them.
 * @throws GitFailure `git/no-merge-base` (a shallow clone says what to fetch), `git/no-revision`, `git/no-default-branch`
 */
export async function readReview(repository: Repository, request: ReviewRequest): Promise<ReadReview> {
  const { head, cache = new ReviewCache() } = request;
  const loading = { cache: cache.records, breathe };
  const against = request.base ?? (await repository.git.run(defaultBranch));
  const ends = await changeEnds(repository, against, head);
  const headCommit = head === undefined ? null : ends.head;
  const files = {
    before: cache.files(repository, ends.base),
    after: headCommit === null ? request.workingTree : cache.files(repository, headCommit),
  };
  const [after, day] = await Promise.all([
    loadHomes(files.after, loading),
    headCommit === null ? request.clock : repository.git.run(commitDate(headCommit)),
    // Its tree is listed meanwhile; a failure is told where it is loaded.
    files.before.list().catch(() => []),
  ]);
  // What is the same on both sides is neither read nor parsed again.
  const before = await loadHomes(files.before, loading);
  const today = request.today ?? day;
  const [history, corners] = await Promise.all([
    bothHistories(repository, before, after, ends.base, headCommit),
    request.code === false
      ? NO_CORNERS
      : bothCorners(repository, before, after, ends.base, headCommit, today),
  ]);
  const base = { name: against, commit: ends.base, homes: before };
  const review = compareKatas(
    { ...base, history: history.before, corners: corners.before },
    {
      name: head ?? 'the working tree',
      commit: headCommit,
      homes: after,
      history: await asHistory(repository, history.after),
      corners: corners.after,
    },
    today,
  );
  const folders = [...after, ...before].flatMap((home) => home.katas.map(({ folder }) => folder));
  return { review, folders: [...new Set(folders)] };
}

/** Lets other work run without the millisecond that a timer takes. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const NO_CORNERS = { before: null, after: null };

async function bothCorners(
  repository: Repository,
  before: readonly KataHome[],
  after: readonly KataHome[],
  base: CommitId,
  head: CommitId | null,
  today: IsoDate,
) {
  const [was, is] = await Promise.all([
    cornersAt(repository, base, before, { today }),
    head !== null
      ? cornersAt(repository, head, after, { today })
      : readCorners(repository.topLevel ?? repository.gitDir, after, { today }),
  ]);
  return { before: was, after: is };
}
