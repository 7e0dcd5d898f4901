import type { Corner, CornerPlace } from '../corners/corner';
import type { Hash } from '../experiments/history';
import type { CoachingCycle } from '../model/coaching';
import type { Config } from '../model/config';
import type { IsoDate } from '../model/dates';
import type { Corner as CornerEntry, Experiment } from '../model/experiment';
import type { CurrentCondition, Kata, Metric, TargetCondition } from '../model/kata';
import type { RecordKind } from '../model/layout';
import type { Point } from '../model/measurements';
import type { Obstacle } from '../model/obstacle';
import type { Problem } from '../model/problem';
import type { Address, ExperimentView, MetricView, TargetView } from '../storyboard/view';

/** Two states of all katas of a repository, compared: what a reviewer needs to know. Derived, never stored. */
export interface Review {
  readonly review: 1;
  readonly base: ReviewedSide;
  readonly head: ReviewedSide;
  /** The day that days left and what is overdue are judged by, on both sides. */
  readonly today: IsoDate;
  /** Katas that differ, in order of folder; those that are the same are left out. */
  readonly katas: readonly KataReview[];
  /** Settings of homes (`config.yaml`), which weigh the problems. */
  readonly settings: readonly Change<Config, ItemEvent>[];
  readonly problems: ProblemReview;
  /** Markers in the code that no record knows, and that the change brought. */
  readonly orphans: readonly Corner[];
  /** What is not known and why, in sentences; empty where all is known. */
  readonly why: readonly string[];
}

/** One of the two states. */
export interface ReviewedSide {
  /** As a person named it: `main`, `working tree`. */
  readonly name: string;
  /** Null for the working tree. */
  readonly commit: Hash | null;
}

/** What a change did to the problems that `kata check` names, matched by code, record and field. */
export interface ProblemReview {
  readonly brought: readonly Problem[];
  readonly mended: readonly Problem[];
}

/** What changed in one kata, in the order of the sheet. */
export interface KataReview {
  readonly slug: string;
  /** At head; where the kata is gone, at base. */
  readonly folder: string;
  /** Where it was, if its folder was renamed. */
  readonly movedFrom: string | null;
  readonly how: 'added' | 'changed' | 'deleted';
  /** The kata's title at head (at base where it is gone there, or can't be read); null where neither can be. */
  readonly title: string | null;
  /** The target condition that is active at head, as the storyboard shows it. */
  readonly target: TargetView | null;
  /** Each metric whose newest number is another than at base, and those of the active target. */
  readonly numbers: readonly NumberChange[];
  /** `kata.yaml` but for its lists of metrics, conditions and targets; null where nothing else of it changed. */
  readonly direction: Change<Kata, DirectionEvent> | null;
  readonly metrics: readonly Change<Metric, ItemEvent>[];
  readonly conditions: readonly Change<CurrentCondition, ItemEvent>[];
  readonly targets: readonly Change<TargetCondition, TargetEvent>[];
  readonly obstacles: readonly Change<Obstacle, ObstacleEvent>[];
  readonly experiments: readonly ExperimentChange[];
  readonly corners: CornerChanges;
  readonly coaching: readonly Change<CoachingCycle, ItemEvent>[];
  readonly measurements: readonly MeasurementChange[];
  /** Records that can't be read on one side or on both: nothing is guessed of what changed in them. */
  readonly unreadable: readonly UnreadableChange[];
}

/** `renamed`: its file has another name or folder, and nothing else of it changed. */
export type ItemEvent = 'added' | 'edited' | 'renamed' | 'deleted';
/** `reordered`: metrics, conditions or targets stand in another order; nothing else is told of that. */
export type DirectionEvent = ItemEvent | 'reordered';
/** `set`: active now. `moved`: another date. */
export type TargetEvent = 'set' | 'planned' | 'reached' | 'missed' | 'abandoned' | 'moved' | ItemEvent;
/** `removed` is the practice's word: the obstacle is out of the way; its record is `deleted`. */
export type ObstacleEvent = 'takenUp' | 'parked' | 'deferred' | 'removed' | ItemEvent;
/** `predicted`: the prediction changed. `result`: what happened or its numbers changed. `reopened`: no longer finished, or no longer started. */
export type ExperimentEvent =
  | 'planned'
  | 'started'
  | 'finished'
  | 'reopened'
  | 'predicted'
  | 'result'
  | ItemEvent;
/**
 * `moved`: another date to clean up by. `gone`: out of the code, and history cannot say how. `returned`: in the code
 * again. `unkept`: the team no longer lives with it. `recorded`: its marker was there before, now a record knows it.
 * `removed`: out of the code, and no commit says yet what that was.
 */
export type CornerEvent =
  | 'cut'
  | 'cleaned'
  | 'dropped'
  | 'gone'
  | 'removed'
  | 'returned'
  | 'kept'
  | 'unkept'
  | 'recorded'
  | 'moved'
  | 'edited'
  | 'deleted';

/** One record, or one item of `kata.yaml`, that is not the same on both sides. */
export interface Change<Value, Event extends string> {
  /** What names it on both sides: its id; a condition's date; the handle of a record without an id. */
  readonly id: string;
  /** The file at head; where it is gone, at base. */
  readonly path: string;
  /** Where it stands in that file, from 1; null for a corner's entry, which is not looked up. */
  readonly line: number | null;
  /** The file at base, where that was another. */
  readonly movedFrom: string | null;
  /** Where the board shows it at head; null where it is gone. */
  readonly at: Address | null;
  /** Where the board shows it at base; null where it is new. */
  readonly wasAt: Address | null;
  /** What happened, the weightiest first; never empty. */
  readonly events: readonly [Event, ...Event[]];
  /** What differs, each field once; empty where it is new, gone, or only its file was renamed. */
  readonly fields: readonly FieldChange[];
  readonly before: Value | null;
  readonly after: Value | null;
}

/** A field's value for people: unknown structures as JSON. Null where it says nothing. */
export type FieldValue = string | number | readonly string[] | null;

export interface FieldChange {
  /** Within the record at head, as the board addresses it; a metric's number each on its own: `['values', 'p95']`. */
  readonly at: Address;
  /** The key, and for a number its metric: `values.p95`. */
  readonly key: string;
  /** As people call it: `what happened`. */
  readonly words: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  /** The side on which it is there and can't be read; null where both can. */
  readonly unreadable: 'base' | 'head' | null;
}

export interface ExperimentChange extends Change<Experiment, ExperimentEvent> {
  /** As the storyboard shows it at head (at base where it is gone): numbers beside the prediction, and what history says. */
  readonly view: ExperimentView;
}

/** Each corner once: under the first of these that it is. */
export interface CornerChanges {
  /** False where the code was not looked at: then records alone say what was cut and kept. */
  readonly known: boolean;
  readonly cleaned: readonly CornerChange[];
  readonly dropped: readonly CornerChange[];
  readonly cut: readonly CornerChange[];
  readonly kept: readonly CornerChange[];
  /** Edited, moved to another date, deleted from its record, gone. */
  readonly other: readonly CornerChange[];
}

export interface CornerChange extends Change<CornerEntry, CornerEvent> {
  /** Its experiment's id or handle, and what people call that. */
  readonly experiment: string;
  readonly experimentName: string;
  /** Where its marker stands at head. */
  readonly places: readonly CornerPlace[];
  /** What code and history say of it at head; null where that was not asked. */
  readonly code: Corner | null;
}

/** Points of one metric, over all its files; the same line twice counts once, and where it stands does not matter. */
export interface MeasurementChange {
  readonly metric: MetricView;
  /** The file at head that holds the first added point; else one at base. */
  readonly path: string;
  /** Oldest first. */
  readonly added: readonly Point[];
  readonly removed: readonly Point[];
}

/** A metric's newest number on both sides. */
export interface NumberChange {
  readonly metric: MetricView;
  readonly before: number | null;
  readonly after: number | null;
  /** What the active target at head asks for. */
  readonly target: number | null;
  /** When `after` was seen: a date, or a point in time in UTC. */
  readonly at: string | null;
}

export interface UnreadableChange {
  readonly kind: RecordKind;
  readonly handle: string;
  readonly path: string;
  readonly how: 'added' | 'changed' | 'deleted';
  /** Where it can't be read. */
  readonly side: 'base' | 'head' | 'both';
  /** What is wrong at head; where that is fine again, at base. */
  readonly problems: readonly Problem[];
}
