import type { CornerEvidence } from './corner';

/** What one commit did to the markers of one corner, everywhere in its files. */
export interface MarkerEvent {
  readonly id: string;
  /** How many more there are than before; less than 0 where it took some away. For a merge: against all its parents. */
  readonly change: number;
  readonly commit: CornerEvidence;
  readonly isMerge: boolean;
  readonly isRevert: boolean;
  /** True where every marker that went stood in a file that the commit deleted, renames followed. */
  readonly withItsFile: boolean;
}

/** What the known history says of one corner. */
export interface CornerHistory {
  /** The last commit that took its marker away; null where none did, or where one came back after it. */
  readonly removed: MarkerEvent | null;
  /** The last commit that says `Kata-Cleans:` its id. */
  readonly cleaned: CornerEvidence | null;
  /** The first commit with its marker or its entry. */
  readonly cut: CornerEvidence | null;
  /** True where its marker stood in the history of what is shown. */
  readonly stood: boolean;
}

export const NO_HISTORY: CornerHistory = { removed: null, cleaned: null, cut: null, stood: false };
