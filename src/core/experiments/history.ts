import type { CommitGraph } from './graph';

/** A full git object id. */
export type Hash = string;

/** One version of a record's file, as a commit left it. */
export interface RecordTouch {
  readonly path: string;
  /** The blob in the commit's parents (the first that has the file); null where none has it. */
  readonly before: Hash | null;
  /** The blob in the commit; null where it took the file away. */
  readonly after: Hash | null;
}

/** What is known of a commit. Only what git said: nothing here is read from a record. */
export interface Commit {
  readonly hash: Hash;
  readonly parents: readonly Hash[];
  readonly subject: string;
  readonly author: string;
  /** When it was written, as `2026-11-22T10:15:00+01:00`. */
  readonly date: string;
  /** When it was committed, in seconds since 1970: a rebase keeps `date`, not this. */
  readonly time: number;
  /** Ids of experiments that lines of its message name, each once. */
  readonly experiments: readonly string[];
  /** Ids of corners that `Kata-Cleans:` lines of its message name. */
  readonly cleans: readonly string[];
  /** The commit that its message says it reverts. */
  readonly reverts: Hash | null;
  /** The commit that its message says it was picked from. */
  readonly pickedFrom: Hash | null;
  /** Files of experiments that it added, changed or removed against its parents (for a merge: against all of them). */
  readonly records: readonly RecordTouch[];
}

/** A name that points into the history. */
export interface Ref {
  /** In full: `refs/heads/kata/x-7f3kq`. */
  readonly name: string;
  readonly target: Hash;
}

/** Where HEAD is. */
export interface Head {
  /** Null on an unborn branch. */
  readonly target: Hash | null;
  /** The branch's full name; null when detached. */
  readonly branch: string | null;
}

/** A repository's history as far as it is known here. */
export interface History {
  /** All commits that some ref or HEAD reaches. The same graph grows for as long as none of them is let go. */
  readonly graph: CommitGraph;
  readonly refs: readonly Ref[];
  readonly head: Head;
  /** The tip of the main line: the default branch's, else HEAD's; null where neither is known. */
  readonly mainLine: Hash | null;
  /** Commits whose parents exist but are not here: the edge of a shallow clone. */
  readonly edge: ReadonlySet<Hash>;
  /** True where it is not known which commits changed a record: the clone leaves folders out. */
  readonly withoutRecords?: boolean;
}
