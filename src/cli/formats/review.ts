import type { Change, ExperimentChange, FieldChange, KataReview, Review } from '../../core/review/review';
import type { TargetView } from '../../core/storyboard/view';
import { problemJson } from './json';

/** A review as the command's contract has it: each change with its id, its file, and what it was and is. */
export function reviewJson(review: Review): object {
  const { katas, problems, settings, ...rest } = review;
  return {
    ...rest,
    katas: katas.map(kataJson),
    settings: settings.map(changeJson),
    problems: problems.brought.map(problemJson),
    mended: problems.mended.map(problemJson),
  };
}

function kataJson(kata: KataReview): object {
  const { target, numbers, direction, corners, unreadable, measurements, ...rest } = kata;
  const { known, cut, cleaned, dropped, kept, other } = corners;
  return {
    slug: rest.slug,
    folder: rest.folder,
    movedFrom: rest.movedFrom,
    how: rest.how,
    title: rest.title,
    target: target === null ? null : targetJson(target),
    numbers: numbers.map(({ metric, ...number }) => ({ metric: metric.id, ...number })),
    direction: direction === null ? null : changeJson(direction),
    metrics: rest.metrics.map(changeJson),
    conditions: rest.conditions.map(changeJson),
    targets: rest.targets.map(changeJson),
    obstacles: rest.obstacles.map(changeJson),
    experiments: rest.experiments.map(experimentJson),
    corners: {
      known,
      cut: cut.map(changeJson),
      cleaned: cleaned.map(changeJson),
      dropped: dropped.map(changeJson),
      kept: kept.map(changeJson),
      other: other.map(changeJson),
    },
    coaching: rest.coaching.map(changeJson),
    measurements: measurements.map(({ metric, ...points }) => ({ metric: metric.id, ...points })),
    unreadable: unreadable.map((one) => ({ ...one, problems: one.problems.map(problemJson) })),
  };
}

function targetJson({ id, title, achieveBy, daysLeft }: TargetView): object {
  return { id, title: title.value, achieveBy: achieveBy.value, daysLeft };
}

/** Without the board's addresses. */
function changeJson<C extends Change<unknown, string>>({
  at: _at,
  wasAt: _was,
  fields,
  ...change
}: C): object {
  return { ...change, fields: fields.map(fieldJson) };
}

function fieldJson({ at: _, words: _words, ...field }: FieldChange): object {
  return field;
}

function experimentJson({ view, ...change }: ExperimentChange): object {
  const order = view.history?.order;
  const prediction =
    order === undefined ? null : { order: order.kind, predicted: order.predicted, result: order.result };
  return { ...changeJson(change), state: view.state, prediction };
}
