import type { TargetState } from '../../model/kata';
import type { ListField, MetricView, TextField, ValueView } from './field';

export interface TargetView {
  readonly id: string;
  readonly record: string;
  readonly index: number;
  readonly state: TargetState;
  readonly title: TextField;
  readonly achieveBy: TextField;
  /** Days from today to `achieveBy`; negative where it has passed; null where there is no date. */
  readonly daysLeft: number | null;
  readonly pattern: TextField;
  readonly reflection: TextField;
  /** One for each metric of the kata, so that an empty one can be filled in; those set first. */
  readonly values: readonly ValueView[];
  /** How far the chart's metric has come; null where a number is missing. */
  readonly progress: ProgressView | null;
  /** The target's other numbers, each with where it is now. */
  readonly also: readonly AlsoView[];
}

/** A number that the target sets beside the one that its progress is told by. */
export interface AlsoView {
  readonly metric: MetricView;
  readonly to: number;
  /** Null where no number is known yet. */
  readonly progress: ProgressView | null;
}

/** The newest number that is known of a metric. */
export interface LatestView {
  readonly metric: MetricView;
  readonly value: number;
  /** A date, or a point in time in UTC. */
  readonly at: string;
}

export interface ProgressView {
  readonly metric: MetricView;
  /** The newest number known when work on this target began: see `progress.ts` for how that day is judged. */
  readonly from: number;
  /** The newest number known. */
  readonly now: number;
  /** When `now` was seen: a date, or a point in time in UTC. */
  readonly nowAt: string;
  readonly to: number;
  /** 0 to 1, clipped: the share of the way from `from` to `to`. */
  readonly share: number;
  readonly reached: boolean;
  /** By how much it is worse now than at the start; null where it is not. */
  readonly worse: number | null;
}

export interface ConditionView {
  readonly index: number;
  readonly date: TextField;
  readonly process: TextField;
  readonly knowledge: TextField;
  readonly facts: ListField;
  readonly values: readonly ValueView[];
}
