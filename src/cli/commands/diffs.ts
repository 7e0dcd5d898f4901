import type { Command } from 'commander';
import type { DiffsState } from '../../git/diffs/diffs';
import type { Repository } from '../../git/repository';
import type { Session } from '../session';

const WORDS: Record<DiffsState, string> = {
  installed: 'installed: hunks of records name what they are about',
  missing: 'not installed',
  partly: 'installed in part: run `kata diffs install`',
  taken: 'not installed: diff.kata.xfuncname is set to something of your own',
};

export function addDiffs(program: Command, session: Session): void {
  const diffs = program
    .command('diffs')
    .description('has `git diff` name the experiment, obstacle or target in the hunks of records');
  diffs
    .command('install')
    .description('set it up in this clone alone: .git/info/attributes and one setting')
    .addHelpText('after', '\nExample:\n  kata diffs install')
    .action(async (_options: object, command: Command) => {
      const { installDiffs } = await import('../../git/diffs/diffs');
      await run(session, command, installDiffs);
    });
  diffs
    .command('uninstall')
    .description('take it away without a trace')
    .addHelpText('after', '\nExample:\n  kata diffs uninstall')
    .action(async (_options: object, command: Command) => {
      const { uninstallDiffs } = await import('../../git/diffs/diffs');
      await run(session, command, uninstallDiffs);
    });
  diffs
    .command('status')
    .description('say how it stands')
    .addHelpText('after', '\nExample:\n  kata diffs status')
    .action(async (_options: object, command: Command) => {
      const { diffsState } = await import('../../git/diffs/diffs');
      await run(session, command, diffsState);
    });
}

async function run(
  session: Session,
  command: Command,
  work: (repository: Repository) => Promise<DiffsState>,
): Promise<void> {
  const workspace = await session.open(command);
  const state = await work(await workspace.repository());
  if (session.globals(command).json) session.json({ state });
  else session.line(WORDS[state]);
}
