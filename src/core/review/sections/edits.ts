import type { Line } from '../../document/document';
import type { Links } from '../../document/links';
import type { IsoDate } from '../../model/dates';
import { experimentName } from '../../storyboard/experiment-words';
import { dateWords } from '../../storyboard/words';
import type { Change, FieldChange, KataReview } from '../review';
import { toldOfCorner } from './corners';
import { isRow, toldByRow } from './experiments';
import { toldOfObstacle } from './obstacles';
import { toldOfTarget } from './target';
import { fieldLine, short } from './texts';

/** Fields that changed and that no other line tells, an item each: **name**: field: ~~old~~ → new. And files that have another name. */
export function editLines(kata: KataReview, links: Links, today: IsoDate): Line[] {
  const { metrics, conditions, targets, obstacles, experiments, coaching, corners } = kata;
  const lines = (change: Change<unknown, string>, name: string, told: readonly string[] | Told): Line[] =>
    linesOf(change, short(name, 80) || change.id, told, { links, today });
  const all = [...corners.cleaned, ...corners.dropped, ...corners.cut, ...corners.kept, ...corners.other];
  return [
    ...metrics.flatMap((one) => lines(one, (one.after ?? one.before)?.title ?? one.id, [])),
    ...conditions.flatMap((one) => lines(one, `current condition of ${dateWords(one.id, today)}`, [])),
    ...targets.flatMap((one) => lines(one, (one.after ?? one.before)?.title ?? one.id, toldOfTarget(one))),
    ...obstacles.flatMap((one) =>
      lines(one, (one.after ?? one.before)?.title ?? one.id, toldOfObstacle(one)),
    ),
    ...experiments.flatMap((one) => lines(one, experimentName(one.view), isRow(one) ? toldByRow : [])),
    ...all.flatMap((one) =>
      lines(one, `corner ${(one.after ?? one.before)?.what ?? one.id}`, toldOfCorner(one)),
    ),
    ...coaching.flatMap((one) => {
      const date = (one.after ?? one.before)?.date;
      return lines(one, `coaching cycle${date === undefined ? '' : ` of ${dateWords(date, today)}`}`, []);
    }),
  ];
}

/** Whether a line elsewhere tells of a field. */
type Told = (field: FieldChange) => boolean;

function linesOf(
  { path, line, movedFrom, fields }: Change<unknown, string>,
  name: string,
  told: readonly string[] | Told,
  { links, today }: { readonly links: Links; readonly today: IsoDate },
): Line[] {
  const start = { as: 'strong', text: name, href: links.file(path, line === 1 ? null : line) } as const;
  const moved: Line[] = movedFrom === null ? [] : [[start, `: its file was ${short(movedFrom)}`]];
  const isTold: Told = typeof told === 'function' ? told : ({ key }) => told.includes(key);
  const left = fields.filter((field) => field.unreadable !== null || !isTold(field));
  return [...moved, ...left.map((field): Line => [start, ': ', ...fieldLine(field, today)])];
}
