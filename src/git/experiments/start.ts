import type { StartPlan } from '../../core/experiments/plan-start';
import type { Repository } from '../repository';
import { type Committed, commitRecord } from './commit-record';

/**
 * Starts an experiment as planned: branch, record, one commit that holds the record alone, `refs/kata/ID`.
 * All of it, or nothing and a failure that says why.
 * @param plan its path is relative to the top of the working tree.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export async function startExperiment(repository: Repository, plan: StartPlan): Promise<Started> {
  const { id, path, text, message, branch } = plan;
  const record = { id, path, before: null, after: text, message, branch };
  return { id, path, text, ...(await commitRecord(repository, { operation: 'start', ...record })) };
}

/** A start as it was done: what `undoStart` takes. */
export interface Started extends Committed {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}
