import type { PredictionOrder } from '../../experiments/prediction';
import type { Tie } from '../../experiments/ties';

/** What is known of a kata's history. */
export interface BoardHistoryView {
  /** False where no history could be read at all. */
  readonly known: boolean;
  /** What is not known, and why: sentences for people; null where nothing is missing. */
  readonly why: string | null;
  /** The id of the experiment whose branch is checked out; null where none is. */
  readonly active: string | null;
  /** How often predictions held; null before the first one was judged. */
  readonly accuracy: AccuracyView | null;
}

export interface AccuracyView {
  readonly held: number;
  /** Confirmed and refuted ones; those that were made or changed with the result in sight don't count. */
  readonly judged: number;
  /** With the practice's reading: near all of them is too timid. */
  readonly words: string;
}

/** What git's history says of one experiment. */
export interface ExperimentHistoryView {
  /** Whether the prediction was made before the result, with the full ids of the commits that show it. */
  readonly order: {
    readonly kind: PredictionOrder;
    readonly words: string;
    readonly predicted: string | null;
    readonly result: string | null;
  };
  /** Branches that hold it, here and at remotes, as people name them. */
  readonly branches: readonly string[];
  /** Where the record is, since it is not in the working tree: it can only be read. Null where it is there. */
  readonly onlyOn: { readonly ref: string; readonly path: string; readonly words: string } | null;
  /** Its commits, newest first. */
  readonly commits: readonly CommitView[];
  /** Branches whose record says something else, with the fields that differ as people call them. */
  readonly differing: readonly { readonly branch: string; readonly fields: readonly string[] }[];
  /** True where the tool's own ref keeps its commits, whatever becomes of its branch. */
  readonly remembered: boolean;
}

export interface CommitView {
  readonly hash: string;
  readonly short: string;
  readonly subject: string;
  readonly author: string;
  /** When it was written, with its own time zone. */
  readonly date: string;
  /** What showed that it is the experiment's. */
  readonly tie: Tie;
  readonly words: string;
  /** Full ids. */
  readonly copyOf: string | null;
  readonly reverts: string | null;
}
