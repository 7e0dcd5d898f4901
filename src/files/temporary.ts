import { randomBytes } from 'node:crypto';
import type { FileSystem } from './file-system';
import { beganHere, holderName, isAlive, parseHolder } from './holder';
import type { Folder } from './inside';

const MARK = '.kata-write-';

/** The name of a new temporary file beside `name`. It says who writes it, so that anyone can tell when it is stray. */
export function temporaryName(name: string): string {
  const began = beganHere();
  return `${name.slice(0, 100)}${MARK}${holderName({ pid: process.pid, began, nonce: randomBytes(6).toString('hex') })}`;
}

/** True for the name of a temporary file of ours, whoever's it is. */
export function isTemporary(name: string): boolean {
  const at = name.lastIndexOf(MARK);
  return at >= 0 && parseHolder(name.slice(at + MARK.length)) !== null;
}

/**
 * Removes the temporary files that killed writers left in a folder. Call it while holding the lock:
 * then every file of this process is stray too.
 * @returns how many there were.
 */
export async function sweepFolder(fs: FileSystem, folder: Folder): Promise<number> {
  let swept = 0;
  for (const name of await fs.readdir(folder.at('.'))) {
    if (!isTemporary(name)) continue;
    const holder = parseHolder(name.slice(name.lastIndexOf(MARK) + MARK.length));
    if (holder === null || (holder.pid !== process.pid && isAlive(holder))) continue;
    await fs.unlink(folder.at(name)).then(
      () => swept++,
      () => {},
    );
  }
  return swept;
}
