import type { Severity } from '../../model/problem';
import type { TextField } from './field';

export interface CoachingView {
  readonly record: string;
  readonly id: string | null;
  readonly date: TextField;
  readonly learner: TextField;
  readonly coach: TextField;
  readonly nextStep: TextField;
  readonly notes: TextField;
}

export interface BrokenView {
  readonly record: string;
  /** What the record is, in the practice's word: `experiment`. */
  readonly kind: string;
  /** The file's path relative to the kata's folder, for people. */
  readonly file: string;
  readonly problems: readonly ProblemView[];
}

export interface ProblemView {
  readonly record: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}
