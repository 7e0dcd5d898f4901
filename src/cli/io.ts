import type { Clock, Random } from '../core/ports';

/** All that a command may touch besides files: a test gives its own, `main.ts` the process's. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly err: Stream;
  readonly clock: Clock;
  /** The moment, for measurements, in milliseconds since 1970. */
  readonly now: () => number;
  readonly random: Random;
}

export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** The terminal's width; undefined where it is none. */
  readonly columns: number | undefined;
}

/** Whether to colour: on a terminal, unless `NO_COLOR` or `FORCE_COLOR` say something else (no-color.org, force-color.org). */
export function wantsColour(stream: Stream, env: Io['env']): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (no !== undefined && no !== '') return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stream.isTerminal && term !== 'dumb';
}
