import type { Command } from 'commander';
import { refusal } from '../failure';
import { dateArgument, valueArgument } from '../globals';
import { kataHomes } from '../homes';
import type { Session } from '../session';
import { pastNotes } from './past-dates';

interface Options {
  readonly step: string;
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
    .requiredOption('--step <text>', 'what you try next')
    .option('--expect <text>', 'what you expect to happen')
    .option('--expect-value <metric=number>', 'what you expect to measure; may be repeated', valueArgument)
    .option('--title <text>', 'a short name, where the step is long')
    .option('--target <id>', 'the target condition; the active one without it')
    .option('--obstacle <id>', 'the obstacle; the one that is addressed without it')
    .option('--check-by <date>', 'when you will go and see', dateArgument)
    .option('--no-branch', 'stay on the branch that is checked out')
    .addHelpText(
      'after',
      '\nNothing else is committed: what is dirty or staged stays so.\n\nExample:\n  kata experiment start --step "Open the connection at start-up" --expect "p95 falls to about 560 ms" --expect-value p95=560',
    )
    .action(async ({ branch, expectValue, ...said }: Options, command: Command) => {
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
    });
}
