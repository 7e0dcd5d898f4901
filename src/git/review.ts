import type { CheckHistory } from '../core/check/rule';
import type { Derived } from '../core/experiments/experiment-history';
import type { KnownHistory } from '../core/experiments/known-history';
import type { PredictionOrder } from '../core/experiments/prediction';
import { loadHomes } from '../core/load/load-homes';
import type { KataHome, LoadedRecord } from '../core/load/loaded';
import { RecordCache } from '../core/load/record-cache';
import type { IsoDate } from '../core/model/dates';
import type { Experiment } from '../core/model/experiment';
import type { KataFiles } from '../core/ports';
import { compareKatas } from '../core/review/compare';
import type { Review } from '../core/review/review';
import { cornersAt, readCorners } from './corners/corner-index';
import { defaultBranch } from './default-branch';
import { readEdge } from './history/head';
import { readPredictions } from './history/predictions';
import { changeEnds } from './merge-base';
import type { Repository } from './repository';
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

/** Orders of which the rules tell: only of experiments that have one now is asked what was so before. */
const TOLD: readonly PredictionOrder[] = ['changed', 'together', 'after'];

async function bothHistories(
  repository: Repository,
  before: readonly KataHome[],
  after: readonly KataHome[],
  base: CommitId,
  head: CommitId | null,
): Promise<{ before: CheckHistory; after: CheckHistory }> {
  const known = new Map(
    [...experimentsOf(before), ...experimentsOf(after)].flatMap(({ stamp, value, readOnly }) =>
      stamp === undefined || value === undefined || readOnly ? [] : [[stamp, value] as const],
    ),
  );
  const changed = changedExperiments(before, after);
  const now = await predictions(repository, after, changed, known, head);
  const told = [...(now?.derived?.experiments ?? [])].flatMap(([id, { prediction }]) =>
    TOLD.includes(prediction.order) ? [id] : [],
  );
  return { before: await predictions(repository, before, new Set(told), known, base), after: now };
}

function experimentsOf(homes: readonly KataHome[]): LoadedRecord<'experiment'>[] {
  return homes.flatMap((home) => home.katas).flatMap((kata) => kata.experiments);
}

/** Of those that are the same on both sides, history says the same too: nothing of that is news. */
function changedExperiments(before: readonly KataHome[], after: readonly KataHome[]): ReadonlySet<string> {
  const same = new Set(experimentsOf(before).flatMap(({ path, stamp }) => `${stamp} ${path}`));
  const changed = experimentsOf(after).filter(({ path, stamp }) => !same.has(`${stamp} ${path}`));
  return new Set(changed.flatMap(({ id }) => id ?? []));
}

/** The order of prediction and result of the experiments that are asked about. */
async function predictions(
  repository: Repository,
  homes: readonly KataHome[],
  asked: ReadonlySet<string>,
  known: ReadonlyMap<string, Experiment>,
  asOf: CommitId | null,
): Promise<CheckHistory> {
  const wanted = new Map<string, Experiment>();
  for (const { id, value } of experimentsOf(homes)) {
    if (id !== null && value !== undefined && asked.has(id)) wanted.set(id, value);
  }
  if (wanted.size === 0) return null;
  const folders = homes.map(({ folder }) => (folder === '' ? '.kata' : `${folder}/.kata`));
  if (asOf === null) return readPredictions(repository, wanted, { folders, known });
  // At a commit, what was loaded is what is committed.
  const committed = new Map(
    experimentsOf(homes).flatMap(({ id, stamp }) =>
      id === null || stamp === undefined ? [] : [[id, stamp] as const],
    ),
  );
  return readPredictions(repository, wanted, { folders, known, asOf, committed });
}

/** What is known of predictions, as a board takes it; commits and branches were not asked. */
async function asHistory(repository: Repository, found: CheckHistory): Promise<KnownHistory | null> {
  if (found === null) return null;
  const nothing = { branches: [], remembered: false, commits: [], differing: [] };
  const derived: Derived | null =
    found.derived === null
      ? null
      : {
          experiments: new Map(
            [...found.derived.experiments].map(([id, { prediction }]) => [
              id,
              { id, prediction, ...nothing },
            ]),
          ),
          elsewhere: [],
        };
  return {
    derived,
    recordAt: () => undefined,
    edge: await readEdge(repository.commonDir),
    prefix: '',
    active: null,
    why: derived === null ? 'This clone leaves out what would tell whether predictions came first.' : null,
  };
}
