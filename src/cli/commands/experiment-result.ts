import { type Command, Option } from 'commander';
import type { Refused } from '../../core/edits/change';
import type { ExperimentResult } from '../../core/edits/experiments';
import type { RecordPlan } from '../../core/experiments/plan-result';
import type { LoadedKata } from '../../core/load/loaded';
import { OUTCOMES, type Outcome } from '../../core/model/experiment';
import { CliFailure, STATUS } from '../failure';
import { valueArgument } from '../globals';
import type { Session } from '../session';
import type { Workspace } from '../workspace';

interface ResultOptions {
  readonly happened?: string;
  readonly learned?: string;
  readonly value?: Readonly<Record<string, number>>;
  readonly commit?: true;
}

interface FinishOptions {
  readonly outcome: Outcome;
  readonly commit?: true;
}

const WHICH = "the experiment's id, such as x-7f3kq; without it, the one whose branch this is";
const COMMIT = 'commit the record alone; what else is dirty or staged stays so';

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

export function addExperimentFinish(experiment: Command, session: Session): void {
  experiment
    .command('finish')
    .description('finish an experiment with its outcome; says what is missing')
    .argument('[id]', WHICH)
    .addOption(
      new Option('--outcome <outcome>', 'how the prediction fared').choices(OUTCOMES).makeOptionMandatory(),
    )
    .option('--commit', COMMIT)
    .addHelpText('after', '\nExample:\n  kata experiment finish x-7f3kq --outcome confirmed --commit')
    .action(async (named: string | undefined, { outcome, commit }: FinishOptions, command: Command) => {
      const workspace = await session.open(command);
      const id = named ?? (await active(workspace));
      const given = { outcome, finished: workspace.today };
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

/** The id of the experiment whose branch is checked out. @throws CliFailure `experiment/none-active` */
async function active(workspace: Workspace): Promise<string> {
  const id = (await workspace.history(await workspace.homes()))?.active ?? null;
  if (id !== null) return id;
  const message = 'No experiment has the branch that is checked out, so it is not known which one is meant';
  const mend = 'name one by its id; `kata experiment list` has them';
  throw new CliFailure('experiment/none-active', message, mend, STATUS.usage);
}

interface Committing {
  readonly operation: 'result' | 'finish';
  readonly id: string;
  readonly plan: (kata: LoadedKata) => RecordPlan | Refused;
  /** Notes beside the plan's. */
  readonly more: readonly string[];
}

async function committing(
  session: Session,
  command: Command,
  workspace: Workspace,
  { operation, id: named, plan, more }: Committing,
): Promise<void> {
  const { commitChange } = await import('../../git/experiments/commit-change');
  const repository = await workspace.repository();
  const write = async (planned: RecordPlan, textOf: (path: string) => string | undefined) => {
    const done = await commitChange(repository, operation, planned, textOf);
    const nothing = done === null ? ['Nothing to commit: the record says so already'] : [];
    const { id, path, notes } = planned;
    const commit = done ?? { commit: null, branch: null };
    session.committed(command, workspace, { id, path, ...commit, notes: [...nothing, ...notes, ...more] });
  };
  await workspace.editWith(plan, write, named);
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
