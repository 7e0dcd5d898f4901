import type { Derived } from './experiment-history';
import type { Hash } from './history';
import type { RecordAt } from './prediction';

/** A repository's history as a board needs it: what is known, and in words what is not. */
export interface KnownHistory {
  /** Null where no history could be read. */
  readonly derived: Derived | null;
  readonly recordAt: RecordAt;
  /** Commits at which a shallow clone was cut. */
  readonly edge: ReadonlySet<Hash>;
  /** True where a clone without folders can't tell which commits changed records, nor what other branches hold. */
  readonly withoutRecords: boolean;
  /** Where the loaded files' top is within the repository: empty, or a path that ends with `/`. */
  readonly prefix: string;
  /** The experiment whose branch is checked out. */
  readonly active: string | null;
  /** What is not known, and why: sentences for people; null where nothing is missing. */
  readonly why: string | null;
}

/** Nothing is known, for the given reason. */
export function unknownHistory(why: string): KnownHistory {
  return {
    derived: null,
    recordAt: () => undefined,
    edge: new Set(),
    withoutRecords: true,
    prefix: '',
    active: null,
    why,
  };
}
