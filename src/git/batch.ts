import { Objects } from './objects';
import type { GitRunner } from './runner';

/**
 * The contents of all `ids` through one git process. An object that is not in the repository (a blobless clone)
 * is left out; nothing is fetched. Blobs are cut at `READ_LIMIT` bytes.
 * @param ids full object ids of blobs.
 * @throws GitFailure
 */
export async function readBlobs(git: GitRunner, ids: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  const objects = new Objects(git);
  try {
    await objects.ask([...new Set(ids)], (object) => {
      if (object !== null) blobs.set(object.id, object.bytes);
    });
  } finally {
    objects.close();
  }
  return blobs;
}
