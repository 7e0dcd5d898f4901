import type { Command } from 'commander';
import { harmless } from '../../core/text/harmless';
import type { Exchanged } from '../../git/experiments/exchange';
import { STATUS } from '../failure';
import type { Session } from '../session';

export function addRefs(program: Command, session: Session): void {
  const refs = program
    .command('refs')
    .description("exchange what keeps experiments' commits, refs/kata/*, with a remote");
  refs
    .command('push')
    .description('give yours to the remote')
    .argument('[remote]', 'origin, or the only one, without it')
    .addHelpText('after', '\nExample:\n  kata refs push origin')
    .action(async (remote: string | undefined, _options: object, command: Command) => {
      const { pushRefs } = await import('../../git/experiments/exchange');
      const workspace = await session.open(command);
      tell(session, command, 'pushed', await pushRefs(await workspace.repository(), remote));
    });
  refs
    .command('fetch')
    .description("get the remote's")
    .argument('[remote]', 'origin, or the only one, without it')
    .addHelpText('after', '\nExample:\n  kata refs fetch origin')
    .action(async (remote: string | undefined, _options: object, command: Command) => {
      const { fetchRefs } = await import('../../git/experiments/exchange');
      const workspace = await session.open(command);
      tell(session, command, 'fetched', await fetchRefs(await workspace.repository(), remote));
    });
}

/** Refs that went different ways end the command with 5: nothing of them was written. */
function tell(
  session: Session,
  command: Command,
  word: string,
  { remote, moved, diverged }: Exchanged,
): void {
  if (diverged.length > 0) session.status = STATUS.refused;
  if (session.globals(command).json) {
    session.json({ remote, moved, diverged });
    return;
  }
  for (const id of moved) session.line(harmless(`${word} ${id}`));
  if (moved.length === 0 && diverged.length === 0) session.note('Both sides have the same');
  for (const id of diverged) {
    session.note(`${id} went different ways here and at ${remote}, so both stay as they are`);
  }
}
