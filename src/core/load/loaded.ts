import type { CoachingCycle } from '../model/coaching';
import type { Config } from '../model/config';
import type { Experiment } from '../model/experiment';
import type { Kata } from '../model/kata';
import type { RecordKind } from '../model/layout';
import type { Measurements } from '../model/measurements';
import type { Obstacle } from '../model/obstacle';
import type { Problem, Range } from '../model/problem';
import type { YamlPath } from '../yaml/edit/types';

/** What each kind of record holds. */
export interface RecordValues {
  config: Config;
  kata: Kata;
  obstacle: Obstacle;
  experiment: Experiment;
  coaching: CoachingCycle;
  measurements: Measurements;
}

/** A record as it was read: its value as far as it could be, and all its problems, never only the first. */
export interface Reading<K extends RecordKind> {
  readonly kind: K;
  readonly path: string;
  /** What the file holds; null where it could not be read or decoded. */
  readonly text: string | null;
  /** Undefined where the text is no record of this kind: nothing is guessed. Values that break the schema are left out of it. */
  readonly value: RecordValues[K] | undefined;
  readonly problems: readonly Problem[];
  /** True where no program may write: a broken file (any `error` of the groups file or schema), or a newer format version. A file's name that lacks an id (`schema/id`, `id/number`) forbids nothing: its text is whole, and an edit does not depend on the name. */
  readonly readOnly: boolean;
  /** The same for equal bytes, as the source of the file gave it; absent for what was not read through one. */
  readonly stamp?: string;
  /** Where the value at a path stands (with `key`, its key); the nearest parent that exists, where it does not. */
  locate(path: YamlPath, part?: 'key'): Range;
}

/** A record of a loaded kata. */
export interface LoadedRecord<K extends RecordKind = RecordKind> extends Reading<K> {
  /** Names it within its kata, on the board and in messages: `kata`, its id, or, where that is not unique or missing, its path below the kata. Never used as a path. */
  readonly handle: string;
  /** The id in the file's name; null where there is none. */
  readonly id: string | null;
  /** True where `value` is the last good content, kept while the text is broken. */
  readonly stale: boolean;
  readonly metric: string | null;
}

/** One kata with all its records, broken ones too. */
export interface LoadedKata {
  readonly slug: string;
  /** The kata's folder, relative to the source: `.kata/checkout-latency`. */
  readonly folder: string;
  readonly home: KataHome;
  readonly record: LoadedRecord<'kata'>;
  readonly obstacles: readonly LoadedRecord<'obstacle'>[];
  readonly experiments: readonly LoadedRecord<'experiment'>[];
  readonly coaching: readonly LoadedRecord<'coaching'>[];
  readonly measurements: readonly LoadedRecord<'measurements'>[];
  /** Files below the kata's folder that are none of its records: a name without a good id, an unknown place. */
  readonly problems: readonly Problem[];
}

/** A `.kata/` folder. */
export interface KataHome {
  /** The folder that holds `.kata`; empty for the top of the source. */
  readonly folder: string;
  readonly config: LoadedRecord<'config'> | null;
  readonly katas: readonly LoadedKata[];
  /** Files of no kata: in an unknown place, or leading out of the root. */
  readonly problems: readonly Problem[];
}
