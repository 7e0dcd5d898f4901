import type { Address } from './field';

/** What a change did to a board, for its reviewer. */
export interface BoardReviewView {
  /** As a person named it: `main`. */
  readonly base: string;
  /** What is new or changed, each where the board shows it. */
  readonly marks: readonly ReviewMarkView[];
  readonly gone: readonly ReviewGoneView[];
  /** Records that can't be read on one side or on both: nothing is said of what changed in them. */
  readonly unreadable: readonly ReviewUnreadableView[];
  /** What the sheet has no place for: measurements, metrics, problems that came and went, what is not known; a sentence each. */
  readonly notes: readonly string[];
}

export interface ReviewMarkView {
  readonly at: Address;
  readonly how: 'new' | 'changed';
  /** `new`, `changed: finished`. */
  readonly words: string;
  readonly fields: readonly ReviewFieldView[];
}

/** A field that changed. Null where it says nothing. */
export interface ReviewFieldView {
  readonly at: Address;
  /** As people call it: `what happened`. */
  readonly words: string;
  readonly before: string | number | readonly string[] | null;
  readonly after: string | number | readonly string[] | null;
}

export interface ReviewGoneView {
  /** In the practice's word: `obstacle`. */
  readonly kind: string;
  readonly name: string;
}

export interface ReviewUnreadableView {
  readonly kind: string;
  readonly file: string;
  /** On which side, and what is wrong, in sentences. */
  readonly words: string;
}
