import type { Hash } from '../experiments/history';
import type { IsoDate } from '../model/dates';

/** What became of a corner; derived at each read by the ordered list of the format, never stored. */
export const CORNER_STATES = ['open', 'orphan', 'cleaned', 'dropped', 'gone', 'unmarked'] as const;
export type CornerState = (typeof CORNER_STATES)[number];

/** Where a marker stands. */
export interface CornerPlace {
  /** Relative to the root that was scanned, `/` between its parts, as git names it. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** The commit that shows what a state says. */
export interface CornerEvidence {
  readonly hash: Hash;
  readonly subject: string;
  readonly author: string;
  /** A point in time, ISO 8601 as git gives it. */
  readonly date: string;
}

/** One corner: what its record says, and what tree and history show. */
export interface Corner {
  readonly id: string;
  /** Slug and id of whose record names it; null for an orphan. */
  readonly kata: string | null;
  /** The folder of its kata home, as `KataHome.folder`; of an orphan the one that its first place belongs to, null where none does. */
  readonly home: string | null;
  readonly experiment: string | null;
  /** The entry's words; for an orphan those of the marker. */
  readonly what: string;
  readonly why: string | null;
  readonly plan: string | null;
  readonly owner: string | null;
  readonly until: IsoDate | null;
  /** The file it is about where that can hold no comment. */
  readonly path: string | null;
  readonly state: CornerState;
  /** Why the team lives with it; null where it was not decided to. */
  readonly kept: string | null;
  /** Open, not kept, and past `until`. */
  readonly overdue: boolean;
  /** Every place of its marker, by path and line; one corner may stand in several. */
  readonly places: readonly CornerPlace[];
  readonly evidence: CornerEvidence | null;
  /** The commit that first put its marker or its entry there; null where history does not know. */
  readonly cut: CornerEvidence | null;
}

/** A file in which no marker could be looked for, and why, in words: `is UTF-16`, `is not checked out`. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** All corners of the katas that were asked for, and what could not be read. */
export interface Corners {
  readonly corners: readonly Corner[];
  readonly skipped: readonly SkippedFile[];
  /** What is not known and why, in sentences: a shallow clone, no git. Empty where all is known. */
  readonly why: readonly string[];
}
