import { realpathSync } from 'node:fs';
import type { KataHome } from '../../core/load/loaded';
import { HistoryReader } from '../history/reader';
import type { Repository } from '../repository';
import { prefixOf } from './corner-index';
import { FirstEntries } from './first-entries';
import { grepMarkers } from './grep';
import { kataFolders } from './of-homes';

/**
 * The corners' ids that are given in the repository, as far as it is known here: by markers in tracked files, and by
 * every version of a record on any branch or ref. @throws GitFailure
 */
export async function takenCornerIds(
  repository: Repository,
  root: string,
  homes: readonly KataHome[],
): Promise<ReadonlySet<string>> {
  const prefix = prefixOf(realpathSync(repository.topLevel ?? root), root);
  const history = new HistoryReader(repository, kataFolders(homes, prefix)).read();
  const [{ markers }, known] = await Promise.all([grepMarkers(repository.git, null, '', undefined), history]);
  const entries = new FirstEntries(repository.git);
  await entries.read(known, new Set());
  return new Set([...markers.map(({ id }) => id), ...entries.ids()]);
}
