import { recordsOf } from '../core/check/places';
import { loadHomes } from '../core/load/load-homes';
import type { KataHome, LoadedRecord } from '../core/load/loaded';
import type { IsoDate } from '../core/model/dates';
import type { KataFiles } from '../core/ports';
import { compareKatas } from '../core/review/compare';
import { kataFolders } from './corners/of-homes';
import type { CornerTrees, TreeReading } from './corners/trees';
import { defaultBranch } from './default-branch';
import { headCommit, readEdge } from './history/head';
import { listTargets } from './history/refs';
import { type ChangeTips, changeEndsOf, changeTips } from './merge-base';
import { Objects } from './objects';
import { readAhead } from './read-ahead';
import type { Repository } from './repository';
import { type ReadReview, ReviewCache } from './review-cache';
import { asHistory, bothHistories } from './review-history';
import type { CommitId } from './revision';

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
  /** Calls it off; it rejects with the signal's reason, and what was read stays read. */
  readonly signal?: AbortSignal;
}

/**
 * Reads both sides of a change through the same loader and compares them. What lies between two commits is compared
 * once: asked again with the same cache while no branch moved, it is known.
 * @throws GitFailure `git/no-merge-base` (a shallow clone says what to fetch), `git/no-revision`, `git/no-default-branch`
 */
export async function readReview(repository: Repository, request: ReviewRequest): Promise<ReadReview> {
  const objects = new Objects(repository.git);
  try {
    return await readWith(objects, repository, request);
  } finally {
    objects.close();
  }
}

async function readWith(
  objects: Objects,
  repository: Repository,
  request: ReviewRequest,
): Promise<ReadReview> {
  const { head, cache = new ReviewCache(), code = true, today = null } = request;
  const against = request.base ?? (await repository.git.run(defaultBranch));
  const [tips, state] = await Promise.all([
    changeTips(repository, objects, against, head),
    head === undefined ? null : repositoryState(repository, code),
  ]);
  const compare = () => compareTips({ repository, objects, request, cache, against, tips });
  // A working tree can be another at any time.
  if (state === null) return compare();
  return cache.answer(JSON.stringify([against, head, tips, code, today, state]), compare);
}

interface Comparing {
  readonly repository: Repository;
  readonly objects: Objects;
  readonly request: ReviewRequest;
  readonly cache: ReviewCache;
  readonly against: string;
  readonly tips: ChangeTips;
}

async function compareTips(comparing: Comparing): Promise<ReadReview> {
  const { repository, objects, request, cache, against, tips } = comparing;
  const { head, signal } = request;
  const loading = { cache: cache.records, breathe: () => breathe(signal) };
  const tip = head === undefined ? null : tips.head;
  const readHead = async () => {
    if (tip === null) return loadHomes(request.workingTree, loading);
    const files = cache.files(repository, tip);
    await readAhead(objects, files, cache.records, { signal });
    return loadHomes(files, loading);
  };
  const listBase = async () => {
    const ends = await changeEndsOf(repository, against, head, tips);
    const files = cache.files(repository, ends.base);
    await files.list();
    return { ends, files };
  };
  const [after, { ends, files }] = await Promise.all([readHead(), listBase()]);
  // What is the same on both sides is neither read nor parsed again.
  const records = new Map(after.flatMap(recordsIn).map((record) => [record.path, record]));
  await readAhead(objects, files, cache.records, { signal, alike: (path) => records.get(path) });
  const before = await loadHomes(files, loading);
  signal?.throwIfAborted();
  const today = request.today ?? (tip === null ? request.clock : tips.day);
  const reading = { today, signal };
  const trees = cache.corners(repository, kataFolders([...before, ...after], ''));
  const [history, corners] = await Promise.all([
    bothHistories(repository, before, after, ends.base, tip),
    request.code === false ? NO_CORNERS : bothCorners(trees, before, after, ends.base, tip, reading),
  ]);
  const base = { name: against, commit: ends.base, homes: before };
  const review = compareKatas(
    { ...base, history: history.before, corners: corners.before },
    {
      name: head ?? 'the working tree',
      commit: tip,
      homes: after,
      history: await asHistory(repository, history.after),
      corners: corners.after,
    },
    today,
  );
  const folders = [...after, ...before].flatMap((home) => home.katas.map(({ folder }) => folder));
  return { review, folders: [...new Set(folders)], head: { homes: after, corners: corners.after } };
}

function recordsIn({ config, katas }: KataHome): readonly LoadedRecord[] {
  return [...(config === null ? [] : [config]), ...katas.flatMap(recordsOf)];
}

/** All beside the two commits that can change what is said of them: where history is cut off, and what is told of its refs. */
async function repositoryState({ git, commonDir }: Repository, withRefs: boolean): Promise<object> {
  const refs = withRefs ? [git.run(headCommit), git.run(listTargets)] : [];
  const [edge, ...tips] = await Promise.all([readEdge(commonDir), ...refs]);
  return [[...edge].sort(), tips];
}

/** Lets other work run without the millisecond that a timer takes. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

const NO_CORNERS = { before: null, after: null };

/** What code and history say of both sides. @param head null for the working tree */
async function bothCorners(
  trees: CornerTrees,
  before: readonly KataHome[],
  after: readonly KataHome[],
  base: CommitId,
  head: CommitId | null,
  reading: TreeReading,
) {
  trees.moved();
  const [was, is] = await Promise.all([trees.at(base, before, reading), trees.at(head, after, reading)]);
  return { before: was, after: is };
}
