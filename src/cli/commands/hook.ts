import type { Command } from 'commander';
import { harmless } from '../../core/text/harmless';
import type { HookStatus } from '../../git/experiments/hook';
import type { Session } from '../session';

const WORDS = {
  installed: 'installed',
  older: 'installed, of another version: run `kata hook install`',
  called: 'installed, run by your own hook',
  other: 'not installed: there is a hook of your own',
  missing: 'not installed',
} as const;

export function addHook(program: Command, session: Session): void {
  const hook = program
    .command('hook')
    .description("adds the experiment's line to your commits' messages, in every git client");
  hook
    .command('install')
    .description('install the hooks (prepare-commit-msg and commit-msg); your own are left alone')
    .addHelpText('after', '\nExample:\n  kata hook install')
    .action(async (_options: object, command: Command) => {
      const { installHook } = await import('../../git/experiments/hook');
      await run(session, command, installHook, lineToAdd);
    });
  hook
    .command('uninstall')
    .description('take them away without a trace')
    .addHelpText('after', '\nExample:\n  kata hook uninstall')
    .action(async (_options: object, command: Command) => {
      const { holdsLine, uninstallHook } = await import('../../git/experiments/hook');
      await run(session, command, uninstallHook, async (status, shown) =>
        (await holdsLine(status.file))
          ? `The line in ${shown} is yours to take out; it does nothing now`
          : null,
      );
    });
  hook
    .command('status')
    .description('say how they stand')
    .addHelpText('after', '\nExample:\n  kata hook status')
    .action(async (_options: object, command: Command) => {
      const { hookStatus } = await import('../../git/experiments/hook');
      await run(session, command, hookStatus, async () => null);
    });
}

async function lineToAdd({ state, line }: HookStatus, shown: string): Promise<string | null> {
  return line === null || state === 'called' ? null : `Add this line to ${shown}:\n  ${line}`;
}

type Work = (
  repository: Awaited<ReturnType<Awaited<ReturnType<Session['open']>>['repository']>>,
) => Promise<readonly HookStatus[]>;

async function run(
  session: Session,
  command: Command,
  work: Work,
  advice: (status: HookStatus, shown: string) => Promise<string | null>,
): Promise<void> {
  const workspace = await session.open(command);
  const hooks = await work(await workspace.repository());
  if (session.globals(command).json) {
    session.json({ hooks: hooks.map(({ name, file, state, line }) => ({ name, path: file, state, line })) });
    return;
  }
  for (const status of hooks) session.line(`${status.name}  ${WORDS[status.state]}`);
  for (const status of hooks) {
    const told = await advice(status, workspace.shown(status.file));
    for (const line of told?.split('\n') ?? []) session.line(harmless(line));
  }
}
