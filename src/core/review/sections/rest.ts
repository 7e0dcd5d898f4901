import { type Block, del, em, joined, type Line, strong, text } from '../../document/document';
import type { Links } from '../../document/links';
import type { CoachingCycle } from '../../model/coaching';
import type { IsoDate } from '../../model/dates';
import type { RecordKind } from '../../model/layout';
import type { Problem } from '../../model/problem';
import { countWords, dateWords } from '../../storyboard/words';
import type { Change, ItemEvent, KataReview, Review, UnreadableChange } from '../review';
import { fieldLine, short } from './texts';

/** What changed of title, challenge, north star, focus process and team, a line each. */
export function directionBlocks({ direction, how }: KataReview, today: IsoDate): Block[] {
  if (direction === null) return [];
  if (how === 'added') {
    const { challenge, northStar } = direction.after ?? {};
    return [
      ...(short(challenge) === '' ? [] : [text(strong('Challenge:'), ' ', short(challenge))]),
      ...(short(northStar) === '' ? [] : [text(strong('North star:'), ' ', em(short(northStar)))]),
    ];
  }
  return direction.fields.map((field) => {
    const [start, ...rest] = fieldLine(field, today);
    const word = typeof start === 'string' ? start.trim() : field.words;
    return text(strong(word.charAt(0).toUpperCase() + word.slice(1)), ' ', ...rest);
  });
}

/** **Coaching:** 2 cycles, the last on 24 Nov, Ana with Bo; next step: Open the connection at start-up */
export function coachingBlocks(
  changes: readonly Change<CoachingCycle, ItemEvent>[],
  today: IsoDate,
): Block[] {
  const added = changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  const gone = changes.filter(({ after }) => after === null);
  const last = [...added].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))[0];
  const lines: Line[] = [];
  if (last !== undefined) {
    const day = last.date === undefined ? '' : dateWords(last.date, today);
    const people = [last.learner, last.coach]
      .map((name) => short(name, 60))
      .filter((name) => name !== '')
      .join(' with ');
    const when = [day, people].filter((part) => part !== '').join(', ');
    const next = short(last.nextStep);
    const many = added.length > 1 ? `${countWords(added.length, 'cycle')}, the last` : 'a cycle';
    lines.push([`${many}${when === '' ? '' : ` on ${when}`}`, next === '' ? '' : `; next step: ${next}`]);
  }
  if (gone.length > 0) lines.push([`${countWords(gone.length, 'cycle')} no longer in the kata`]);
  return lines.length === 0 ? [] : [text(strong('Coaching:'), ' ', ...joined(lines, '; '))];
}

const KINDS: Record<RecordKind, string> = {
  config: 'settings',
  kata: 'kata',
  obstacle: 'obstacle',
  experiment: 'experiment',
  coaching: 'coaching cycle',
  measurements: 'measurements',
};

/** Records that can't be read, with what is wrong. */
export function unreadableBlocks(
  changes: readonly UnreadableChange[],
  folder: string,
  links: Links,
): Block[] {
  return changes.map(({ kind, path, side, how, problems }) => {
    const file = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    const [problem] = problems;
    const name =
      side === 'base'
        ? file
        : { as: 'strong' as const, text: file, href: links.file(path, problem?.range.start.line ?? null) };
    if (how === 'deleted') return text(del(file), ', which could not be read, is gone');
    if (side === 'base') {
      return text('The ', KINDS[kind], ' ', name, ' can be read again; what changed in it is not known');
    }
    const more = problems.length < 2 ? '' : ` (and ${countWords(problems.length - 1, 'more problem')})`;
    const why =
      problem === undefined ? '' : `, line ${problem.range.start.line}: ${short(problem.message)}${more}`;
    const start =
      side === 'both'
        ? 'still can’t be read'
        : how === 'added'
          ? 'is new and can’t be read'
          : 'can’t be read any more';
    return text('The ', KINDS[kind], ' ', name, ` ${start}${why}`);
  });
}

/** Problems that the change brought, errors first, with their files; not those of files that are named as unreadable. */
export function problemBlocks({ problems, katas }: Review, links: Links): Block[] {
  const { mended } = problems;
  const named = new Set(
    katas.flatMap(({ unreadable }) =>
      unreadable.filter(({ side }) => side !== 'base').map(({ path }) => path),
    ),
  );
  const brought = problems.brought.filter(({ path }) => !named.has(path));
  const rank = ({ severity }: Problem) => ['error', 'warning', 'info', 'hint'].indexOf(severity);
  const items = [...brought]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ message, path, range, severity }): Line => {
      const { line } = range.start;
      const place = { text: `${path}:${line}`, href: links.file(path, line) } as const;
      return [...(severity === 'error' ? [strong('error'), ': '] : []), short(message), ' (', place, ')'];
    });
  const done =
    mended.length === 0
      ? ''
      : mended.length === 1
        ? 'A problem that was there before is mended.'
        : `${countWords(mended.length, 'problem')} that were there before are mended.`;
  return [
    ...(items.length === 0
      ? []
      : [
          text(strong(`This change brings ${countWords(items.length, 'problem')}:`)),
          { is: 'list', items } as const,
        ]),
    ...(done === '' ? [] : [text(done)]),
  ];
}

/** Settings that changed, since they weigh the problems that are told. */
export function settingBlocks({ settings, today }: Review): Block[] {
  return settings.map(({ path, fields }) =>
    text(
      strong('Settings:'),
      ` ${path}: `,
      ...joined(
        fields.map((field) => fieldLine(field, today)),
        '; ',
      ),
    ),
  );
}
