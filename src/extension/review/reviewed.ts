import { shortHash } from '../../core/experiments/history-words';
import { reviewBoard } from '../../core/review/board';
import type { Review } from '../../core/review/review';
import { buildStoryboard } from '../../core/storyboard/build';
import type { StoryboardView } from '../../core/storyboard/view';
import { GitFailure } from '../../git/failure';
import type { Repository } from '../../git/repository';
import type { ReviewCache } from '../../git/review/cache';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { today } from '../today';
import { filesFromTop, pathFromTop } from './working-tree';

/** What is reviewed: the working tree since it parted from a branch, or what one commit changed. Both as people name them. */
export type Reviewed = { readonly since: string } | { readonly commit: string };

/** A review that is read, as a board. */
export interface ReadBoard {
  readonly view: StoryboardView;
  readonly review: Review;
}

/**
 * Reads both sides, and the board of the state that is reviewed; null where that has no such kata. What was read stays
 * in the cache, also where the signal calls it off.
 * @throws GitFailure
 */
export async function readBoard(
  parts: Parts,
  found: FoundKata,
  what: Reviewed,
  { cache, signal }: { readonly cache: ReviewCache; readonly signal: AbortSignal },
): Promise<ReadBoard | null> {
  const repository = await parts.histories.repository(found);
  const path = pathFromTop(found.folder, repository, found.kata.folder);
  const { readReview } = await import('../../git/review/read-review');
  const sides = 'since' in what ? { base: what.since } : await sidesOf(repository, what.commit);
  const { review, head } = await readReview(repository, {
    ...sides,
    workingTree: filesFromTop(found.folder, repository),
    clock: today(),
    board: 'commit' in what,
    cache,
    signal,
  });
  if ('since' in what) {
    const history = parts.histories.of(found);
    const corners = parts.storyboards.cornersOf(found);
    const view = buildStoryboard(found.kata, { today: today(), history, corners });
    return { review, view: reviewBoard(view, review, path) };
  }
  const kata = head.homes.flatMap(({ katas }) => katas).find(({ folder }) => folder === path);
  if (kata === undefined) return null;
  // The history of today is not what was known then.
  const view = buildStoryboard(kata, { today: review.today, history: null, corners: head.corners });
  return { review, view: reviewBoard(view, named(review), path) };
}

/** A commit and its first parent. @throws GitFailure where nothing is known that came before it */
async function sidesOf(repository: Repository, name: string): Promise<{ base: string; head: string }> {
  const { firstParent, resolveCommit } = await import('../../git/revision');
  const head = await repository.git.run(resolveCommit(name));
  const base = await repository.git.run(firstParent(head));
  if (base !== null) return { base, head };
  throw new GitFailure(
    'git/no-merge-base',
    `This clone knows of nothing before commit ${shortHash(head)}`,
    repository.shallow ? 'run `git fetch --unshallow`' : 'open the storyboard: all of it was new then',
  );
}

/** As people call commits. */
function named({ base, head, ...review }: Review): Review {
  const short = (name: string) => `commit ${shortHash(name)}`;
  return {
    ...review,
    base: { ...base, name: short(base.name) },
    head: { ...head, name: short(head.name) },
  };
}
