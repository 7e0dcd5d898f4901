import type { Attachment } from '../../core/experiments/plan-attach';
import { listRefs } from '../history/refs';
import type { Repository } from '../repository';
import { type CommitId, resolveCommit } from '../revision';
import { ExperimentFailure } from './failure';
import { isAncestor } from './remember';

/** Work that was found, and where it ends now. */
export interface FoundWork extends Attachment {
  readonly tip: CommitId;
}

/**
 * Checks existing work that a person names, so that what is written into a record can be found again.
 * @param name a branch, here or of a remote, or any other revision.
 * @param base where the work starts, as a person named it.
 * @returns what the record shall say: a branch by its name, everything else by its full id.
 * @throws GitFailure `git/no-revision` @throws ExperimentFailure `not-there`
 */
export async function attachment(repository: Repository, name: string, base?: string): Promise<FoundWork> {
  const { refs } = await repository.git.run(listRefs);
  const short = name.replace(/^refs\/(heads|remotes)\//, '');
  const known = refs.find((ref) => [`refs/heads/${short}`, `refs/remotes/${short}`].includes(ref.name));
  const tip = await repository.git.run(resolveCommit(known?.name ?? name));
  const branch = known === undefined ? tip : short;
  if (base === undefined) return { branch, tip };
  const since = await repository.git.run(resolveCommit(base));
  if (since === tip || !(await isAncestor(repository, since, tip))) {
    throw new ExperimentFailure(
      'experiment/not-there',
      `${name} has no work after ${base}`,
      `name a commit that ${name} went on from, such as with \`git merge-base\``,
    );
  }
  return { branch, since, tip };
}
