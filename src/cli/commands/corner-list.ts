import { type Command, Option } from 'commander';
import { CORNER_STATES, type Corner, type CornerState, type SkippedFile } from '../../core/corners/corner';
import type { ChangedCorner } from '../../core/corners/of-change';
import type { KataHome } from '../../core/load/loaded';
import { harmless } from '../../core/text/harmless';
import type { Session } from '../session';
import type { Workspace } from '../workspace';

interface Options {
  readonly base?: string;
  readonly state?: CornerState;
}

/** What was skipped is counted in full; for people this many are named. */
const MOST_NAMED = 10;

export function addCornerList(corner: Command, session: Session): void {
  corner
    .command('list')
    .description('every corner: where its marker stands, or which commit cleaned it')
    .option('--base <rev>', 'those alone that this branch cut, cleaned, dropped or kept')
    .addOption(new Option('--state <state>', 'those alone that are so').choices(CORNER_STATES))
    .addHelpText('after', '\nExample:\n  kata corner list --base main')
    .action(async ({ base, state }: Options, command: Command) => {
      const workspace = await session.open(command);
      const globals = session.globals(command);
      const homes = await workspace.homes();
      const { readCorners } = await import('../../git/corners/corner-index');
      const all = await readCorners(workspace.root.folder, homes, { today: workspace.today });
      const listed: Listed[] =
        base === undefined
          ? all.corners.map((one) => ({ corner: one, event: null }))
          : await ofBranch(workspace, base, homes, all);
      const slug = globals.kata === undefined ? undefined : (await workspace.kata()).slug;
      const shown = listed.filter(
        ({ corner: one }) =>
          (state === undefined || one.state === state) && (slug === undefined || one.kata === slug),
      );
      if (globals.json) {
        const { skipped, why } = all;
        session.json({ corners: shown.map(entryOf), skipped, why });
        return;
      }
      for (const one of shown) for (const line of linesOf(one, workspace)) session.line(harmless(line));
      if (shown.length === 0) session.note(nothingWords(base, state));
      for (const line of skippedWords(all.skipped)) session.note(line);
      for (const why of all.why) session.note(why);
    });
}

interface Listed {
  readonly corner: Corner;
  /** What the branch did with it; null where that was not asked. */
  readonly event: ChangedCorner['event'] | null;
}

async function ofBranch(
  workspace: Workspace,
  base: string,
  homes: readonly KataHome[],
  corners: Awaited<ReturnType<typeof import('../../git/corners/corner-index').readCorners>>,
): Promise<Listed[]> {
  const { cornersSince } = await import('../../git/corners/changes');
  return cornersSince(await workspace.repository(), base, { corners, homes });
}

function entryOf({ corner, event }: Listed) {
  const { id, kata, experiment, what, state, kept, overdue, until, places, evidence } = corner;
  return {
    id,
    kata,
    experiment,
    what,
    state,
    kept: kept !== null,
    overdue,
    until,
    places,
    evidence,
    ...(event === null ? {} : { change: event }),
    why: corner.why,
    plan: corner.plan,
    owner: corner.owner,
    path: corner.path,
    keptWhy: kept,
    cut: corner.cut,
  };
}

/** `c-8k2fd  open, overdue  Rates never expire`, and below it where that is to be seen. */
function linesOf({ corner, event }: Listed, workspace: Workspace): string[] {
  const { id, state, overdue, kept, until, what, experiment, places, evidence, path } = corner;
  const flags = [
    event ?? state,
    ...(overdue ? ['overdue'] : []),
    ...(kept === null || event === 'kept' ? [] : ['kept']),
  ];
  const by = until === null || state !== 'open' || kept !== null ? '' : ` (until ${until})`;
  const seen = [
    ...places.map((place) => `${workspace.shown(place.path)}:${place.line}`),
    ...(path === null || state !== 'open' ? [] : [workspace.shown(path)]),
    ...(evidence === null ? [] : [`${evidence.hash.slice(0, 10)} ${evidence.subject}`]),
  ];
  const whose = experiment === null ? 'no record knows it' : experiment;
  return [
    `${id}  ${flags.join(', ')}  ${what || 'nobody wrote what'}${by}`,
    ...[whose, ...seen].map((line) => `         ${line}`),
  ];
}

function nothingWords(base: string | undefined, state: CornerState | undefined): string {
  const which = state === undefined ? 'corner' : `${state} corner`;
  return base === undefined ? `There is no ${which}` : `This branch changed no ${which} since ${base}`;
}

function skippedWords(skipped: readonly SkippedFile[]): string[] {
  if (skipped.length === 0) return [];
  const named = skipped.slice(0, MOST_NAMED).map(({ path, reason }) => `${path} ${reason}`);
  const more = skipped.length - named.length;
  const count = `${skipped.length} ${skipped.length === 1 ? 'file was' : 'files were'} skipped`;
  return [`${count}: ${named.join('; ')}${more === 0 ? '' : `; and ${more} more, see --json`}`];
}
