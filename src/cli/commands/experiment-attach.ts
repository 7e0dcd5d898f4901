import type { Command } from 'commander';
import type { Session } from '../session';

export function addExperimentAttach(experiment: Command, session: Session): void {
  experiment
    .command('attach')
    .description('tie work that is there already to an experiment; writes into its record, commits nothing')
    .argument('<id>', "the experiment's id, such as x-7f3kq")
    .argument('<ref>', 'the branch or commit that holds the work')
    .option('--since <base>', 'the commit that the work starts after')
    .addHelpText('after', '\nExample:\n  kata experiment attach x-7f3kq spike/rates --since main~3')
    .action(async (id: string, ref: string, { since }: { readonly since?: string }, command: Command) => {
      const { planAttach } = await import('../../core/experiments/plan-attach');
      const { attachment } = await import('../../git/experiments/attach');
      const workspace = await session.open(command);
      const work = await attachment(await workspace.repository(), ref, since);
      session.done(command, workspace, await workspace.edit((kata) => planAttach(kata, id, work), id));
    });
}
