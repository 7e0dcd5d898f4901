import type { CommittedKata } from '../../core/experiments/plan-clone';
import { readRecord } from '../../core/load/read-record';
import { placeOf } from '../../core/model/layout';
import { readBlobs } from '../batch';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import { type CommitId, resolveCommit } from '../revision';
import type { GitCommand } from '../runner';
import { parseTree, type TreeEntry } from '../tree';

const NOTHING: CommittedKata = { obstacles: new Set(), hasKata: false, targets: null };

/**
 * What HEAD's commit has of a kata.
 * @param folder the kata's, from the repository's top, taken as a path, never as a pattern.
 * @throws GitFailure
 */
export async function committedKata(repository: Repository, folder: string): Promise<CommittedKata> {
  const head = await headOf(repository);
  if (head === null) return NOTHING;
  const entries = await repository.git.run(listFolder(head, folder));
  const obstacles = new Set<string>();
  let kata: TreeEntry | null = null;
  for (const entry of entries) {
    const place = placeOf(entry.path);
    if (place?.kind === 'obstacle' && place.id !== null) obstacles.add(place.id);
    if (place?.kind === 'kata') kata = entry;
  }
  const targets = kata === null ? null : await targetsIn(repository, kata);
  return { obstacles, hasKata: kata !== null, targets };
}

/** HEAD's commit; null on an unborn branch. */
async function headOf(repository: Repository): Promise<CommitId | null> {
  try {
    return await repository.git.run(resolveCommit('HEAD'));
  } catch (error) {
    if (error instanceof GitFailure && error.code === 'git/no-revision') return null;
    throw error;
  }
}

function listFolder(commit: CommitId, folder: string): GitCommand<readonly TreeEntry[]> {
  return { args: ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`], parse: parseTree };
}

async function targetsIn(
  repository: Repository,
  { path, blob }: TreeEntry,
): Promise<ReadonlySet<string> | null> {
  const bytes = (await readBlobs(repository.git, [blob])).get(blob);
  const place = placeOf(path);
  if (bytes === undefined || place?.kind !== 'kata') return null;
  const { value, readOnly } = readRecord({ ...place, kind: 'kata' }, path, bytes);
  return value === undefined || readOnly ? null : new Set((value.targets ?? []).map(({ id }) => id));
}
