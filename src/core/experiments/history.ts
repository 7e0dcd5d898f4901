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
