import type { GitRunner } from '../runner';
import { ask } from './output';

const NONE = 1;

/**
 * Those of the paths that git does not ignore; a tracked file is never ignored. Asked only for files that hold a
 * marker and were not known before, so mostly for none.
 */
export async function unignored(
  git: GitRunner,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const input = paths.map((path) => `${path}\0`).join('');
  const { bytes } = await ask(git, ['check-ignore', '-z', '--stdin'], { signal, input, accept: [NONE] });
  const ignored = new Set(bytes.toString('utf8').split('\0'));
  return new Set(paths.filter((path) => !ignored.has(path)));
}
