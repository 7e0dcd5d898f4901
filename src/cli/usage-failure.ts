import type { Command, CommanderError } from 'commander';
import { harmless } from '../core/text/harmless';
import { CliFailure, STATUS } from './failure';

/** The command that a wrong usage was of. */
const commandOf = new WeakMap<CommanderError, Command>();

/** Notes which command a wrong usage was of. */
export function isOf(error: CommanderError, command: Command): void {
  commandOf.set(error, command);
}

/** As it is typed: `kata experiment result`. */
function pathOf(command: Command | null | undefined): string {
  if (command === undefined || command === null) return 'kata';
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** A wrong usage as a failure, in our own words where the parser's are its own. */
export function usageFailure(error: CommanderError): CliFailure {
  // Help was printed already, because no command was named.
  if (error.code === 'commander.help')
    return new CliFailure(
      'usage/no-command',
      'No command was named',
      'choose one of those above',
      STATUS.usage,
    );
  const help = `see ${pathOf(commandOf.get(error))} --help`;
  const [told = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const quotes = `put a text of several words into quotes, or ${help}`;
  const usual = error.code === 'commander.excessArguments' ? quotes : help;
  const mend = hint?.startsWith('(') === true ? hint.replace(/^\(|\)$/g, '') : usual;
  return new CliFailure(usageCode(error.code), harmless(inOurWords(told)), harmless(mend), STATUS.usage);
}

/** What the parser says of a value, by its own words, and how we say it. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^command-argument value ('.*') is invalid for argument '(.*?)'\. /s, 'The $2 $1 is not understood. '],
  [/^option '(?:-\w, )?(-\S+).*?' argument ('.*') is invalid\. /s, '$2 after $1 is not understood. '],
  [/^option '(?:-\w, )?(-\S+) (.*?)' argument missing$/s, '$1 needs a value behind it, as in $1 $2'],
];

function inOurWords(message: string): string {
  return WORDS.reduce((text, [theirs, ours]) => text.replace(theirs, ours), message);
}

/** `commander.unknownCommand` as `usage/unknown-command`. */
function usageCode(code: string): string {
  return code.replace('commander.', 'usage/').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
