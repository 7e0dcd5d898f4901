import type { Corner as CodeCorner } from '../../corners/corner';
import { type Block, em, type Inline, joined, type Line, strong, text } from '../../document/document';
import type { Links } from '../../document/links';
import { shortHash } from '../../experiments/history-words';
import type { IsoDate } from '../../model/dates';
import { dateWords } from '../../storyboard/words';
import type { CornerChange, CornerChanges, CornerEvent } from '../review';
import { dayDifference, short } from './texts';

interface Context {
  readonly links: Links;
  readonly today: IsoDate;
}

/** More corners than this are a list, not a sentence. */
const SENTENCE = 6;

/** **Corners:** cut *Rates never expire* (src/tax/rates.js:41, until 11 Dec); cleaned *No retry on time-out* (4f2a91c) */
export function cornerBlocks(corners: CornerChanges, context: Context): Block[] {
  const groups: readonly (readonly [string, readonly Line[]])[] = [
    ['cut', corners.cut.map((one) => withDetails(one, cutDetails(one, context), context))],
    ['cleaned', corners.cleaned.map((one) => withDetails(one, evidence(one, context), context))],
    ['dropped', corners.dropped.map((one) => withDetails(one, evidence(one, context), context))],
    ['kept', corners.kept.map((one) => [nameOf(one, context), reason(one.after?.kept)])],
    ...corners.other.flatMap((one) => otherLine(one, context)),
  ];
  const said = groups.filter(([, lines]) => lines.length > 0);
  const all = said.flatMap(([word, lines]) =>
    lines.map((line): Line => (word === '' ? line : [`${word} `, ...line])),
  );
  if (all.length === 0) return [];
  if (all.length <= SENTENCE) return [text(strong('Corners:'), ' ', ...joined(said.map(sentence), '; '))];
  const counts = countsOf(said);
  return [text(strong('Corners:'), ` ${counts}`), { is: 'list', items: all }];
}

/** `12 cut, 5 cleaned, 1 otherwise changed` */
function countsOf(groups: readonly (readonly [string, readonly Line[]])[]): string {
  const counts = new Map<string, number>();
  for (const [group, lines] of groups) {
    const word = group === '' ? 'otherwise changed' : group;
    counts.set(word, (counts.get(word) ?? 0) + lines.length);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

function sentence([word, lines]: readonly [string, readonly Line[]]): Line {
  return [word === '' ? '' : `${word} `, ...joined(lines, ', ')];
}

/** Markers that no record knows. */
export function orphanBlocks(orphans: readonly CodeCorner[], { links }: Context): Block[] {
  if (orphans.length === 0) return [];
  const items = orphans.map((one): Line => {
    const [first] = one.places;
    const at: Line = first === undefined ? [] : [' (', placeLink(first, links), ')'];
    return [em(short(one.what) || one.id), ...at];
  });
  return [
    text(
      strong('In the code, and in no record:'),
      ...(items.length > SENTENCE ? [] : [' ', ...joined(items, ', ')]),
    ),
    ...(items.length > SENTENCE ? [{ is: 'list', items } as const] : []),
  ];
}

function nameOf(one: CornerChange, { links }: Context): Inline {
  const [first] = one.places;
  const name = short(one.after?.what ?? one.before?.what) || one.id;
  return first === undefined ? { as: 'em', text: name, href: links.file(one.path, null) } : em(name);
}

function withDetails(one: CornerChange, details: readonly Line[], context: Context): Line {
  const said = details.filter((line) => line.length > 0);
  return [nameOf(one, context), ...(said.length === 0 ? [] : [' (', ...joined(said, ', '), ')'])];
}

function cutDetails(one: CornerChange, { links, today }: Context): Line[] {
  const [first, ...more] = one.places;
  const path = one.after?.path;
  const until = one.after?.until;
  return [
    first === undefined ? [] : [placeLink(first, links)],
    more.length === 0 ? [] : [`${more.length} more ${more.length === 1 ? 'place' : 'places'}`],
    first !== undefined || path === undefined ? [] : [short(path)],
    one.code?.state === 'unmarked' ? ['no marker in the code'] : [],
    until === undefined || one.after?.kept !== undefined ? [] : [`until ${dateWords(until, today)}`],
    one.after?.kept === undefined ? [] : [`kept${reason(one.after.kept)}`],
  ];
}

function evidence(one: CornerChange, { links }: Context): Line[] {
  const commit = one.code?.evidence ?? null;
  const cut = one.events.includes('cut') ? ['cut in this change, too'] : [];
  return [commit === null ? [] : [{ text: shortHash(commit.hash), href: links.commit(commit.hash) }], cut];
}

function placeLink({ path, line }: { path: string; line: number }, links: Links): Inline {
  return { text: `${path}:${line}`, href: links.file(path, line) };
}

function reason(words: string | undefined): string {
  const said = short(words);
  return said === '' ? '' : `: ${said}`;
}

const OTHER: Partial<Record<CornerEvent, string>> = {
  returned: 'is back in the code',
  removed: 'is out of the code, and no commit says what that was',
  gone: 'is gone, and history cannot say how',
  unkept: 'is no longer kept',
  recorded: 'is in a record now',
  deleted: 'is no longer in its record',
};

/** What else became of a corner, in words of its own; edits of its text stand elsewhere. */
function otherLine(one: CornerChange, context: Context): (readonly [string, readonly Line[]])[] {
  const told = one.events.map((event) => OTHER[event]).find((found) => found !== undefined);
  const [first] = one.places;
  const place: Line = first === undefined ? [] : [placeLink(first, context.links)];
  if (told !== undefined) return [['', [[...withDetails(one, [place], context), ` ${told}`]]]];
  if (!one.events.includes('moved')) return [];
  const dates: Line = [': ', ...dayDifference(one.before?.until, one.after?.until, context.today)];
  const [old, now] = [one.before?.until, one.after?.until];
  const word = old === undefined || now === undefined ? 'moved' : now > old ? 'put off' : 'brought forward';
  return [[word, [[nameOf(one, context), ...dates]]]];
}

/** Fields that the lines above tell. */
export function toldOfCorner({ events }: CornerChange): string[] {
  if (events.some((event) => event === 'cleaned' || event === 'dropped' || event === 'cut')) return [];
  if (events.includes('kept') || events.includes('unkept')) return ['kept'];
  return events.includes('moved') && events.every((event) => OTHER[event] === undefined) ? ['until'] : [];
}
