import type { Command } from 'commander';
import type { Session } from '../session';
import type { Workspace } from '../workspace';

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
      const { rememberAttached } = await import('../../git/experiments/remember');
      const workspace = await session.open(command);
      const repository = await workspace.repository();
      const work = await attachment(repository, ref, since);
      const before = await commitsOf(workspace, id);
      const done = await workspace.edit((kata) => planAttach(kata, id, work), id);
      const record = done.kata?.experiments.find((one) => one.handle === id || one.id === id);
      if (record?.id != null) await rememberAttached(repository, record.id, work.tip);
      const after = await commitsOf(workspace, id);
      const came = [...after].filter((hash) => !before.has(hash)).length;
      const notes = done.paths.length === 0 ? [] : [tiedWords(came)];
      session.done(command, workspace, { ...done, notes: [...done.notes, ...notes] });
    });
}

/** The commits that are an experiment's now. */
async function commitsOf(workspace: Workspace, id: string): Promise<ReadonlySet<string>> {
  const history = await workspace.history(await workspace.homes());
  const commits = history?.derived?.experiments.get(id)?.commits ?? [];
  return new Set(commits.map(({ commit }) => commit.hash));
}

function tiedWords(came: number): string {
  if (came === 0) {
    return 'No other commit is tied to it by this: name the commit that the work starts after with --since';
  }
  return came === 1 ? 'One commit is tied to it by this' : `${came} commits are tied to it by this`;
}
