import { attachedRef, branchRefs } from '../../core/experiments/branch-work';
import { listRefs } from '../history/refs';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import type { Journal } from './journal';
import { must, runGit } from './person';

/** The ref that keeps an experiment's commits, whatever becomes of its branch. */
export function ownRef(id: string): string {
  return `refs/kata/${id}`;
}

/**
 * Sets `refs/kata/ID` to what was committed, or to the commit that a record was carried from. On another branch than the experiment's it moves only forwards:
 * a result that is written down on the main line must not let go of the branch that it came from.
 */
export async function remember(
  repository: Repository,
  {
    id,
    operation,
    from,
    branch,
    keep,
  }: Pick<Journal, 'id' | 'from' | 'branch' | 'keep'> & {
    /** `follow`: HEAD moved on the experiment's branch by somebody's own doing. */
    readonly operation: Journal['operation'] | 'follow';
  },
  made: CommitId,
): Promise<void> {
  const commit = keep ?? made;
  const ref = ownRef(id);
  const known = await tipOf(repository, ref);
  if (known !== null && known !== commit) {
    const onItsBranch = keep === null && (branch ?? from ?? '').includes(id);
    if (!onItsBranch && !(await isAncestor(repository, known, commit))) return;
  }
  const reason = `kata: ${operation}`;
  // Where somebody else sets it in this very moment, theirs is as good.
  await must(repository, ['update-ref', '-m', reason, ref, commit]);
}

/** Keeps work that a person ties by hand: what was tied before by mistake is let go. @param tip where it ends */
export async function rememberAttached(repository: Repository, id: string, tip: CommitId): Promise<void> {
  await must(repository, ['update-ref', '-m', 'kata: attach', attachedRef(id), tip]);
}

/**
 * Keeps what came on a branch since it was tied by hand. Only forwards: a branch of the same name may be another one.
 * @param branch a short name, as the record says it; nothing is done where no branch has it
 */
export async function followAttached(repository: Repository, id: string, branch: string): Promise<void> {
  const { refs } = await repository.git.run(listRefs);
  const known = refs.find(({ name }) => name === attachedRef(id))?.target;
  const names = branchRefs(branch);
  for (const { name, target } of refs) {
    if (!names.includes(name) || target === known) continue;
    if (known === undefined || (await isAncestor(repository, known, target))) {
      await must(repository, ['update-ref', '-m', 'kata: follow', attachedRef(id), target]);
      return;
    }
  }
}

/** A ref's object id; null where there is none. @param ref in full. */
export async function tipOf(repository: Repository, ref: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', ref];
  const { status, out } = await runGit(repository, { args, as: 'tool' });
  return status === 0 ? out.trim() : null;
}

/** @param older a full id. @param newer a full id. */
export async function isAncestor(repository: Repository, older: string, newer: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', older, newer];
  return (await runGit(repository, { args, as: 'tool' })).status === 0;
}
