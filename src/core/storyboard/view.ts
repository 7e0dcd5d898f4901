import type { CornerEvidence, CornerPlace, CornerState, SkippedFile } from '../corners/corner';
import type { Phase } from '../corners/phase';
import type { PredictionOrder } from '../experiments/prediction';
import type { Tie } from '../experiments/ties';
import type { IsoDate } from '../model/dates';
import type { ExperimentState } from '../model/experiment';
import type { TargetState } from '../model/kata';
import type { ObstacleKind, ObstacleState } from '../model/obstacle';
import type { Severity } from '../model/problem';
import type { YamlPath } from '../yaml/edit/types';

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
  /** What git's history says of the whole kata; null where git was not asked. */
  /** What the code says of corners beside the records; null where it was not looked at. */
  readonly code: BoardCornersView | null;
  readonly history: BoardHistoryView | null;
  /** What a change did to it, where it is shown to a reviewer; null elsewhere. */
  readonly review: BoardReviewView | null;
}

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

/** Where a value is edited: the record's handle and the path within it. */
export interface Address {
  readonly record: string;
  readonly path: YamlPath;
}

/** A text that can be edited in place. `value` is null where the file says nothing. */
export interface TextField {
  readonly at: Address;
  readonly value: string | null;
}

export interface NumberField {
  readonly at: Address;
  readonly value: number | null;
}

/** A list of texts that grows and shrinks. */
export interface ListField {
  readonly at: Address;
  readonly items: readonly string[];
}

export interface DirectionView {
  readonly title: TextField;
  readonly northStar: TextField;
  readonly challenge: TextField;
  readonly focusProcess: TextField;
  readonly learner: TextField;
  readonly coach: TextField;
  readonly members: ListField;
}

export interface MetricView {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | null;
}

/** A number of one metric, somewhere in a record. A metric that `kata.yaml` does not know has its id as title. */
export interface ValueView {
  readonly metric: MetricView;
  readonly field: NumberField;
}

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

/** A run chart: raw points, the target, the experiments; nothing computed from them. */
export interface ChartView {
  readonly metric: MetricView;
  readonly points: readonly ChartPoint[];
  readonly target: { readonly value: number; readonly by: IsoDate | null } | null;
  /** Running or finished experiments, at the day they were started. */
  readonly marks: readonly { readonly date: IsoDate; readonly label: string; readonly experiment: string }[];
}

export interface ChartPoint {
  /** A date, or a point in time where the measurement has one. */
  readonly at: string;
  readonly value: number;
  /** `set-aside`: measured by an experiment that was refuted or abandoned. It was seen, but is not where the main line stands. */
  readonly kind: 'measurement' | 'condition' | 'experiment' | 'set-aside';
  /** What the point comes from, for its tooltip: `current condition`, `measurement`, an experiment's step. */
  readonly source: string;
  readonly note: string | null;
}

export interface ObstacleView {
  readonly record: string;
  readonly id: string | null;
  readonly state: ObstacleState;
  readonly kind: ObstacleKind | null;
  readonly title: TextField;
  readonly owner: TextField;
  readonly note: TextField;
  readonly target: TextField;
  /** How many experiments name it. */
  readonly experiments: number;
  readonly readOnly: boolean;
}

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
