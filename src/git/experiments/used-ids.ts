import { experimentAt, experimentsNamed } from '../../core/experiments/ties';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';

const allRefs: GitCommand<readonly string[]> = {
  args: ['for-each-ref', '--format=%(refname)'],
  parse: (output) => output.split('\n').filter((line) => line !== ''),
};

/** Every path below the given folders that any known commit added; what a reflog alone still holds counts too. */
function everAdded(homes: readonly string[]): GitCommand<readonly string[]> {
  const what = ['--format=', '--name-only', '-z', '--no-renames', '--diff-filter=A', '--full-history'];
  const how = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=all'];
  return {
    args: ['log', '--all', '--reflog', ...what, ...how, '--', ...homes],
    parse: (output) => output.split(/[\0\n]/).filter((path) => path !== ''),
  };
}

/**
 * The ids of experiments that were ever given in this repository, as far as it is known here: in names of refs and in
 * every commit's records. Two git processes, however large it is.
 * @param homes `.kata` folders from the repository's top, taken as paths, never as patterns.
 */
export async function usedIds(
  repository: Repository,
  homes: readonly string[],
): Promise<ReadonlySet<string>> {
  const [refs, paths] = await Promise.all([
    repository.git.run(allRefs),
    homes.length === 0 ? [] : repository.git.run(everAdded(homes)).catch(withoutFolders),
  ]);
  return new Set([...refs.flatMap(experimentsNamed), ...paths.flatMap((path) => experimentAt(path) ?? [])]);
}

/** A clone that leaves folders out can't say what commits added: names of refs, and the records that are here, have to do. */
function withoutFolders(error: unknown): readonly string[] {
  if (error instanceof GitFailure && error.code === 'git/missing-object') return [];
  throw error;
}
