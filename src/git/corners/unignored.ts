import type { GitRunner } from '../runner';
import { ask } from './output';

/** Paths in one command: a command line has an end. */
const AT_ONCE = 200;

/**
 * Those of the paths that git does not ignore; a tracked file is never ignored. Asked only for files that hold a
 * marker and were not known before, so mostly for none. `check-ignore` would do, but takes no literal paths.
 */
export async function unignored(
  git: GitRunner,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const listed = new Set<string>();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...some];
    const { bytes } = await ask(git, args, { signal });
    for (const path of bytes.toString('utf8').split('\0')) listed.add(path);
  }
  return new Set(paths.filter((path) => listed.has(path)));
}
