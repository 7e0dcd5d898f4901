import { type Command, Option } from 'commander';
import type { Problem } from '../../core/model/problem';
import { type Checked, checkAll, checkChange } from '../checking';
import { STATUS } from '../failure';
import { annotation } from '../formats/github';
import { type Counts, checkJson } from '../formats/json';
import { counted, problemLine } from '../formats/text';
import type { Session } from '../session';
import { noKata } from '../which-kata';
import type { Workspace } from '../workspace';

const FORMATS = ['text', 'github', 'sarif', 'json'] as const;

interface Options {
  readonly base?: string;
  readonly strict?: true;
  readonly format?: (typeof FORMATS)[number];
  readonly hints?: true;
}

export function addCheck(program: Command, session: Session): void {
  program
    .command('check')
    .description('check every record against the format and the practice; errors end with status 1')
    .option(
      '--base <rev>',
      'tell only of the problems that the change brought since it parted from this revision',
    )
    .option('--strict', 'warnings end with status 1, too')
    .addOption(
      new Option('--hints', 'tell of hints too, such as keys that the format does not have').conflicts(
        'base',
      ),
    )
    .addOption(new Option('--format <format>', 'how to print the problems').choices(FORMATS))
    .addHelpText('after', '\nExample:\n  kata check --base origin/main --format github --strict')
    .action(async (options: Options, command: Command) => {
      const workspace = await session.open(command);
      const { base } = options;
      const all = await (base === undefined ? checkAll(workspace) : checkChange(workspace, base));
      const isMeant = await meant(workspace, session.globals(command).kata);
      const { hintsIn } = await import('../../core/check/hints');
      const hints = base === undefined ? hintsIn(all.homes).filter(isMeant) : [];
      const told = all.problems.filter(isMeant);
      const checked = { ...all, problems: options.hints === true ? inOrder([...told, ...hints]) : told };
      const counts = count(checked, options.strict === true);
      if (!counts.ok) session.status = STATUS.problems;
      const format = session.globals(command).json ? 'json' : (options.format ?? 'text');
      if (format === 'json') {
        session.json(checkJson(checked, counts));
        return;
      }
      if (format === 'sarif') {
        const { sarif } = await import('../formats/sarif');
        session.json(sarif(checked.problems, command.parent?.version() ?? ''));
      } else if (format === 'github') {
        for (const problem of checked.problems) session.line(annotation(problem));
      } else await printText(session, workspace, checked);
      if (!checked.homes.some((home) => home.katas.length > 0)) {
        const { message, mend } = noKata(workspace.root.folder);
        session.note(`${message}: ${mend}`);
      }
      session.note(`${countWords(counts)}${hintWords(hints.length, options.hints === true)}`);
    });
}

/** Tells the problems of the kata that was named; of all where none was. */
async function meant(
  workspace: Workspace,
  named: string | undefined,
): Promise<(problem: Problem) => boolean> {
  if (named === undefined) return () => true;
  const { folder } = await workspace.kata();
  return ({ path }) => path.startsWith(`${folder}/`);
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) =>
    a.path === b.path ? a.range.start.offset - b.range.start.offset : a.path < b.path ? -1 : 1,
  );
}

function count({ problems }: Checked, strict: boolean): Counts {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  return { ok: errors === 0 && !(strict && warnings > 0), errors, warnings };
}

async function printText(session: Session, workspace: Workspace, { problems }: Checked): Promise<void> {
  const { ansiPalette, plainPalette } = await import('../../core/storyboard/palette');
  const colour = session.colour ? ansiPalette : plainPalette;
  for (const problem of problems) session.line(problemLine(problem, workspace.shown(problem.path), colour));
}

function countWords({ errors, warnings }: Counts): string {
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
}

/** What is said of hints beside the counts; nothing where there is none. */
function hintWords(count: number, shown: boolean): string {
  if (count === 0) return '';
  if (shown) return `, ${counted(count, 'hint')}`;
  return count === 1
    ? '; one hint: see it with `kata check --hints`'
    : `; ${count} hints: see them with \`kata check --hints\``;
}
