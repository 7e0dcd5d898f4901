import { del, em, type Inline, joined, type Line, strong } from '../../document/document';
import type { IsoDate } from '../../model/dates';
import { dateWords, numberWords } from '../../storyboard/words';
import { harmless } from '../../text/harmless';
import { shorten } from '../../text/width';
import type { FieldChange, FieldValue } from '../review';

/** What is told of one text at most, in columns; the whole of it is in the file that stands beside it. */
const LONGEST = 280;
/** How much of what did not change is told on each side of what did. */
const AROUND = 60;

/** A person's text on one line, cut where it is long. */
export function short(text: string | null | undefined, longest = LONGEST): string {
  return shorten(
    harmless(text ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    longest,
  );
}

/** Fields that hold a day: they are told as days are told everywhere else. A text that reads like one stays as it is. */
const DAYS = new Set(['date', 'achieveBy', 'until', 'goAndSee', 'checkBy', 'started', 'finished']);

/** `date: ~~11 Dec~~ → 15 Jan 2027`, `none` for none; what is no date, as it is written. */
export function dayDifference(
  before: string | undefined,
  after: string | undefined,
  today: IsoDate,
): Inline[] {
  const said = (day: string | undefined) => (day === undefined ? 'none' : short(dateWords(day, today)));
  return [del(said(before)), ' → ', said(after)];
}

/** `north star: ~~old~~ → new`; within a longer text only the words that changed, with some around them. */
export function fieldLine(field: FieldChange, today: IsoDate): Line {
  const { words, key, unreadable } = field;
  const said = (value: FieldValue) =>
    typeof value === 'string' && DAYS.has(key) ? dateWords(value, today) : value;
  const [before, after] = [said(field.before), said(field.after)];
  const start = `${words}: `;
  if (unreadable === 'head') return [start, ...was(before), 'can’t be read now'];
  if (unreadable === 'base') return [start, 'it could not be read, now ', valueText(after)];
  if (Array.isArray(before) || Array.isArray(after))
    return [start, ...listDifference(asList(before), asList(after))];
  if (before === null) return [start, em(valueText(after))];
  if (after === null) return [start, del(valueText(before))];
  if (typeof before === 'string' && typeof after === 'string')
    return [start, ...textDifference(before, after)];
  return [start, del(valueText(before)), ' → ', valueText(after)];
}

function was(before: FieldValue): Inline[] {
  return before === null ? [] : [del(valueText(before)), ', '];
}

function asList(value: FieldValue): readonly string[] {
  return value === null ? [] : Array.isArray(value) ? value : [String(value)];
}

/** A value in words. */
export function valueText(value: FieldValue): string {
  if (value === null) return 'nothing';
  if (typeof value === 'number') return numberWords(value);
  if (typeof value === 'string') return short(value) || 'nothing';
  return short(value.join(', '));
}

/** The items that came and went; where only their order differs, both orders. */
function listDifference(before: readonly string[], after: readonly string[]): Inline[] {
  const [added, gone] = [beyond(after, before), beyond(before, after)];
  if (added.length + gone.length === 0)
    return [del(short(before.join(', '))), ' → ', short(after.join(', '))];
  const said = [
    ...added.map((item): Line => [em(short(item)), ' added']),
    ...gone.map((item): Line => [del(short(item)), ' taken out']),
  ];
  return joined(said, ', ');
}

/** Those of `own` that `other` has not, or not as often. */
function beyond(own: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return own.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

/** Two versions of a text: what they begin and end with alike once, the words between struck out and new. */
export function textDifference(before: string, after: string): Line {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  const room = Math.min(old.length, now.length) - start;
  while (end < room && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const middle = (words: readonly string[]) => short(words.slice(start, words.length - end).join(' '));
  const same = start + end;
  // Where little is alike, two whole texts read better than scraps.
  if (same * 2 < Math.max(old.length, now.length) || same < 3) {
    return [del(short(before) || 'nothing'), ' → ', short(after) || 'nothing'];
  }
  const [gone, added] = [middle(old), middle(now)];
  const changed: Inline[] = [
    ...(gone === '' ? [] : [del(gone)]),
    ...(gone === '' || added === '' ? [] : [' ']),
    ...(added === '' ? [] : [strong(added)]),
  ];
  const lead = tail(now.slice(0, start).join(' '));
  const rest = head(now.slice(now.length - end).join(' '));
  return [lead === '' ? '' : `${lead} `, ...changed, rest === '' ? '' : ` ${rest}`];
}

function wordsOf(text: string): string[] {
  return harmless(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function head(text: string): string {
  return shorten(text, AROUND);
}

/** The end of a text, from a word's start. */
function tail(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(-AROUND);
  const space = cut.indexOf(' ');
  return `… ${space < 0 ? [...cut].slice(1).join('') : cut.slice(space + 1)}`;
}
