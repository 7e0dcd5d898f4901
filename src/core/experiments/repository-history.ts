import type { CommitGraph } from './graph';
import type { Hash, Head, Ref } from './history';

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
