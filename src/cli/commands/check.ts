import { type Command, Option } from 'commander';
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
    .addOption(new Option('--format <format>', 'how to print the problems').choices(FORMATS))
    .addHelpText('after', '\nExample:\n  kata check --base origin/main --format github --strict')
    .action(async (options: Options, command: Command) => {
      const workspace = await session.open(command);
      const { base } = options;
      const all = await (base === undefined ? checkAll(workspace) : checkChange(workspace, base));
      const checked = session.globals(command).kata === undefined ? all : await ofOneKata(workspace, all);
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
      session.note(`${counted(counts.errors, 'error')}, ${counted(counts.warnings, 'warning')}`);
    });
}

async function ofOneKata(workspace: Workspace, checked: Checked): Promise<Checked> {
  const { folder } = await workspace.kata();
  return { ...checked, problems: checked.problems.filter(({ path }) => path.startsWith(`${folder}/`)) };
}

function count({ problems }: Checked, strict: boolean): Counts {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  return { ok: errors === 0 && !(strict && warnings > 0), errors, warnings };
}

async function printText(
  session: Session,
  workspace: Workspace,
  { problems, homes }: Checked,
): Promise<void> {
  const { ansiPalette, plainPalette } = await import('../../core/storyboard/palette');
  const colour = session.colour ? ansiPalette : plainPalette;
  for (const problem of problems) session.line(problemLine(problem, workspace.shown(problem.path), colour));
  if (homes.some((home) => home.katas.length > 0)) return;
  const { message, mend } = noKata(workspace.root.folder);
  session.note(`${message}: ${mend}`);
}
