import type { GitCommand } from './runner';

/** How a file of the working tree stands to the last commit and the index. */
export type PathState = 'clean' | 'changed' | 'untracked' | 'ignored';

/**
 * The state of one file. A file that is not there and never was is `clean`.
 * A clean filter of the repository's configuration may run: ask in trusted folders only.
 * @param path relative to the top of the working tree, with `/`; taken as it is, never as a pattern.
 */
export function pathState(path: string): GitCommand<PathState> {
  return {
    args: [
      'status',
      '--porcelain=v2',
      '-z',
      '--untracked-files=all',
      '--ignored=matching',
      '--no-renames',
      '--ignore-submodules=all',
      '--',
      path,
    ],
    parse: (output) => {
      const first = output.split('\0', 1)[0] ?? '';
      if (first === '') return 'clean';
      if (first.startsWith('? ')) return 'untracked';
      return first.startsWith('! ') ? 'ignored' : 'changed';
    },
  };
}
