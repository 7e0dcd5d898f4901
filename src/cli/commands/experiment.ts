import type { Command } from 'commander';
import type { Session } from '../session';
import { addExperimentAttach } from './experiment-attach';
import { addExperimentCarry } from './experiment-carry';
import { addExperimentExpect } from './experiment-expect';
import { addExperimentFinish } from './experiment-finish';
import { addExperimentList } from './experiment-list';
import { addExperimentResult } from './experiment-result';
import { addExperimentStart } from './experiment-start';

export function addExperiment(program: Command, session: Session): void {
  const experiment = program.command('experiment').description('experiments: predict, try, compare, learn');
  addExperimentStart(experiment, session);
  addExperimentExpect(experiment, session);
  addExperimentResult(experiment, session);
  addExperimentFinish(experiment, session);
  addExperimentCarry(experiment, session);
  addExperimentAttach(experiment, session);
  addExperimentList(experiment, session);
}
