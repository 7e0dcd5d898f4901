import type { Command } from 'commander';
import { isId } from '../../core/model/ids';
import { CliFailure, STATUS } from '../failure';
import { kataHomes } from '../homes';
import type { Session } from '../session';

export function addExperimentCarry(experiment: Command, session: Session): void {
  experiment
    .command('carry')
    .description('bring the record alone from a branch that is thrown away, as one commit')
    .argument('<id>', "the experiment's id, such as x-7f3kq")
    .option('--from <ref>', 'the branch or commit to take it from; looked for without it, in the reflog too')
    .addHelpText(
      'after',
      '\nExample:\n  kata experiment carry x-7f3kq --from kata/checkout-latency/x-7f3kq-cache-tax-rates',
    )
    .action(async (id: string, { from }: { readonly from?: string }, command: Command) => {
      if (!isId(id, 'x')) {
        const mend = 'an id is such as x-7f3kq';
        throw new CliFailure('usage/no-id', `${id} is no id of an experiment`, mend, STATUS.usage);
      }
      const { carryExperiment } = await import('../../git/experiments/carry');
      const workspace = await session.open(command);
      const homes = kataHomes(await workspace.homes());
      const options = from === undefined ? { homes } : { homes, from };
      const carried = await carryExperiment(await workspace.repository(), id, options);
      const { path, committed } = carried;
      session.committed(command, workspace, {
        id,
        path,
        commit: committed?.commit ?? null,
        branch: committed?.branch ?? null,
        notes: [
          committed === null
            ? `${id} is here already, just as at ${carried.from}`
            : `Taken from ${carried.from} at ${carried.commit.slice(0, 10)}`,
        ],
      });
    });
}
