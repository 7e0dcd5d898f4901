import { Command, CommanderError } from 'commander';
import { harmless } from '../core/text/harmless';
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
import { asFailure, CliFailure, failureJson, failureText, STATUS, type Status } from './failure';
import { addGlobals } from './globals';
import type { Io } from './io';
import { Session } from './session';

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
        commandOf.set(error, command);
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

/** The command that a wrong usage was of. */
const commandOf = new WeakMap<CommanderError, Command>();

/** As it is typed: `kata experiment result`. */
function pathOf(command: Command | null | undefined): string {
  if (command === undefined || command === null) return 'kata';
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function usageFailure(error: CommanderError): CliFailure {
  // Help was printed already, because no command was named.
  if (error.code === 'commander.help')
    return new CliFailure(
      'usage/no-command',
      'No command was named',
      'choose one of those above',
      STATUS.usage,
    );
  const help = `see ${pathOf(commandOf.get(error))} --help`;
  const [message = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const mend = hint?.startsWith('(') === true ? hint.replace(/^\(|\)$/g, '') : help;
  return new CliFailure(usageCode(error.code), harmless(message), harmless(mend), STATUS.usage);
}

/** `commander.unknownCommand` as `usage/unknown-command`. */
function usageCode(code: string): string {
  return code.replace('commander.', 'usage/').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
