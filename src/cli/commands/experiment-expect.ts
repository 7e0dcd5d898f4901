import type { Command } from 'commander';
import type { Expectation } from '../../core/edits/expectation';
import type { LoadedKata } from '../../core/load/loaded';
import { CliFailure, STATUS } from '../failure';
import { dateArgument, valueArgument } from '../globals';
import type { Session } from '../session';
import { active, COMMIT, committing, WHICH } from './experiment-record';
import { pastNotes } from './past-dates';

interface Options {
  readonly expect?: string;
  readonly expectValue?: Readonly<Record<string, number>>;
  readonly checkBy?: string;
  readonly commit?: true;
}

export function addExperimentExpect(experiment: Command, session: Session): void {
  experiment
    .command('expect')
    .description('write down what you expect of an experiment that has no result yet')
    .argument('[id]', WHICH)
    .option('--expect <text>', 'what you expect to happen')
    .option('--expect-value <metric=number>', 'what you expect to measure; may be repeated', valueArgument)
    .option('--check-by <date>', 'when you will go and see', dateArgument)
    .option('--commit', COMMIT)
    .addHelpText(
      'after',
      '\nGit can say that the prediction came first once it is committed.\n\nExample:\n  kata experiment expect x-7f3kq --expect "p95 falls to about 600 ms" --expect-value p95=600 --commit',
    )
    .action(
      async (named: string | undefined, { commit, expectValue, ...said }: Options, command: Command) => {
        const given: Expectation = {
          ...said,
          ...(expectValue === undefined ? {} : { expectValues: expectValue }),
        };
        if (Object.keys(given).length === 0) {
          const mend = 'give --expect, --expect-value or --check-by';
          throw new CliFailure('usage/nothing-said', 'No expectation was given', mend, STATUS.usage);
        }
        const workspace = await session.open(command);
        const id = named ?? (await active(workspace));
        const past = pastNotes(workspace.today, { '--check-by': said.checkBy });
        if (commit === true) {
          const { planExpectationCommit } = await import('../../core/experiments/plan-result');
          const plan = (kata: LoadedKata) => planExpectationCommit(kata, id, given);
          await committing(session, command, workspace, { operation: 'prediction', id, plan, more: past });
          return;
        }
        const { planExpectation } = await import('../../core/edits/expectation');
        const done = await workspace.edit((kata) => planExpectation(kata, id, given), id);
        session.done(command, workspace, { ...done, notes: [...done.notes, ...past] });
      },
    );
}
