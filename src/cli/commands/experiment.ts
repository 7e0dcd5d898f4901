import { type Command, Option } from 'commander';
import { OUTCOMES, type Outcome } from '../../core/model/experiment';
import { CliFailure, STATUS } from '../failure';
import { valueArgument } from '../globals';
import type { Session } from '../session';
import { addExperimentList } from './experiment-list';
import { addExperimentStart } from './experiment-start';

interface ResultOptions {
  readonly happened?: string;
  readonly learned?: string;
  readonly value?: Readonly<Record<string, number>>;
}

export function addExperiment(program: Command, session: Session): void {
  const experiment = program.command('experiment').description('experiments: predict, try, compare, learn');
  addExperimentStart(experiment, session);
  experiment
    .command('result')
    .description('write down what happened and what you learned')
    .argument('<id>', "the experiment's id, such as x-7f3kq")
    .option('--happened <text>', 'what happened, as facts')
    .option('--learned <text>', 'what you learned')
    .option('--value <metric=number>', 'what was measured; may be repeated', valueArgument)
    .addHelpText(
      'after',
      '\nExample:\n  kata experiment result x-7f3kq --happened "p95 fell to 640 ms" --value p95=640',
    )
    .action(async (id: string, { value, ...said }: ResultOptions, command: Command) => {
      if (value === undefined && said.happened === undefined && said.learned === undefined) {
        const mend = 'give --happened, --learned or --value';
        throw new CliFailure('usage/nothing-said', 'No result was given', mend, STATUS.usage);
      }
      const { planExperimentResult } = await import('../../core/edits/experiments');
      const workspace = await session.open(command);
      const result = { ...said, ...(value === undefined ? {} : { values: value }) };
      session.done(
        command,
        workspace,
        await workspace.edit((kata) => planExperimentResult(kata, id, result)),
      );
    });
  experiment
    .command('finish')
    .description('finish an experiment with its outcome; says what is missing')
    .argument('<id>', "the experiment's id, such as x-7f3kq")
    .addOption(
      new Option('--outcome <outcome>', 'how the prediction fared').choices(OUTCOMES).makeOptionMandatory(),
    )
    .addHelpText('after', '\nExample:\n  kata experiment finish x-7f3kq --outcome confirmed')
    .action(async (id: string, { outcome }: { readonly outcome: Outcome }, command: Command) => {
      const { planExperimentFinish } = await import('../../core/edits/experiments');
      const workspace = await session.open(command);
      const given = { outcome, finished: workspace.today };
      session.done(command, workspace, await workspace.edit((kata) => planExperimentFinish(kata, id, given)));
    });
  addExperimentList(experiment, session);
}
