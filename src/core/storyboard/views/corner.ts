import type { CornerEvidence, CornerPlace, CornerState, SkippedFile } from '../../corners/corner';
import type { Phase } from '../../corners/phase';
import type { TextField } from './field';

export interface CornerView {
  /** The experiment that it belongs to. */
  readonly record: string;
  readonly id: string;
  /** Its place in the record's list. */
  readonly index: number;
  readonly experimentStep: string;
  readonly readOnly: boolean;
  readonly what: TextField;
  readonly why: TextField;
  readonly plan: TextField;
  readonly until: TextField;
  readonly owner: TextField;
  readonly kept: TextField;
  readonly path: TextField;
  /** Days from today to `until`, negative where it has passed; null where there is no date or the corner is kept. */
  readonly daysLeft: number | null;
  /** What tree and history show of it; null where the code was not looked at. */
  readonly found: CornerFoundView | null;
}

/** What tree and history show of a corner. */
export interface CornerFoundView {
  readonly state: CornerState;
  /** Still in the code, and nobody decided to live with it. */
  readonly outstanding: boolean;
  /** `cleaned up 12 Nov by Ana in 4f2a91ca`. */
  readonly words: string;
  readonly overdue: boolean;
  readonly places: readonly CornerPlace[];
  readonly evidence: (CornerEvidence & { readonly short: string }) | null;
}

/** What an experiment's corners come to. */
export interface ExperimentCornersView {
  readonly phase: Phase;
  /** `to clean up`, `to remove, not to polish`, `clean`; null where there is nothing to say. */
  readonly phaseWords: string | null;
  /** `2 open, 1 cleaned up`. */
  readonly words: string;
  readonly outstanding: number;
}

/** What was found in the code beside the records. */
export interface BoardCornersView {
  /** Markers that no record knows. */
  readonly orphans: readonly {
    readonly id: string;
    readonly what: string;
    readonly found: CornerFoundView;
  }[];
  readonly skipped: readonly SkippedFile[];
  readonly skippedWords: string | null;
  /** What is not known and why: sentences for people. */
  readonly why: readonly string[];
}
