import type { GitRunner } from '../runner';
import { ask } from './output';

/** The files of a working tree as git counts them. Paths are from the repository's top. */
export interface Listed {
  /** Not tracked and not ignored. */
  readonly untracked: readonly string[];
  /** Tracked, but left out of a sparse working tree. */
  readonly sparse: readonly string[];
  readonly submodules: readonly string[];
}

/**
 * Lists what one `git grep` does not read. One process; contents are not looked at.
 * @param below a folder from the top, ended by `/`; empty for all. @throws GitFailure
 */
export async function listOthers(git: GitRunner, below: string, signal?: AbortSignal): Promise<Listed> {
  const args = [
    'ls-files',
    '-t',
    '-z',
    '--stage',
    '--cached',
    '--others',
    '--exclude-standard',
    '--full-name',
  ];
  const { bytes } = await ask(git, [...args, '--', ...(below === '' ? [] : [below])], { signal });
  return parseListed(bytes);
}

/** Reads `? PATH`, and `TAG MODE ID STAGE TAB PATH` for what is tracked, each ended by NUL. */
export function parseListed(bytes: Buffer): Listed {
  const untracked: string[] = [];
  const sparse: string[] = [];
  const submodules: string[] = [];
  const [other, left] = [0x3f, 0x53];
  for (let at = 0; at < bytes.length; ) {
    const nul = bytes.indexOf(0, at);
    const end = nul < 0 ? bytes.length : nul;
    const tag = bytes[at];
    if (tag === other) {
      // A folder is a repository of its own: its corners are its own.
      if (bytes[end - 1] !== 0x2f) untracked.push(bytes.toString('utf8', at + 2, end));
    } else {
      const isSubmodule = bytes[at + 2] === 0x31 && bytes[at + 3] === 0x36;
      if (isSubmodule || tag === left) {
        const path = bytes.toString('utf8', bytes.indexOf(9, at) + 1, end);
        (isSubmodule ? submodules : sparse).push(path);
      }
    }
    at = end + 1;
  }
  return { untracked, sparse, submodules };
}
