import { applyChange } from '../../core/edits/apply';
import type { RecordPlan } from '../../core/experiments/plan-result';
import type { Repository } from '../repository';
import { pathState } from '../status';
import { type Committed, commitRecord } from './commit-record';
import { ExperimentFailure } from './failure';
import { quietly } from './journal';
import { followAttached } from './remember';

/**
 * Changes an experiment's record as planned and commits it alone, whatever else is dirty. Changes of the record that
 * were not committed before go along: a commit holds the file as it is.
 * @param plan with the short name of a branch where one is made for it, as at a start.
 * @param textOf the record's text now, as it was planned on.
 * @returns null where the record says so already and is committed.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export async function commitChange(
  repository: Repository,
  operation: 'start' | 'prediction' | 'result' | 'finish',
  plan: RecordPlan & { readonly branch?: string | null },
  textOf: (path: string) => string | undefined,
): Promise<Committed | null> {
  const applied = applyChange(plan.change, textOf);
  if (!applied.ok) throw new ExperimentFailure('experiment/refused', applied.message, applied.mend);
  const { id, path, message } = plan;
  const text = textOf(path) ?? '';
  const [file = { before: text, after: text }] = applied.files;
  const { before, after } = file;
  if (after === null) throw new Error('a result deletes no record');
  if (before === after && (await repository.git.run(pathState(path))) === 'clean') return null;
  const committed = await commitRecord(repository, {
    operation,
    id,
    path,
    before,
    after,
    message,
    branch: plan.branch ?? null,
  });
  // The commit stands, whatever becomes of this: the next one tries again.
  if (plan.attached !== null) await quietly(followAttached(repository, id, plan.attached));
  return committed;
}
