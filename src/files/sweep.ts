import { realpath } from 'node:fs/promises';
import { diskFileSystem, type FileSystem } from './file-system';
import { locate } from './inside';
import { withLock } from './lock';
import { sweepFolder } from './temporary';

/** Removes what killed writers left beside a file below `root`. A folder that is gone or leads out is left alone. */
export async function sweepBeside(
  root: string,
  path: string,
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  const real = await realpath(root);
  await withLock(real, async () => {
    const place = await locate(fs, real, path).catch(() => null);
    if (place === null) return;
    try {
      await sweepFolder(fs, place.folder);
    } finally {
      await place.folder.close();
    }
  });
}
