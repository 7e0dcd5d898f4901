import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { isDate } from '../core/model/dates';

/** The options that every command takes. */
export interface Globals {
  /** `-C`, absolute; the current folder without it. */
  readonly folder: string;
  readonly kata: string | undefined;
  readonly today: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

export function addGlobals(program: Command): Command {
  return program
    .option('-C <dir>', 'run as if started in this folder', (dir: string, before: string[] = []) => [
      ...before,
      dir,
    ])
    .option('--kata <slug|path>', 'which kata, where there are several')
    .option('--today <date>', 'the day to judge by, instead of the clock', dateArgument)
    .option('--json', 'print one JSON document and nothing else')
    .option('--verbose', 'print what stands behind a failure');
}

/** Reads the global options of the running command. @param cwd the folder that the process was started in. */
export function globalsOf(command: Command, cwd: string): Globals {
  const { C, kata, today, json, verbose } = command.optsWithGlobals<{
    C?: string[];
    kata?: string;
    today?: string;
    json?: boolean;
    verbose?: boolean;
  }>();
  return { folder: resolve(cwd, ...(C ?? [])), kata, today, json: json === true, verbose: verbose === true };
}

/** Reads a date; commander turns the throw into wrong usage. */
export function dateArgument(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('It is not a calendar date such as 2026-11-22.');
  return text;
}

/** Reads a number as people write one. */
export function numberArgument(text: string): number {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError('It is not a number such as 640 or 0.5.');
  return value;
}

/** Reads one `METRIC=NUMBER` and adds it to those before. */
export function valueArgument(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as METRIC=NUMBER, such as p95=640.');
  return { ...before, [text.slice(0, at)]: numberArgument(text.slice(at + 1)) };
}
