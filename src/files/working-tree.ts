import { realpath } from 'node:fs/promises';
import type { KataFiles } from '../core/ports';
import { Contents } from './contents';
import { Folders } from './folders';
import { filesBelow, findHomes } from './homes';
import { inTurn } from './in-turn';
import { Pace } from './pace';

/** For tests. */
interface Options {
  readonly pace?: Pace;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * The kata files below a folder as they stand on the disk. Nothing is looked for in `node_modules`, `.git`,
 * submodules and other nested repositories. Links inside the root are followed in and at a `.kata` folder;
 * what leads out of the root is listed, and read as an error that says so. The stamp is the id that git
 * gives such a blob (in repositories with SHA-1), so that what a commit holds as well is parsed once.
 * Keep it for as long as the folder is looked at: it reads again only what has moved.
 */
export function workingTreeFiles(
  root: string,
  { pace = new Pace(), now = Date.now }: Options = {},
): KataFiles {
  const folders = new Folders(pace, now);
  const contents = new Contents(pace, now);
  return {
    name: 'working tree',
    list: async () => {
      const real = await realpath(root);
      const homes = await findHomes(real, folders);
      const files = await inTurn(homes, (home) => filesBelow(real, home, folders));
      return files.flat().sort();
    },
    read: async (paths) => contents.read(await realpath(root), paths),
  };
}
