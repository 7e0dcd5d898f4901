import type { Corner, CornerEvidence } from '../../core/corners/corner';
import { isOutstanding } from '../../core/corners/phase';
import { daysBetween, type IsoDate, isDate } from '../../core/model/dates';
import { experimentState } from '../../core/model/experiment';
import { countWords, dateWords } from '../../core/storyboard/words';
import type { FoundCorner } from './found-corner';

/** What a corner is called where its record says nothing. */
export function cornerName({ what, id }: Corner): string {
  return oneLine(what) === '' ? id : oneLine(what);
}

/** Where a corner stands, in a few words: `open · until 11 Dec`, `overdue since 11 Nov`, `kept`, `cleaned`. */
export function standWords(one: FoundCorner, today: IsoDate): string {
  const { state, kept, overdue, until } = one.corner;
  if (state === 'orphan') return 'no record knows it';
  if (state === 'unmarked') return 'no marker in the code yet';
  if (state === 'gone') return 'gone: history cannot say how';
  if (state !== 'open') return state;
  if (kept !== null) return 'kept';
  if (isToRemove(one)) return 'to remove, not to polish';
  if (until === null) return 'open';
  return overdue ? `overdue since ${dateWords(until, today)}` : `open · until ${dateWords(until, today)}`;
}

/** Still in the code though its experiment was refuted or abandoned. */
export function isToRemove({ corner, record }: FoundCorner): boolean {
  if (record?.value === undefined || !isOutstanding(corner)) return false;
  const state = experimentState(record.value);
  return state === 'refuted' || state === 'abandoned';
}

/** Still in the code though the target condition that its experiment worked towards is reached. */
export function outlivesTarget({ corner, record, found }: FoundCorner): boolean {
  const targets = found?.kata.record.value?.targets ?? [];
  const target = targets.find(({ id }) => id === record?.value?.target);
  return isOutstanding(corner) && target?.state === 'reached';
}

/** `Ana, 12 days ago: Keep a map`. */
export function evidenceWords({ author, date, subject }: CornerEvidence, today: IsoDate): string {
  return `${oneLine(author)}, ${agoWords(date, today)}: ${oneLine(subject)}`;
}

/** `today`, `yesterday`, `12 days ago`; years back, the date. @param date a point in time, as git gives it */
export function agoWords(date: string, today: IsoDate): string {
  const day = date.slice(0, 10);
  if (!isDate(day)) return date;
  const days = daysBetween(day, today);
  if (days < 1) return 'today';
  if (days === 1) return 'yesterday';
  return days > 365 ? `on ${dateWords(day, today)}` : `${countWords(days, 'day')} ago`;
}

/** Overdue first, then what is to be done, then what is kept, then what is over; in each, those that were cut last first. */
export function urgency({ corner }: FoundCorner): number {
  if (corner.overdue) return 0;
  if (corner.state === 'orphan' || corner.state === 'unmarked') return 2;
  if (isOutstanding(corner)) return 1;
  return corner.state === 'open' ? 3 : 4;
}

/** The last one of a record, which was cut last, first; overdue ones before the others. @param newestFirst of one record */
export function inTurnOf<T extends FoundCorner>(newestFirst: readonly T[]): T[] {
  return [...newestFirst].sort((a, b) => urgency(a) - urgency(b));
}

/** True for what is shown in the code and asks something of the team. */
export function isLeft(one: FoundCorner): boolean {
  return urgency(one) < 3;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
