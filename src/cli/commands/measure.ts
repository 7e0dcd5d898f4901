import type { Command } from 'commander';
import { numberArgument } from '../globals';
import type { Session } from '../session';

export function addMeasure(program: Command, session: Session): void {
  program
    .command('measure')
    .description("add a point to a metric's measurements")
    .argument('<metric>', "the metric's id, such as p95")
    .argument('<value>', 'what was measured', numberArgument)
    .option('--note <text>', 'what one should know of it')
    .addHelpText('after', '\nExample:\n  kata measure p95 812 --note "after warm-up"')
    .action(async (metric: string, value: number, options: { readonly note?: string }, command: Command) => {
      const { planMeasure } = await import('../../core/edits/measure');
      const workspace = await session.open(command);
      const { today } = session.globals(command);
      const now = `${new Date(session.io.now()).toISOString().slice(0, 19)}Z`;
      const at = today === undefined ? now : `${today}T12:00:00Z`;
      const done = await workspace.edit((kata) => planMeasure(kata, metric, value, { ...options, at }));
      session.done(command, workspace, done);
    });
}
