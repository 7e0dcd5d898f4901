import { type Command, Option } from 'commander';
import type { Corner, Corners } from '../../core/corners/corner';
import { cornersOf, isOutstanding } from '../../core/corners/phase';
import { type Block, BREAK, type Line, strong, text } from '../../core/document/document';
import type { KnownHistory } from '../../core/experiments/known-history';
import type { KataHome, LoadedKata } from '../../core/load/loaded';
import { daysBetween, type IsoDate } from '../../core/model/dates';
import { type Experiment, experimentState } from '../../core/model/experiment';
import { recordsOnlyElsewhere } from '../../core/storyboard/history-views';
import { ansiPalette, type Palette, plainPalette } from '../../core/storyboard/palette';
import { harmless } from '../../core/text/harmless';
import type { Session } from '../session';
import { noKata } from '../which-kata';

/** What is known beside the records. */
interface Known {
  readonly today: IsoDate;
  readonly history: KnownHistory | null;
  readonly corners: Corners | null;
}

/** One kata in a few facts. */
function entryOf(kata: LoadedKata, problems: number, { today, history, corners }: Known) {
  const target = kata.record.value?.targets?.find(({ state }) => state === 'active');
  return {
    slug: kata.slug,
    path: kata.folder,
    title: kata.record.value?.title ?? null,
    target:
      target === undefined
        ? null
        : {
            id: target.id,
            title: target.title ?? null,
            achieveBy: target.achieveBy ?? null,
            daysLeft: target.achieveBy === undefined ? null : daysBetween(today, target.achieveBy),
          },
    experiments: {
      ...countStates(kata.experiments.flatMap(({ value }) => value ?? [])),
      /** Those that only other branches hold; null where that is not known. */
      elsewhere:
        history === null || history.withoutRecords ? null : recordsOnlyElsewhere(kata, history).length,
    },
    corners: countCorners(cornersOf(corners, kata)),
    problems,
  };
}

/** Null where the code was not looked at. */
function countCorners(corners: readonly Corner[] | null) {
  if (corners === null) return null;
  const open = corners.filter(isOutstanding);
  return { open: open.length, overdue: open.filter(({ overdue }) => overdue).length };
}

type Entry = ReturnType<typeof entryOf>;

function countStates(experiments: readonly Experiment[]) {
  const counts = { planned: 0, running: 0, finished: 0 };
  for (const experiment of experiments) {
    const state = experimentState(experiment);
    counts[state === 'planned' || state === 'running' ? state : 'finished']++;
  }
  return counts;
}

export function addList(program: Command, session: Session): void {
  program
    .command('list')
    .description('the katas here, each in a few facts')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'md', 'json']))
    .addHelpText('after', '\nExample:\n  kata list --format md')
    .action(async (options: { readonly format?: 'text' | 'md' | 'json' }, command: Command) => {
      const workspace = await session.open(command);
      const homes = await workspace.homes();
      const named = session.globals(command).kata === undefined ? null : await workspace.kata();
      const history = await workspace.history(homes);
      const corners = await workspace.corners(homes);
      const all = await entriesOf(homes, { today: workspace.today, history, corners });
      const entries = named === null ? all : all.filter(({ path }) => path === named.folder);
      const format = session.globals(command).json ? 'json' : (options.format ?? 'text');
      if (format === 'json') {
        session.json({ katas: entries });
        return;
      }
      if (format === 'md') {
        const { blockMarkdown } = await import('../../core/document/markdown');
        session.io.out.write(`${blockMarkdown(tableOf(entries))}\n`);
        return;
      }
      const colour = session.colour ? ansiPalette : plainPalette;
      for (const entry of entries) for (const line of linesOf(entry, colour)) session.line(line);
      if (entries.length === 0) {
        const { message, mend } = noKata(workspace.root.folder);
        session.note(`${message}: ${mend}`);
      }
    });
}

async function entriesOf(homes: readonly KataHome[], known: Known): Promise<Entry[]> {
  const { checkHome } = await import('../../core/check/check');
  return homes.flatMap((home) => {
    const problems = checkHome(home, known).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    return home.katas.map((kata) =>
      entryOf(kata, problems.filter(({ path }) => path.startsWith(`${kata.folder}/`)).length, known),
    );
  });
}

/** The katas as a table, a row each. */
function tableOf(entries: readonly Entry[]): Block {
  if (entries.length === 0) return text('No kata here yet.');
  return {
    is: 'table',
    head: ['kata', 'target condition', 'experiments', 'problems'],
    rows: entries.map(({ slug, title, target, experiments, problems }): Line[] => [
      [strong(title ?? slug), BREAK, slug],
      target === null ? ['none is active'] : [target.title ?? target.id, daysWords(target, plainPalette)],
      [`${experiments.running} running, ${experiments.planned} planned, ${experiments.finished} finished`],
      [problems === 0 ? '' : String(problems)],
    ]),
  };
}

function linesOf(entry: Entry, colour: Palette): string[] {
  const { slug, title, target, experiments, corners, problems } = entry;
  const name = harmless(slug);
  const { planned, running, finished, elsewhere } = experiments;
  const others = elsewhere === null || elsewhere === 0 ? '' : ` · ${elsewhere} only on other branches`;
  return [
    `${colour.strong(name)}  ${harmless(title ?? "kata.yaml can't be read")}`,
    target === null
      ? `  ${colour.quiet('target')}       ${colour.warn('none is active')}`
      : `  ${colour.quiet('target')}       ${harmless(target.title ?? target.id)}${daysWords(target, colour)}`,
    `  ${colour.quiet('experiments')}  ${running} running · ${planned} planned · ${finished} finished${others}`,
    ...cornerLines(corners, colour),
    ...(problems === 0
      ? []
      : [`  ${colour.quiet('problems')}     ${colour.warn(`${problems}, see \`kata check\``)}`]),
  ];
}

function cornerLines(corners: Entry['corners'], colour: Palette): string[] {
  if (corners === null || corners.open === 0) return [];
  const overdue = corners.overdue === 0 ? '' : ` · ${colour.warn(`${corners.overdue} overdue`)}`;
  return [`  ${colour.quiet('corners')}      ${corners.open} open${overdue}`];
}

function daysWords({ daysLeft, achieveBy }: NonNullable<Entry['target']>, colour: Palette): string {
  if (daysLeft === null) return '';
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  const words =
    daysLeft < 0
      ? colour.warn(`${days(-daysLeft)} over`)
      : daysLeft === 0
        ? 'today'
        : `${days(daysLeft)} left`;
  return ` · ${words} (${achieveBy})`;
}
