import { type Command, Option } from 'commander';
import type { Problem } from '../../core/model/problem';
import type { Palette } from '../../core/storyboard/palette';
import { harmless } from '../../core/text/harmless';
import { STATUS } from '../failure';
import { annotation } from '../github';
import type { Session } from '../session';
import { noKata, type Workspace } from '../workspace';

interface Options {
  readonly strict?: true;
  readonly format?: 'text' | 'github' | 'json';
}

export function addCheck(program: Command, session: Session): void {
  program
    .command('check')
    .description('check every record against the format and the practice; errors end with status 1')
    .option('--strict', 'warnings end with status 1, too')
    .addOption(
      new Option('--format <format>', 'how to print the problems').choices(['text', 'github', 'json']),
    )
    .addHelpText('after', '\nExample:\n  kata check --format github --strict')
    .action(async (options: Options, command: Command) => {
      const workspace = await session.open(command);
      const problems = await problemsOf(workspace, session.globals(command).kata !== undefined);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      const warnings = problems.filter(({ severity }) => severity === 'warning').length;
      const ok = errors === 0 && !(options.strict === true && warnings > 0);
      if (!ok) session.status = STATUS.problems;
      const format = session.globals(command).json ? 'json' : (options.format ?? 'text');
      if (format === 'json') {
        session.json({ ok, errors, warnings, problems: problems.map(problemJson) });
        return;
      }
      if (format === 'github') for (const problem of problems) session.line(annotation(problem));
      else await printText(session, workspace, problems);
      session.note(`${counted(errors, 'error')}, ${counted(warnings, 'warning')}`);
    });
}

/** All problems that a person should see here, in order of place. Hints are an editor's. */
async function problemsOf(workspace: Workspace, oneOnly: boolean): Promise<Problem[]> {
  const { checkHome } = await import('../../core/check/check');
  const homes = await workspace.homes();
  const history = await workspace.history(homes);
  const folder = oneOnly ? (await workspace.kata()).folder : null;
  return homes
    .flatMap((home) => checkHome(home, { today: workspace.today, history }))
    .filter(({ severity, path }) => severity !== 'hint' && (folder === null || path.startsWith(`${folder}/`)))
    .sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start.offset - b.range.start.offset || (a.code < b.code ? -1 : 1);
}

function problemJson({ code, severity, message, path, range, kata, related }: Problem) {
  const place = { path, line: range.start.line, column: range.start.column };
  return {
    code,
    severity,
    message,
    ...place,
    kata,
    related: related.map((one) => ({
      path: one.path,
      line: one.range.start.line,
      column: one.range.start.column,
      message: one.message,
    })),
  };
}

async function printText(
  session: Session,
  workspace: Workspace,
  problems: readonly Problem[],
): Promise<void> {
  const { ansiPalette, plainPalette } = await import('../../core/storyboard/palette');
  const colour = session.colour ? ansiPalette : plainPalette;
  for (const problem of problems) session.line(problemLine(problem, workspace.shown(problem.path), colour));
  if (problems.length > 0 || (await workspace.homes()).some((home) => home.katas.length > 0)) return;
  const { message, mend } = noKata(workspace.root.folder);
  session.note(`${message}: ${mend}`);
}

function problemLine({ severity, range, code, message }: Problem, path: string, colour: Palette): string {
  const place = harmless(`${path}:${range.start.line}:${range.start.column}`);
  const level = severity === 'error' ? colour.warn(severity) : colour.quiet(severity);
  return `${place}: ${level}: ${harmless(message)} ${colour.quiet(`[${harmless(code)}]`)}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
