import { daysBetween, type IsoDate } from '../../core/model/dates';
import { countWords } from '../../core/storyboard/words';

/**
 * Says of each date of a plan that it is past already, a sentence each: most often a slip of the year. It is written all the same,
 * so that what was is recorded too.
 * @param dates what was given, by its option: `--until`
 */
export function pastNotes(today: IsoDate, dates: Readonly<Record<string, IsoDate | undefined>>): string[] {
  return Object.entries(dates).flatMap(([option, date]) => {
    const ago = date === undefined ? 0 : daysBetween(date, today);
    if (ago <= 0) return [];
    return [
      `${option} ${date} was ${countWords(ago, 'day')} ago: where that is a slip, mend it in the record`,
    ];
  });
}
