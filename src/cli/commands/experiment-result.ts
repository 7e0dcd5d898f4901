import type { Command } from 'commander';
import type { ExperimentResult } from '../../core/edits/experiments';
import type { LoadedKata } from '../../core/load/loaded';
import { CliFailure, STATUS } from '../failure';
import { valueArgument } from '../globals';
import type { Session } from '../session';
import type { Workspace } from '../workspace';
import { active, COMMIT, committing, WHICH } from './experiment-record';

interface ResultOptions {
  readonly happened?: string;
  readonly learned?: string;
  readonly value?: Readonly<Record<string, number>>;
  readonly commit?: true;
}

export function addExperimentResult(experiment: Command, session: Session): void {
  experiment
    .command('result')
    .description('write down what happened and what you learned')
    .argument('[id]', WHICH)
    .option('--happened <text>', 'what happened, as facts')
    .option('--learned <text>', 'what you learned')
    .option('--value <metric=number>', 'what was measured; may be repeated', valueArgument)
    .option('--commit', COMMIT)
    .addHelpText(
      'after',
      '\nExample:\n  kata experiment result x-7f3kq --happened "p95 fell to 640 ms" --value p95=640 --commit',
    )
    .action(
      async (named: string | undefined, { value, commit, ...said }: ResultOptions, command: Command) => {
        if (value === undefined && said.happened === undefined && said.learned === undefined) {
          const mend = 'give --happened, --learned or --value';
          throw new CliFailure('usage/nothing-said', 'No result was given', mend, STATUS.usage);
        }
        const workspace = await session.open(command);
        const id = named ?? (await active(workspace));
        const result: ExperimentResult = { ...said, ...(value === undefined ? {} : { values: value }) };
        const dirty = await dirtyNotes(workspace);
        if (commit === true) {
          const { planResultCommit } = await import('../../core/experiments/plan-result');
          const plan = (kata: LoadedKata) => planResultCommit(kata, id, result);
          await committing(session, command, workspace, { operation: 'result', id, plan, more: dirty });
          return;
        }
        const { planExperimentResult } = await import('../../core/edits/experiments');
        const done = await workspace.edit((kata) => planExperimentResult(kata, id, result), id);
        session.done(command, workspace, { ...done, notes: [...done.notes, ...dirty] });
      },
    );
}

/** Says where the code that was measured is in no commit. Where git can't say, nothing is said. */
async function dirtyNotes(workspace: Workspace): Promise<readonly string[]> {
  if (!workspace.root.isRepository) return [];
  const { dirtyNote, otherChanges } = await import('../../git/experiments/other-changes');
  try {
    const repository = await workspace.repository();
    const note = dirtyNote(await repository.git.run(otherChanges));
    return note === null ? [] : [note];
  } catch {
    // The result can be written without git; with --commit the failure is told there.
    return [];
  }
}
