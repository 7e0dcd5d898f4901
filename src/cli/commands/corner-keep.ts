import type { Command } from 'commander';
import { CliFailure, STATUS } from '../failure';
import type { Session } from '../session';

export function addCornerKeep(corner: Command, session: Session): void {
  corner
    .command('keep')
    .description('write down why the team lives with a corner')
    .argument('<id>', "the corner's id, such as c-8k2fd")
    .requiredOption('--why <text>', 'why the team keeps it')
    .addHelpText('after', '\nExample:\n  kata corner keep c-h77ye --why "The gateway retries already"')
    .action(async (id: string, { why }: { readonly why: string }, command: Command) => {
      const { planCornerKeep } = await import('../../core/edits/corners');
      const workspace = await session.open(command);
      const done = await workspace.write((homes) => {
        const katas = homes.flatMap((home) => home.katas);
        // An id is one corner's alone, so nobody has to say which kata it is in.
        const kata = katas.find(({ experiments }) =>
          experiments.some(({ value }) => value?.corners?.some((one) => one?.id === id)),
        );
        if (kata === undefined) {
          const mend = 'see `kata corner list` for those that there are';
          throw new CliFailure('corner/not-there', `No record knows the corner ${id}`, mend, STATUS.notThere);
        }
        return { kata, plan: planCornerKeep(kata, id, why) };
      });
      session.done(command, workspace, done);
    });
}
