import { checkKata } from '../check/check';
import type { Corners } from '../corners/corner';
import type { KnownHistory } from '../experiments/known-history';
import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import { coachingViews } from './coaching';
import { conditionViews } from './conditions';
import { boardCorners, foundCorners } from './corners';
import { directionView } from './direction';
import { allCorners, experimentViews } from './experiments';
import { boardHistory } from './history-views';
import { metricsOf } from './metrics';
import { obstacleViews } from './obstacles';
import { brokenViews, otherProblems } from './problems';
import { latestViews } from './progress';
import { chartView } from './series';
import { activeTarget, targetViews } from './targets';
import type { StoryboardView } from './view';

export interface StoryboardOptions {
  /** The day that days left and verdicts on dates are judged by. */
  readonly today: IsoDate;
  /** Why nothing can be edited, where the caller knows a reason (it shows a revision); null or absent where it knows none. */
  readonly readOnly?: string | null;
  /** What git's history says; null or absent where git was not asked. */
  readonly history?: KnownHistory | null;
  /** What tree and history show of corners; null or absent where the code was not looked at. */
  readonly corners?: Corners | null;
}

/**
 * Everything that a storyboard shows of one kata, from its records and, where it is given, git's history: without it
 * nothing is said of commits and branches, and without `corners` nothing of what is still in the code.
 */
export function buildStoryboard(kata: LoadedKata, options: StoryboardOptions): StoryboardView {
  const { today, history = null, corners = null } = options;
  const metrics = metricsOf(kata.record.value);
  const targets = targetViews(kata, metrics, today);
  const target = activeTarget(targets);
  const experiments = experimentViews(kata, metrics, target, today, history, foundCorners(kata, corners));
  return {
    view: 1,
    slug: kata.slug,
    folder: kata.folder,
    today,
    readOnly: options.readOnly ?? lockedReason(kata),
    direction: directionView(kata),
    metrics: metrics.all,
    target,
    targets,
    conditions: conditionViews(kata, metrics),
    chart: chartView(kata, metrics, target),
    latest: latestViews(kata, metrics),
    obstacles: obstacleViews(kata),
    experiments,
    corners: allCorners(experiments),
    coaching: coachingViews(kata),
    broken: brokenViews(kata),
    problems: otherProblems(kata, checkKata(kata, { today, history, corners })),
    code: boardCorners(corners, today),
    history: boardHistory(kata, experiments, history),
    review: null,
  };
}

/** Why the kata's own record takes no edits; null where it does. */
function lockedReason(kata: LoadedKata): string | null {
  const { record } = kata;
  if (!record.readOnly) return null;
  if ((record.value?.kata ?? 1) > 1) {
    return `This kata is written in format ${record.value?.kata}, which is newer than this version of Improvement Kata. Update it to edit here.`;
  }
  const line = record.problems.find((problem) => problem.severity === 'error')?.range.start.line;
  return `kata.yaml can't be read whole. Mend its text${line === undefined ? '' : ` at line ${line}`} to edit here.`;
}
