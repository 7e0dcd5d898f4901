import type { FoundMarker } from '../core/corners/states';
import { type Scanned, scanRevision, scanTree } from './corners/scan';
import type { Repository } from './repository';
import type { CommitId } from './revision';

/** All markers of a working tree or a commit, ignored files' too: settings say later what counts. */
export type Markers = readonly FoundMarker[];

/** The markers of the working tree (null), or of a commit; paths are from the repository's top. @throws GitFailure */
export async function markersIn(
  { git, topLevel }: Pick<Repository, 'git' | 'topLevel'>,
  commit: CommitId | null,
): Promise<Markers> {
  if (commit === null && topLevel === null) return [];
  const scanned: Scanned =
    commit === null ? await scanTree(git, topLevel ?? '', '') : await scanRevision(git, commit, '');
  return [...scanned.files.values()].flatMap(({ markers }) => markers);
}
