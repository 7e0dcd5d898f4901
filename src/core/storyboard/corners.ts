import type { LoadedRecord } from '../load/loaded';
import { daysBetween, type IsoDate } from '../model/dates';
import { textFields } from './fields';
import type { CornerView } from './view';

/** The corners that an experiment's record names, the last one cut first. It says nothing of what is still in the code. */
export function cornerViews(
  record: Pick<LoadedRecord<'experiment'>, 'handle' | 'value' | 'readOnly'>,
  today: IsoDate,
): CornerView[] {
  const { handle, value, readOnly } = record;
  return (value?.corners ?? [])
    .map((corner, index): CornerView => {
      const due = corner.kept === undefined ? corner.until : undefined;
      return {
        record: handle,
        id: corner.id,
        index,
        experimentStep: value?.step ?? '',
        readOnly,
        ...textFields(handle, ['corners', index], corner, [
          'what',
          'why',
          'plan',
          'until',
          'owner',
          'kept',
          'path',
        ]),
        daysLeft: due === undefined ? null : daysBetween(today, due),
      };
    })
    .reverse();
}
