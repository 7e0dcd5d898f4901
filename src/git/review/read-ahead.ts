import type { Reading } from '../../core/load/loaded';
import { readAlike } from '../../core/load/read-alike';
import { readRecord } from '../../core/load/read-record';
import type { RecordCache } from '../../core/load/record-cache';
import { placeOf, type RecordKind, type RecordPlace } from '../../core/model/layout';
import type { KataFiles } from '../../core/ports';
import type { Objects } from '../objects';

export interface ReadAheadOptions {
  /** Another version of the record at a path: where much of both is the same, the rest is all that is parsed. */
  readonly alike?: (path: string) => Reading<RecordKind> | undefined;
  /** Calls it off; it rejects with the signal's reason, and what was read stays. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the records of a commit that are not kept yet, so that loading finds them: each is
 * parsed while git reads on. What can't be read is left for loading to name.
 * @param files a commit's, whose stamps are the blobs' ids
 * @throws GitFailure
 */
export async function readAhead(
  objects: Objects,
  files: KataFiles,
  cache: RecordCache,
  { alike, signal }: ReadAheadOptions = {},
): Promise<void> {
  const wanted = new Map<string, { readonly path: string; readonly place: RecordPlace }[]>();
  for (const [path, blob] of (await files.stamps?.(await files.list())) ?? []) {
    const place = cache.get(path, blob) === undefined ? placeOf(path) : null;
    if (place === null) continue;
    const records = wanted.get(blob);
    if (records === undefined) wanted.set(blob, [{ path, place }]);
    else records.push({ path, place });
  }
  await objects.ask([...wanted.keys()], (object) => {
    signal?.throwIfAborted();
    if (object === null) return;
    const { id, bytes } = object;
    for (const { path, place } of wanted.get(id) ?? []) {
      const other = alike?.(path);
      const like = other === undefined ? null : readAlike(place, path, bytes, other);
      cache.set(path, id, { ...(like ?? readRecord(place, path, bytes)), stamp: id }, bytes.length);
    }
  });
}
