import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check';
import { addCorner } from './commands/corner';
import { addDiffs } from './commands/diffs';
import { addExperiment } from './commands/experiment';
import { addHook } from './commands/hook';
import { addInit } from './commands/init';
import { addList } from './commands/list';
import { addMeasure } from './commands/measure';
import { addObstacle } from './commands/obstacle';
import { addRefs } from './commands/refs';
import { addReview } from './commands/review';
import { addSchema } from './commands/schema';
import { addShow } from './commands/show';
import { addTarget } from './commands/target';
import { asFailure, failureJson, failureText, STATUS, type Status } from './failure';
import { addGlobals } from './globals';
import type { Io } from './io';
import { Session } from './session';
import { isOf, usageFailure } from './usage-failure';

const COMMANDS = [
  addInit,
  addList,
  addShow,
  addExperiment,
  addCorner,
  addObstacle,
  addTarget,
  addMeasure,
  addCheck,
  addReview,
  addHook,
  addDiffs,
  addRefs,
  addSchema,
];

/**
 * Runs the `kata` command.
 * @param args without the program's name. @returns the exit status.
 */
export async function run(args: readonly string[], io: Io, version: string): Promise<Status> {
  const session = new Session(io);
  try {
    await makeProgram(session, version).parseAsync(args, { from: 'user' });
    return session.status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return STATUS.done;
    const failure = error instanceof CommanderError ? usageFailure(error) : asFailure(error);
    const asked = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
    if (asked.includes('--json') || asked.join(' ').includes('--format json'))
      io.out.write(failureJson(failure));
    else io.err.write(failureText(failure, asked.includes('--verbose')));
    return failure.status;
  }
}

/** All commands and their options, without running any. */
export function makeProgram(session: Session, version: string): Command {
  const program = new Command('kata')
    .description('Practise the Improvement Kata beside your code.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 check found errors, 2 wrong usage, 3 the environment, 4 not there, 5 refused.\n\nExample:\n  kata init checkout-latency && kata show',
    );
  addGlobals(program);
  for (const add of COMMANDS) add(program, session);
  for (const command of allCommands(program)) {
    command
      .helpCommand(false)
      .exitOverride((error) => {
        isOf(error, command);
        throw error;
      })
      .configureHelp({ showGlobalOptions: true })
      .configureOutput({
        writeOut: (text) => session.io.out.write(text),
        writeErr: (text) => session.io.err.write(text),
        // Told once, in our own form, where the error is caught.
        outputError: () => {},
        getOutHelpWidth: () => session.io.out.columns ?? 80,
        getErrHelpWidth: () => session.io.err.columns ?? 80,
      });
  }
  return program;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
