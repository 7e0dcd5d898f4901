import type { Command } from 'commander';
import type { LoadedKata } from '../../core/load/loaded';
import { CliFailure, refusal, STATUS } from '../failure';
import { dateArgument, valueArgument } from '../globals';
import { kataHomes } from '../homes';
import type { Session } from '../session';
import { committing } from './experiment-record';
import { pastNotes } from './past-dates';

interface Options {
  readonly step?: string;
  readonly expect?: string;
  readonly expectValue?: Readonly<Record<string, number>>;
  readonly title?: string;
  readonly target?: string;
  readonly obstacle?: string;
  readonly checkBy?: string;
  readonly branch: boolean;
}

const LATER = 'To write it down: `kata experiment expect --expect TEXT --commit`';

export function addExperimentStart(experiment: Command, session: Session): void {
  experiment
    .command('start')
    .description('start an experiment: its branch, its record, and one commit with the prediction alone')
    .argument('[id]', 'one that is planned already, such as x-7f3kq; else say --step')
    .option('--step <text>', 'what you try next')
    .option('--expect <text>', 'what you expect to happen')
    .option('--expect-value <metric=number>', 'what you expect to measure; may be repeated', valueArgument)
    .option('--title <text>', 'a short name, where the step is long')
    .option('--target <id>', 'the target condition; the active one without it')
    .option('--obstacle <id>', 'the obstacle; the one that is addressed without it')
    .option('--check-by <date>', 'when you will go and see', dateArgument)
    .option('--no-branch', 'stay on the branch that is checked out')
    .addHelpText(
      'after',
      '\nNothing else is committed: what is dirty or staged stays so. One that is planned is started by its id; what it tries\nstands in its record, and what you expect by now can be said with it.\n\nExample:\n  kata experiment start --step "Open the connection at start-up" --expect "p95 falls to about 560 ms" --expect-value p95=560',
    )
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const { step, ...rest } = options;
      if (id !== undefined) await startPlanned(session, command, id, options);
      else if (step !== undefined) await startNew(session, command, { ...rest, step });
      else {
        const mend = 'say --step TEXT, or name one that is planned; `kata experiment list` has them';
        throw new CliFailure('usage/nothing-said', 'Nothing to start was named', mend, STATUS.usage);
      }
    });
}

async function startNew(
  session: Session,
  command: Command,
  { branch, expectValue, ...said }: Options & { readonly step: string },
): Promise<void> {
  const { planStart } = await import('../../core/experiments/plan-start');
  const { committedKata } = await import('../../git/experiments/committed');
  const { startExperiment } = await import('../../git/experiments/start');
  const { usedIds } = await import('../../git/experiments/used-ids');
  const workspace = await session.open(command);
  const repository = await workspace.repository();
  const kata = await workspace.kata();
  const taken = await usedIds(repository, kataHomes(await workspace.homes()));
  const given = { ...said, ...(expectValue === undefined ? {} : { expectValues: expectValue }) };
  const committed = await committedKata(repository, kata.folder);
  const { random } = session.io;
  const options = { today: workspace.today, random, taken, ownBranch: branch, committed };
  const plan = planStart(kata, given, options);
  if (!plan.ok) throw refusal(plan);
  const done = await startExperiment(repository, plan);
  const notes = [
    ...plan.notes,
    ...(said.expect === undefined && expectValue === undefined ? [LATER] : []),
    ...pastNotes(workspace.today, { '--check-by': said.checkBy }),
  ];
  session.committed(command, workspace, { ...done, ...plan, notes, branch: done.branch });
}

/** Starts an experiment whose record is there: what it tries, and for which target condition, is said in it. */
async function startPlanned(
  session: Session,
  command: Command,
  id: string,
  { branch: ownBranch, expect, expectValue, checkBy, ...others }: Options,
): Promise<void> {
  const [other] = Object.keys(others);
  if (other !== undefined) {
    const mend = `edit it there, or leave ${id} out to start another`;
    const message = `The record of ${id} says its --${other} already`;
    throw new CliFailure('usage/said-already', message, mend, STATUS.usage);
  }
  const { planStartPlanned } = await import('../../core/experiments/plan-start-planned');
  const { committedKata } = await import('../../git/experiments/committed');
  const workspace = await session.open(command);
  const { folder } = await workspace.kataWith(id);
  const committed = await committedKata(await workspace.repository(), folder);
  const { today } = workspace;
  const given = {
    ...(expect === undefined ? {} : { expect }),
    ...(expectValue === undefined ? {} : { expectValues: expectValue }),
    ...(checkBy === undefined ? {} : { checkBy }),
  };
  const plan = (kata: LoadedKata) => planStartPlanned(kata, id, given, { today, ownBranch, committed });
  const more = pastNotes(today, { '--check-by': checkBy });
  await committing(session, command, workspace, { operation: 'start', id, plan, more });
}
