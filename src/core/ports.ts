import type { IsoDate } from './model/dates';

/** One file as a source of kata files gives it. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** The same for equal bytes from this source: a git object id, or a hash; lets parsed records be kept between reads. */
  readonly stamp: string;
}

/**
 * Where kata files are read from: the working tree, open editors over it, or a git revision.
 * Paths are relative to the source's root, with `/` between their parts.
 */
export interface KataFiles {
  /** For messages: `working tree`, or the revision as a person named it. */
  readonly name: string;
  /** Every file below any `.kata/` folder; nothing outside the root, no link that leads out of it. */
  list(): Promise<readonly string[]>;
  /** The stamps of those files whose stamp is known without reading them; a source that can't tell has no such question. */
  stamps?(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The files' contents, in one go; a file that is gone is left out; one that can't be read gives the reason. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent | FileError>>;
}

/** Why a file could not be read. */
export interface FileError {
  /** What follows the file's name in a sentence: `may not be read; change its permissions`. */
  readonly error: string;
  /** True where the entry leads out of the source's root. */
  readonly outside?: boolean;
}

/** A clock that knows only days: kata dates have no time zone, so this is the local calendar's. */
export interface Clock {
  today(): IsoDate;
}

/** Numbers from 0 up to, not including, 1, for new ids. */
export type Random = () => number;
