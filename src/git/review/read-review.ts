import { compareKatas } from '../../core/review/compare';
import { kataFolders } from '../corners/of-homes';
import { defaultBranch } from '../default-branch';
import { headCommit, readEdge } from '../history/head';
import { listTargets } from '../history/refs';
import { changeTips } from '../merge-base';
import { Objects } from '../objects';
import type { Repository } from '../repository';
import { type ReadReview, ReviewCache } from './cache';
import { asHistory, bothHistories } from './history';
import type { ReviewRequest } from './request';
import { type Comparing, readSides } from './sides';

/**
 * Reads both sides of a change through the same loader and compares them. What lies between two commits is compared
 * once: asked again with the same cache while no branch moved, it is known.
 * @throws GitFailure `git/no-merge-base` (a shallow clone says what to fetch), `git/no-revision`, `git/no-default-branch`
 */
export async function readReview(repository: Repository, request: ReviewRequest): Promise<ReadReview> {
  const { signal } = request;
  signal?.throwIfAborted();
  const objects = new Objects(repository.git);
  const stop = () => objects.close(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await readWith(objects, repository, request);
  } finally {
    signal?.removeEventListener('abort', stop);
    objects.close();
  }
}

async function readWith(
  objects: Objects,
  repository: Repository,
  request: ReviewRequest,
): Promise<ReadReview> {
  const { head, cache = new ReviewCache(), code = true, board = false, today = null } = request;
  const against = request.base ?? (await repository.git.run(defaultBranch));
  const [tips, state] = await Promise.all([
    changeTips(repository, objects, against, head),
    head === undefined ? null : repositoryState(repository, code),
  ]);
  const compare = () => compareTips({ repository, objects, request, cache, against, tips });
  // A working tree can be another at any time.
  if (state === null) return compare();
  return cache.answer(JSON.stringify([against, head, tips, code, board, today, state]), compare);
}

async function compareTips(comparing: Comparing): Promise<ReadReview> {
  const { repository, request, cache, against, tips } = comparing;
  const { head, signal } = request;
  const tip = head === undefined ? null : tips.head;
  const { base, before, after } = await readSides(comparing);
  const today = request.today ?? (tip === null ? request.clock : tips.day);
  const reading = { today, signal, all: request.board === true };
  const trees = cache.corners(repository, kataFolders([...before, ...after], ''));
  trees.moved();
  const ends = { base, head: tip, past: tips.head };
  const [history, corners] = await Promise.all([
    bothHistories(repository, before, after, base, tip),
    request.code === false ? NO_CORNERS : trees.ofChange(ends, before, after, reading),
  ]);
  const review = compareKatas(
    {
      name: against,
      commit: base,
      homes: before,
      history: history.before,
      corners: corners.before,
    },
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

/** All beside the two commits that can change what is said of them: where history is cut off, and what is told of its refs. */
async function repositoryState({ git, commonDir }: Repository, withRefs: boolean): Promise<object> {
  const refs = withRefs ? [git.run(headCommit), git.run(listTargets)] : [];
  const [edge, ...tips] = await Promise.all([readEdge(commonDir), ...refs]);
  return [[...edge].sort(), tips];
}

const NO_CORNERS = { before: null, after: null };
