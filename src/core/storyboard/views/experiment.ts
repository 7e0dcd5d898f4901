import type { ExperimentState } from '../../model/experiment';
import type { CornerView, ExperimentCornersView } from './corner';
import type { MetricView, NumberField, TextField } from './field';
import type { ExperimentHistoryView } from './history';

export interface ExperimentView {
  readonly record: string;
  readonly id: string | null;
  readonly state: ExperimentState;
  readonly readOnly: boolean;
  /** True where this is the last good content of a record that does not parse now. */
  readonly stale: boolean;
  readonly title: TextField;
  readonly step: TextField;
  readonly target: TextField;
  readonly obstacle: TextField;
  /** The obstacle's title, where `obstacle` names one that is there. */
  readonly obstacleTitle: string | null;
  readonly expect: TextField;
  readonly happened: TextField;
  readonly learned: TextField;
  readonly checkBy: TextField;
  readonly learner: TextField;
  readonly started: TextField;
  readonly finished: TextField;
  readonly outcome: TextField;
  /** Metrics with a predicted or a measured number; while it runs, the target's own metric too, so that a number can be put in. */
  readonly comparisons: readonly ComparisonView[];
  readonly corners: readonly CornerView[];
  /** What became of its corners; null where it cut none, or the code was not looked at. */
  readonly cleanUp: ExperimentCornersView | null;
  /** What git's history says of it; null where that was not asked or is not known. */
  readonly history: ExperimentHistoryView | null;
}

/** Prediction beside result for one metric. */
export interface ComparisonView {
  readonly metric: MetricView;
  /** The number before the experiment: the newest known on its start day; null where none is. */
  readonly before: number | null;
  readonly expected: NumberField;
  readonly actual: NumberField;
  /**
   * How the result stands to the prediction: `40 short`, `20 better`, `as predicted`; null where a number is missing.
   * One that moved the wrong way is told against the number before it: `135 worse than before`.
   */
  readonly verdict: {
    readonly kind: 'short' | 'better' | 'as-predicted' | 'off' | 'worse';
    readonly by: number;
  } | null;
}
