import { type Command, Option } from 'commander';
import type { RefusalCode } from '../../core/edits/change';
import { dateArgument, valueArgument } from '../globals';
import type { Session } from '../session';
import { pastNotes } from './past-dates';

interface Options {
  readonly title: string;
  readonly achieveBy: string;
  readonly value?: Readonly<Record<string, number>>;
  readonly pattern?: string;
  readonly close?: 'reached' | 'missed' | 'abandoned';
  readonly reflection?: string;
}

/** What to do about a refusal, by the names of the options. */
const MENDS: Partial<Record<RefusalCode, string>> = {
  'edit/several-active':
    'Say how it ended with --close reached, missed or abandoned, and what you learned with --reflection.',
  'edit/none-active': 'Leave out --close and --reflection.',
};

export function addTarget(program: Command, session: Session): void {
  const target = program.command('target').description('target conditions');
  target
    .command('next')
    .description('close the active target condition with its reflection, and set the next')
    .requiredOption('--title <title>', 'the next target condition')
    .requiredOption(
      '--achieve-by <date>',
      'when it shall be reached: in one week to three months',
      dateArgument,
    )
    .option('--value <metric=number>', 'what a metric shall be then; may be repeated', valueArgument)
    .option('--pattern <text>', 'how the work runs then')
    .addOption(
      new Option('--close <state>', 'how the active one ended').choices(['reached', 'missed', 'abandoned']),
    )
    .option('--reflection <text>', 'what you learned on the way to it')
    .addHelpText(
      'after',
      '\nExample:\n  kata target next --title "p95 under 300 ms" --achieve-by 2027-01-29 --value p95=300 \\\n    --close reached --reflection "The calls were the time"',
    )
    .action(async ({ value, ...options }: Options, command: Command) => {
      const { planTargetNext } = await import('../../core/edits/target-state');
      const workspace = await session.open(command);
      const given = { ...options, ...(value === undefined ? {} : { values: value }) };
      const done = await workspace.edit((kata) => {
        const plan = planTargetNext(kata, given);
        const mend = plan.ok ? undefined : MENDS[plan.code];
        return plan.ok || mend === undefined ? plan : { ...plan, mend };
      });
      const notes = [...done.notes, ...pastNotes(workspace.today, { '--achieve-by': options.achieveBy })];
      session.done(command, workspace, { ...done, notes });
    });
}
