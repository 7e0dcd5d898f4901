import { type Block, type Line, strong, text } from '../../document/document';
import type { Links } from '../../document/links';
import type { IsoDate } from '../../model/dates';
import type { MetricView } from '../../storyboard/view';
import type { KataReview } from '../review';
import { conditionBlocks, measureBlocks, numberBlocks } from './condition';
import { cornerBlocks } from './corners';
import { editLines } from './edits';
import { experimentBlocks } from './experiments';
import { obstacleBlocks } from './obstacles';
import { coachingBlocks, directionBlocks, unreadableBlocks } from './rest';
import { type Headline, headline, targetBlocks } from './target';

/** What a review says of one kata, by the parts of the sheet. Markdown and page put them in their own order. */
export interface KataSections {
  readonly headline: Headline;
  readonly direction: readonly Block[];
  readonly target: readonly Block[];
  readonly numbers: readonly Block[];
  readonly condition: readonly Block[];
  readonly measured: readonly Block[];
  readonly obstacles: readonly Block[];
  readonly experiments: readonly Block[];
  readonly corners: readonly Block[];
  readonly coaching: readonly Block[];
  readonly unreadable: readonly Block[];
  /** Every change that nothing above tells. */
  readonly edits: readonly Line[];
}

/** @param today dates are told by @param links where files and commits can be seen */
export function kataSections(kata: KataReview, today: IsoDate, links: Links): KataSections {
  const metrics = metricViews(kata);
  const isGone = kata.how === 'deleted';
  const none: readonly Block[] = [];
  return {
    headline: headline(kata),
    direction: isGone ? none : directionBlocks(kata, today),
    target: isGone ? none : targetBlocks(kata, metrics, today),
    numbers: isGone ? none : numberBlocks(kata.numbers),
    condition: isGone ? none : conditionBlocks(kata.conditions, metrics, today),
    measured: isGone ? none : measureBlocks(kata),
    obstacles: isGone ? none : obstacleBlocks(kata),
    experiments: isGone ? none : experimentBlocks(kata.experiments, links, today),
    corners: isGone ? none : cornerBlocks(kata.corners, { links, today }),
    coaching: isGone ? none : coachingBlocks(kata.coaching, today),
    unreadable: unreadableBlocks(kata.unreadable, kata.folder, links),
    edits: isGone ? [] : editLines(kata, links, today),
  };
}

/** The order of a note to a colleague: where we stand, what was tried and came out, corners, obstacles; the rest after that. */
export function inNoteOrder(sections: KataSections): Block[] {
  const { title, became, stands } = sections.headline;
  const first = text(strong(title), ...became, ...(stands.length === 0 ? [] : [' — ', ...stands]));
  const { unreadable, target, experiments, numbers, corners, obstacles } = sections;
  const { direction, condition, measured, coaching } = sections;
  const rest = [direction, condition, measured, coaching];
  return [[first], unreadable, target, experiments, numbers, corners, obstacles, ...rest].flat();
}

/** The metrics that a change names, with their words. */
function metricViews({ metrics, numbers, measurements }: KataReview): MetricView[] {
  const changed = metrics.flatMap(({ after }) => after ?? []);
  return [
    ...numbers.map(({ metric }) => metric),
    ...measurements.map(({ metric }) => metric),
    ...changed.map(({ id, title, unit, better }) => ({
      id,
      title: title ?? id,
      unit: unit ?? '',
      better: better ?? null,
    })),
  ];
}
