import type { Command } from 'commander';
import type { Corners } from '../../core/corners/corner';
import { cornersOf, type Phase, phaseOf } from '../../core/corners/phase';
import { orderWords } from '../../core/experiments/history-words';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { LoadedKata } from '../../core/load/loaded';
import { type Experiment, experimentState } from '../../core/model/experiment';
import { recordsOnlyElsewhere } from '../../core/storyboard/history-views';
import { harmless } from '../../core/text/harmless';
import type { Session } from '../session';

/** An experiment of the working tree, or of another branch. */
interface Listed {
  readonly id: string;
  readonly value: Experiment | undefined;
  readonly path: string;
  /** The full name of the ref that has it, where the working tree does not. */
  readonly onlyOn: string | null;
}

/** What records, history and code know of an experiment. */
function entryOf(
  kata: LoadedKata,
  { id, value, path, onlyOn }: Listed,
  history: KnownHistory | null,
  corners: Corners | null,
) {
  const found = history?.derived?.experiments.get(id);
  const state = value === undefined ? null : experimentState(value);
  return {
    id,
    kata: kata.slug,
    title: value?.title ?? value?.step ?? null,
    state,
    // Of one that only another branch holds, the code here says nothing.
    phase: state === null ? null : phaseOf(state, onlyOn === null ? cornersOf(corners, kata, id) : null),
    outcome: value?.outcome ?? null,
    refs: [...(found?.branches ?? []), ...(found?.keptBy ?? [])],
    onlyOn,
    obstacle: value?.obstacle ?? null,
    prediction: found?.prediction ?? { order: 'unknown' as const, predicted: null, result: null },
    commits: (found?.commits ?? []).map(({ commit, tie, copyOf }) => ({
      hash: commit.hash,
      subject: commit.subject,
      author: commit.author,
      date: commit.date,
      tie,
      copyOf,
      reverts: commit.reverts,
    })),
    path,
  };
}

type Entry = ReturnType<typeof entryOf>;

function entriesOf(
  kata: LoadedKata,
  history: KnownHistory | null,
  corners: Corners | null,
  allRefs: boolean,
): Entry[] {
  const here = kata.experiments.map(
    ({ id, handle, value, path }): Listed => ({ id: id ?? handle, value, path, onlyOn: null }),
  );
  const there = recordsOnlyElsewhere(kata, allRefs ? history : null).map(
    ({ value, elsewhere: { id, ref, path } }): Listed => ({ id, value, path, onlyOn: ref }),
  );
  return [...here, ...there].map((listed) => entryOf(kata, listed, history, corners));
}

export function addExperimentList(experiment: Command, session: Session): void {
  experiment
    .command('list')
    .description('the experiments of the working tree, with their commits and when they were predicted')
    .option('--all-refs', 'those that only other branches hold, too')
    .addHelpText('after', '\nExample:\n  kata experiment list --kata checkout-latency --all-refs')
    .action(async (options: { readonly allRefs?: true }, command: Command) => {
      const workspace = await session.open(command);
      const globals = session.globals(command);
      const homes = await workspace.homes();
      const corners = await workspace.corners(homes);
      const history = await workspace.history(homes, corners);
      const katas =
        globals.kata === undefined ? homes.flatMap((home) => home.katas) : [await workspace.kata()];
      const entries = katas.flatMap((kata) => entriesOf(kata, history, corners, options.allRefs === true));
      if (globals.json) {
        const known = history?.derived != null;
        session.json({ experiments: entries, history: { known, why: history?.why ?? null } });
        return;
      }
      const state = Math.max(0, ...entries.map((entry) => (entry.state ?? 'broken').length));
      let kata = '';
      for (const entry of entries) {
        if (katas.length > 1 && entry.kata !== kata) session.line(harmless(entry.kata));
        kata = entry.kata;
        const title = entry.title ?? `can't be read: ${workspace.shown(entry.path)}`;
        session.line(harmless(`${entry.id}  ${(entry.state ?? 'broken').padEnd(state)}  ${title}`));
        const told = history === null ? '' : toldBy(entry, history);
        if (told !== '') session.line(harmless(`         ${' '.repeat(state)}  ${told}`));
      }
      if (entries.length === 0) session.note('There is no experiment yet');
      if (history?.why != null) session.note(history.why);
    });
}

/** What history says, in a line: `predicted before the result · 3 commits · kata/checkout-latency/x-7f3kq`. */
function toldBy({ prediction, commits, refs, id, phase }: Entry, { derived, edge }: KnownHistory): string {
  if (derived?.experiments.has(id) !== true) return '';
  const count = `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'}`;
  const order = prediction.order === 'pending' ? '' : orderWords(prediction, edge);
  return [order, phaseWords(phase), commits.length === 0 ? '' : count, refs.join(', ')]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What is to be done with the corners; nothing where there is nothing to do. */
function phaseWords(phase: Phase): string {
  if (phase === 'cleaning') return 'corners to clean';
  return phase === 'toRemove' ? 'corners to remove' : '';
}
