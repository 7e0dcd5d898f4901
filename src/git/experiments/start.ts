import type { StartPlan } from '../../core/experiments/plan-start';
import type { Repository } from '../repository';
import { type Committed, commitRecord } from './commit-record';

/**
 * Starts an experiment as planned: branch, record, one commit that holds the record alone, `refs/kata/ID`.
 * All of it, or nothing and a failure that says why.
 * @param plan its path is relative to the top of the working tree.
 * @throws ExperimentFailure, GitFailure, FilesFailure
 */
export function startExperiment(repository: Repository, plan: StartPlan): Promise<Committed> {
  const { id, path, text, message, branch } = plan;
  return commitRecord(repository, {
    operation: 'start',
    id,
    path,
    before: null,
    after: text,
    message,
    branch,
  });
}
