import type { LoadedKata } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Plan } from './change';
import { fits } from './field-checks';
import { editsOf, planned, planning, recordWritable } from './planning';

/** A new grasp of the current condition, to be filled in; earlier ones stay as they are. */
export function planConditionAdd(kata: LoadedKata, given: { readonly date: IsoDate }): Plan {
  return planning(() => {
    const record = recordWritable(kata, kata.record);
    const index = record.value?.currentCondition?.length ?? 0;
    const value = { date: given.date };
    fits(record, ['currentCondition', index], value);
    return planned(
      'grasp current condition',
      editsOf(record, [{ op: 'insert', path: ['currentCondition'], index, value }]),
    );
  });
}
