import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type CommentStyle, commentStyleOf, commentStyleWith } from '../../core/corners/comment-styles';
import type { CutPlace } from '../../core/edits/corner-cut';
import type { KataHome, LoadedKata } from '../../core/load/loaded';
import { experimentState } from '../../core/model/experiment';
import { CliFailure, STATUS } from '../failure';
import { dateArgument } from '../globals';
import type { Session } from '../session';
import type { Workspace } from '../workspace';
import { pastNotes } from './past-dates';

interface Options {
  readonly what: string;
  readonly why?: string;
  readonly plan?: string;
  readonly until?: string;
  readonly owner?: string;
  readonly experiment?: string;
  readonly comment?: string;
  readonly path?: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** The place with the text that it was found in; null text where no marker is put. */
interface Seen {
  readonly place: CutPlace;
  readonly text: string | null;
}

export function addCornerCut(corner: Command, session: Session): void {
  corner
    .command('cut')
    .description('mark a corner that you cut: a comment in the code and an entry in the record, in one go')
    .argument('[place]', 'the line that it stands above, as FILE:LINE', placeArgument)
    .requiredOption('--what <text>', 'what was left out or done the quick way')
    .option('--why <text>', 'why it was cut')
    .option('--plan <text>', 'how it will be cleaned up')
    .option('--until <date>', 'when it will be cleaned up', dateArgument)
    .option('--owner <name>', 'who cleans it up')
    .option('--experiment <id>', 'whose corner it is; the active experiment without it')
    .option('--comment <prefix>', "what begins a comment, where the file's kind is not known")
    .option('--path <file>', 'the file that it is about, where that can hold no comment')
    .addHelpText(
      'after',
      '\nExample:\n  kata corner cut src/tax/rates.js:41 --what "Rates never expire" --plan "Subscribe to the feed"',
    )
    .action(async (place: Place | undefined, options: Options, command: Command) => {
      const { path, experiment, comment, ...given } = options;
      if ((place === undefined) === (path === undefined)) {
        const mend = 'name a line as FILE:LINE, or, where it can hold no comment, the file with --path';
        throw new CliFailure('usage/place', 'It is not said where the corner is', mend, STATUS.usage);
      }
      const { planCornerCutAt } = await import('../../core/edits/corner-cut');
      const workspace = await session.open(command);
      const homes = await workspace.homes();
      const seen =
        place === undefined
          ? { place: { kind: 'path' as const, path: thereBelow(workspace, path ?? '') }, text: null }
          : await seenAt(workspace, place, comment);
      const owner = await experimentFor(workspace, homes, experiment);
      const taken = await takenIn(workspace, homes);
      const { random } = session.io;
      const done = await workspace.write(
        (loaded) => {
          const kata = loaded.flatMap(({ katas }) => katas).find(({ folder }) => folder === owner.folder);
          const found = kata ?? owner.kata;
          return {
            kata: found,
            plan: planCornerCutAt(found, owner.id, given, seen.place, { random, taken }),
          };
        },
        (file) => (file === seen.place.path ? (seen.text ?? undefined) : undefined),
      );
      const notes = [...done.notes, ...pastNotes(workspace.today, { '--until': given.until })];
      session.done(command, workspace, { ...done, notes });
    });
}

/** Reads `FILE:LINE`; a file's name may hold colons. */
function placeArgument(text: string): Place {
  const [, file, line] = /^(.+):([1-9]\d{0,8})$/s.exec(text) ?? [];
  if (file === undefined) throw new InvalidArgumentError('Write it as FILE:LINE, such as src/tax.js:41.');
  return { file, line: Number(line) };
}

async function seenAt(
  workspace: Workspace,
  { file, line }: Place,
  prefix: string | undefined,
): Promise<Seen> {
  const path = below(workspace, file);
  const text = await textOf(workspace, path);
  const comment = prefix === undefined ? commentStyleOf(path) : givenStyle(prefix);
  if (comment === null) {
    const mend = 'say with --comment what begins one, such as `#`; or name the file with --path instead';
    throw new CliFailure(
      'corner/no-comment',
      `It is not known how ${file} writes a comment`,
      mend,
      STATUS.refused,
    );
  }
  const { linesIn } = await import('../../core/corners/insert-line');
  const anchor = linesIn(text)[line - 1] ?? '';
  return { place: { kind: 'line', path, line, anchor, comment }, text };
}

function givenStyle(prefix: string): CommentStyle {
  const start = prefix.trim();
  if (start === '' || /[\r\n]/.test(start)) {
    throw new CliFailure(
      'usage/comment',
      '--comment is empty',
      'say what begins a comment, such as `#`',
      STATUS.usage,
    );
  }
  return commentStyleWith(start);
}

/** The path from the root; refuses what is not a file below it. */
function below(workspace: Workspace, file: string): string {
  const { folder } = workspace.root;
  const full = resolve(workspace.root.start, file);
  let real: string;
  try {
    real = join(realpathSync(dirname(full)), basename(full));
  } catch {
    throw noFile(file);
  }
  const way = relative(folder, real).split(sep).join('/');
  if (way === '' || way === '..' || way.startsWith('../') || /^[A-Za-z]:/.test(way)) {
    throw new CliFailure(
      'file/outside',
      `${file} is outside ${folder}`,
      'name a file of the repository',
      STATUS.refused,
    );
  }
  return way;
}

/** The same, of a file that is there. */
function thereBelow(workspace: Workspace, file: string): string {
  const path = below(workspace, file);
  if (!existsSync(join(workspace.root.folder, path))) throw noFile(file);
  return path;
}

function noFile(file: string): CliFailure {
  const mend = 'name it as it stands from the current folder';
  return new CliFailure('file/not-there', `There is no file ${file}`, mend, STATUS.notThere);
}

async function textOf(workspace: Workspace, path: string): Promise<string> {
  const bytes = await readFile(join(workspace.root.folder, path)).catch(() => {
    throw noFile(path);
  });
  try {
    if (bytes.includes(0)) throw new TypeError('binary');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const mend = 'name it with --path instead';
    throw new CliFailure(
      'file/encoding',
      `${path} is no UTF-8 text, so it can hold no marker`,
      mend,
      STATUS.refused,
    );
  }
}

interface Owner {
  readonly id: string;
  readonly folder: string;
  readonly kata: LoadedKata;
}

/** The experiment that was named; else the one whose branch this is; else the only one that runs. */
async function experimentFor(
  workspace: Workspace,
  homes: readonly KataHome[],
  named: string | undefined,
): Promise<Owner> {
  const all = homes.flatMap(({ katas }) =>
    katas.flatMap((kata) =>
      kata.experiments.map(({ id, handle, value }) => ({
        id: id ?? handle,
        folder: kata.folder,
        kata,
        value,
      })),
    ),
  );
  const wanted = named ?? (await workspace.history(homes))?.active ?? null;
  const running = all.filter(({ value }) => value !== undefined && experimentState(value) === 'running');
  const found =
    wanted === null ? (running.length === 1 ? running[0] : undefined) : all.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  const mend = 'name one with --experiment, or start one with `kata experiment start`';
  if (wanted !== null) {
    throw new CliFailure(
      'experiment/not-there',
      `There is no experiment ${wanted} here`,
      mend,
      STATUS.notThere,
    );
  }
  const why = running.length === 0 ? 'No experiment is running' : `${running.length} experiments are running`;
  throw new CliFailure(
    'experiment/none-active',
    `${why}, so it is not known whose corner it is`,
    mend,
    STATUS.usage,
  );
}

/** Ids that code, other branches and refs name; without git, none is known. */
async function takenIn(workspace: Workspace, homes: readonly KataHome[]): Promise<ReadonlySet<string>> {
  if (!workspace.root.isRepository) return new Set();
  const { takenCornerIds } = await import('../../git/corners/taken-ids');
  return takenCornerIds(await workspace.repository(), workspace.root.folder, homes);
}
