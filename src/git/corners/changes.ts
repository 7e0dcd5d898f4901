import type { Corners } from '../../core/corners/corner';
import { type ChangedCorner, cornersOfChange } from '../../core/corners/of-change';
import { loadHomes } from '../../core/load/load-homes';
import type { KataHome } from '../../core/load/loaded';
import { type ChangeEnds, changeEnds } from '../merge-base';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { commitFiles } from '../revision-files';
import type { GitCommand } from '../runner';
import { ignoredBy } from './ignored';
import { listOthers } from './listed';
import { diffMarkers } from './marker-diff';

/** The commits that `head` reaches and `base` does not. */
function commitsBetween({ base, head }: ChangeEnds): GitCommand<ReadonlySet<string>> {
  return { args: ['rev-list', `${base}..${head}`, '--'], parse: (output) => new Set(output.split('\n')) };
}

/**
 * The corners that the working tree's branch cut, cleaned, dropped or kept since it parted from `base`, which is named
 * as people name a revision.
 * @param now all corners as they are @param prefix where the root is within the repository: empty, or ended by `/`.
 * @throws GitFailure `git/no-revision`, `git/no-merge-base`
 */
export async function cornersSince(
  repository: Repository,
  base: string,
  now: { readonly corners: Corners; readonly homes: readonly KataHome[] },
  prefix = '',
): Promise<ChangedCorner[]> {
  const ends = await changeEnds(repository, base);
  const homes = await loadHomes(commitFiles(repository, ends.base, base));
  const before = homes.flatMap((home) => seenFrom(prefix, home));
  return changedCorners(repository, ends, now, before, prefix);
}

/** A home as it is called from the root; none where it is outside. */
function seenFrom(prefix: string, home: KataHome): KataHome[] {
  if (!`${home.folder}/`.startsWith(prefix)) return [];
  return [{ ...home, folder: home.folder.slice(prefix.length) }];
}

/**
 * The corners that the working tree's branch cut, cleaned, dropped or kept since it parted from its base.
 * @param now all corners as they are @param before the records of the base @param prefix where the root is within the
 * repository: empty, or ended by `/`. @throws GitFailure
 */
async function changedCorners(
  repository: Repository,
  ends: ChangeEnds,
  now: { readonly corners: Corners; readonly homes: readonly KataHome[] },
  before: readonly KataHome[],
  prefix: string,
  signal?: AbortSignal,
): Promise<ChangedCorner[]> {
  const { git } = repository;
  const [diff, { untracked }, own] = await Promise.all([
    diffMarkers(git, ends.base as CommitId, null, prefix, signal),
    listOthers(git, prefix, signal),
    git.run(commitsBetween(ends)),
  ]);
  const [seenNow, seenBefore] = [ignoredBy(now.homes), ignoredBy(before)];
  const isOwnFile = new Set(untracked);
  const fresh = now.corners.corners.flatMap(({ id, places }) =>
    places.filter(({ path }) => isOwnFile.has(`${prefix}${path}`)).map(() => ({ id })),
  );
  return cornersOfChange(now.corners.corners, {
    added: [...diff.added.filter(({ path }) => !seenNow(path.slice(prefix.length))), ...fresh],
    removed: diff.removed.filter(({ path }) => !seenBefore(path.slice(prefix.length))),
    before,
    isOwn: (commit) => own.has(commit),
  });
}
