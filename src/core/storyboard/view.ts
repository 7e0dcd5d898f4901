import type { IsoDate } from '../model/dates';
import type { ChartView } from './views/chart';
import type { BoardCornersView, CornerView } from './views/corner';
import type { DirectionView } from './views/direction';
import type { ExperimentView } from './views/experiment';
import type { MetricView } from './views/field';
import type { BoardHistoryView } from './views/history';
import type { ObstacleView } from './views/obstacle';
import type { BrokenView, CoachingView, ProblemView } from './views/record';
import type { BoardReviewView } from './views/review';
import type { ConditionView, LatestView, TargetView } from './views/target';

export type * from './views/chart';
export type * from './views/corner';
export type * from './views/direction';
export type * from './views/experiment';
export type * from './views/field';
export type * from './views/history';
export type * from './views/obstacle';
export type * from './views/record';
export type * from './views/review';
export type * from './views/target';

/**
 * Everything that a storyboard shows: the snapshot that the webview draws, that `kata show` prints
 * and that `--json` gives whole. Sent whole, never as a delta. It says only what files and git say.
 */
export interface StoryboardView {
  readonly view: 1;
  readonly slug: string;
  /** The kata's folder relative to the repository (or the folder that was loaded). */
  readonly folder: string;
  readonly today: IsoDate;
  /** Why nothing can be edited here (a newer format, a revision, a broken kata.yaml); null where it can. */
  readonly readOnly: string | null;
  readonly direction: DirectionView;
  readonly metrics: readonly MetricView[];
  /** The active target condition. */
  readonly target: TargetView | null;
  /** All of them, in the file's order, the active one too. */
  readonly targets: readonly TargetView[];
  /** Newest first; the first is today's grasp. */
  readonly conditions: readonly ConditionView[];
  /** The first metric that the active target sets a value for, outcome metrics before others; null where there is no target number. */
  readonly chart: ChartView | null;
  /** The newest known number of each metric that has one, in the kata's order. */
  readonly latest: readonly LatestView[];
  /** Addressing first, then parked, deferred, removed; within one, in order of title. */
  readonly obstacles: readonly ObstacleView[];
  /** Running and planned first, then the latest finished first. */
  readonly experiments: readonly ExperimentView[];
  /** Newest experiment first; within one, the last one cut first. */
  readonly corners: readonly CornerView[];
  readonly coaching: readonly CoachingView[];
  /** Records that could not be read whole, and files that are no record, with what is wrong. Their last good content may still be above. */
  readonly broken: readonly BrokenView[];
  /** Every other problem of this kata that `kata check` would name. */
  readonly problems: readonly ProblemView[];
  /** What the code says of corners beside the records; null where it was not looked at. */
  readonly code: BoardCornersView | null;
  /** What git's history says of the whole kata; null where git was not asked. */
  readonly history: BoardHistoryView | null;
  /** What a change did to it, where it is shown to a reviewer; null elsewhere. */
  readonly review: BoardReviewView | null;
}
