import { type Command, Option } from 'commander';
import type { LoadedKata } from '../../core/load/loaded';
import { OUTCOMES, type Outcome } from '../../core/model/experiment';
import type { Session } from '../session';
import { active, COMMIT, committing, WHICH } from './experiment-record';

interface FinishOptions {
  readonly outcome: Outcome;
  readonly learned?: string;
  readonly commit?: true;
}

export function addExperimentFinish(experiment: Command, session: Session): void {
  experiment
    .command('finish')
    .description('finish an experiment with its outcome; says what is missing')
    .argument('[id]', WHICH)
    .addOption(
      new Option('--outcome <outcome>', 'how the prediction fared').choices(OUTCOMES).makeOptionMandatory(),
    )
    .option('--learned <text>', 'what you learned')
    .option('--commit', COMMIT)
    .addHelpText(
      'after',
      '\nExample:\n  kata experiment finish x-7f3kq --outcome confirmed --learned "It was the calls" --commit',
    )
    .action(async (named: string | undefined, { commit, ...said }: FinishOptions, command: Command) => {
      const workspace = await session.open(command);
      const id = named ?? (await active(workspace));
      const given = { ...said, finished: workspace.today };
      if (commit === true) {
        const { planFinishCommit } = await import('../../core/experiments/plan-result');
        const plan = (kata: LoadedKata) => planFinishCommit(kata, id, given);
        await committing(session, command, workspace, { operation: 'finish', id, plan, more: [] });
        return;
      }
      const { planExperimentFinish } = await import('../../core/edits/experiments');
      const done = await workspace.edit((kata) => planExperimentFinish(kata, id, given), id);
      session.done(command, workspace, done);
    });
}
