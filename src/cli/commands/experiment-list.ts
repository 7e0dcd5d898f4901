import type { Command } from 'commander';
import type { LoadedKata, LoadedRecord } from '../../core/load/loaded';
import { experimentState } from '../../core/model/experiment';
import { harmless } from '../../core/text/harmless';
import type { Session } from '../session';

/** What the records know of an experiment. Commits, phase and the prediction's order are git's to say, so they are not here. */
function entryOf(kata: LoadedKata, { value, handle, id, path }: LoadedRecord<'experiment'>) {
  return {
    id: id ?? handle,
    kata: kata.slug,
    title: value?.title ?? value?.step ?? null,
    state: value === undefined ? null : experimentState(value),
    outcome: value?.outcome ?? null,
    obstacle: value?.obstacle ?? null,
    path,
  };
}

export function addExperimentList(experiment: Command, session: Session): void {
  experiment
    .command('list')
    .description('the experiments of the working tree, as their records say')
    .addHelpText('after', '\nExample:\n  kata experiment list --kata checkout-latency')
    .action(async (_options: object, command: Command) => {
      const workspace = await session.open(command);
      const globals = session.globals(command);
      const homes = await workspace.homes();
      const katas =
        globals.kata === undefined ? homes.flatMap((home) => home.katas) : [await workspace.kata()];
      const entries = katas.flatMap((kata) => kata.experiments.map((record) => entryOf(kata, record)));
      if (globals.json) {
        session.json({ experiments: entries });
        return;
      }
      const state = Math.max(0, ...entries.map((entry) => (entry.state ?? 'broken').length));
      let kata = '';
      for (const entry of entries) {
        if (katas.length > 1 && entry.kata !== kata) session.line(harmless(entry.kata));
        kata = entry.kata;
        const title = entry.title ?? `can't be read: ${workspace.shown(entry.path)}`;
        session.line(harmless(`${entry.id}  ${(entry.state ?? 'broken').padEnd(state)}  ${title}`));
      }
      if (entries.length === 0) session.note('There is no experiment yet');
    });
}
