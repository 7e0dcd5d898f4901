import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { branchInTheWay } from '../../core/experiments/plan-branch';
import { GitFailure } from '../failure';
import { readHead, readOperation } from '../history/head';
import { listRefs, type Refs } from '../history/refs';
import type { Repository } from '../repository';
import { type CommitId, resolveCommit } from '../revision';
import { ExperimentFailure } from './failure';
import { runGit } from './person';
import { indexIsFree } from './private-index';

/** Where a commit will go. */
export interface Ready {
  readonly topLevel: string;
  readonly head: CommitId;
  /** In full; null when detached. */
  readonly from: string | null;
  readonly refs: Refs;
}

/**
 * Makes sure that a commit can be made now.
 * @param branch the short name of a branch that will be made for it; null to commit on the one that is checked out.
 * @throws GitFailure `git/no-working-tree`
 * @throws ExperimentFailure `no-commit`, `detached`, `in-progress`, `branch-exists`, `index-locked`
 */
export async function checkReady(repository: Repository, branch: string | null): Promise<Ready> {
  const { topLevel, gitDir } = repository;
  if (topLevel === null) {
    const mend = 'work in a clone of it, or in a working tree (`git worktree add`)';
    throw new GitFailure('git/no-working-tree', 'This is a bare repository, without files to commit', mend);
  }
  await nothingUnderWay(gitDir);
  const refs = await repository.git.run(listRefs);
  const { target, branch: from } = await readHead(repository, refs.refs);
  if (target === null) {
    throw new ExperimentFailure(
      'experiment/no-commit',
      `${from === null ? 'This repository' : `The branch ${short(from)}`} has no commit yet, so an experiment has nothing to start from`,
      'commit what is there first',
    );
  }
  if (branch === null && from === null) {
    throw new ExperimentFailure(
      'experiment/detached',
      'HEAD is detached, so no branch would hold the commit',
      'switch to a branch first: `git switch NAME`',
    );
  }
  if (branch !== null) branchIsFree(branch, refs);
  await indexIsFree(repository);
  const head = await repository.git.run(resolveCommit(target));
  return { topLevel, head, from, refs };
}

async function nothingUnderWay(gitDir: string): Promise<void> {
  const operation = await readOperation(gitDir);
  const kind = operation?.kind ?? (existsSync(join(gitDir, 'SQUASH_MSG')) ? 'squash' : null);
  if (kind === null) return;
  const [what, mend] = WAYS_OUT[kind];
  throw new ExperimentFailure('experiment/in-progress', `${what} is under way, so nothing was written`, mend);
}

const WAYS_OUT = {
  rebase: ['A rebase', 'end it first: `git rebase --continue` or `--abort`'],
  merge: ['A merge', 'end it first: `git merge --continue` or `--abort`'],
  'cherry-pick': ['A cherry-pick', 'end it first: `git cherry-pick --continue` or `--abort`'],
  revert: ['A revert', 'end it first: `git revert --continue` or `--abort`'],
  bisect: ['A bisect', 'end it first: `git bisect reset`'],
  squash: ['A squash merge', 'commit it first, or forget it: `git reset --merge`'],
} as const;

function branchIsFree(branch: string, { refs }: Refs): void {
  const names = refs.flatMap(({ name }) => (name.startsWith('refs/heads/') ? short(name) : []));
  const other = branchInTheWay(branch, names);
  if (other === null) return;
  throw new ExperimentFailure(
    'experiment/branch-exists',
    `There is a branch ${other} already, so ${other === branch ? 'it' : branch} can't be made`,
    other === branch
      ? 'give the experiment another title'
      : `rename it (\`git branch -m\`), or change branchPrefix in config.yaml`,
  );
}

/** Refuses a record that git would never take. @throws ExperimentFailure `ignored` */
export async function notIgnored(repository: Repository, path: string): Promise<void> {
  // Behind `./` no name is taken for a pattern's magic.
  const args = ['check-ignore', '--quiet', '--', `./${path}`];
  const { status } = await runGit(repository, { args, as: 'tool', plainPaths: true });
  if (status !== 0) return;
  throw new ExperimentFailure(
    'experiment/ignored',
    `Git ignores ${path}, so it can't be committed`,
    'take `.kata` out of .gitignore (`git check-ignore -v` names the line)',
  );
}

/** A branch as people name it. */
export function short(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
