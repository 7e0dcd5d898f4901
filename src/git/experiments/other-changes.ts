import { placeOf } from '../../core/model/layout';
import type { GitCommand } from '../runner';

/**
 * The files whose content is in no commit, records of katas left out: a result that is taken with them there is no
 * commit's result. A clean filter of the repository's configuration may run: ask in trusted folders only.
 */
export const otherChanges: GitCommand<readonly string[]> = {
  args: [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=none',
  ],
  parse: (output) =>
    output
      .split('\0')
      .map((entry) => entry.slice(3))
      .filter((path) => path !== '' && placeOf(path) === null),
};

/** What a person is told of them; null where the tree is clean. */
export function dirtyNote(paths: readonly string[]): string | null {
  const [first, ...more] = paths;
  if (first === undefined) return null;
  const which = more.length === 0 ? `${first} has` : `${paths.length} files (such as ${first}) have`;
  return `${which} changes that are in no commit, so this result is of no commit either`;
}
