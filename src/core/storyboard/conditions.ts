import type { LoadedKata } from '../load/loaded';
import { listField, textFields, valueFields } from './fields';
import { type Metrics, namedIn } from './metrics';
import type { ConditionView } from './view';

/** Every grasp of the current condition, newest first: by date, and of one day or without one, the later in the file. */
export function conditionViews(kata: LoadedKata, metrics: Metrics): ConditionView[] {
  const record = kata.record.handle;
  const views = (kata.record.value?.currentCondition ?? []).map((condition, index): ConditionView => {
    const path = ['currentCondition', index] as const;
    const shown = [...new Set([...metrics.all, ...namedIn(metrics, condition.values)])];
    return {
      index,
      ...textFields(record, path, condition, ['date', 'process', 'knowledge']),
      facts: listField(record, [...path, 'facts'], condition.facts),
      values: valueFields(record, [...path, 'values'], condition.values, shown),
    };
  });
  // One without a date is being written now, so it is the newest.
  const day = (view: ConditionView) => view.date.value ?? '9999-12-31';
  return views.sort((a, b) => (day(a) === day(b) ? b.index - a.index : day(a) < day(b) ? 1 : -1));
}
