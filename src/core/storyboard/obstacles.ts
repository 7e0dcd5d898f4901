import type { LoadedKata } from '../load/loaded';
import type { ObstacleState } from '../model/obstacle';
import { textFields } from './fields';
import { byText } from './order';
import type { ObstacleView } from './view';

const ORDER: readonly ObstacleState[] = ['addressing', 'parked', 'deferred', 'removed'];

/** Addressing first, then parked, deferred, removed; within one, in order of title. One whose text was never readable is only among the broken. */
export function obstacleViews(kata: LoadedKata): ObstacleView[] {
  const named = new Map<string, number>();
  for (const { value } of kata.experiments) {
    if (value?.obstacle !== undefined) named.set(value.obstacle, (named.get(value.obstacle) ?? 0) + 1);
  }
  const views = kata.obstacles.flatMap((record): ObstacleView[] => {
    const { handle, id, value, readOnly } = record;
    if (value === undefined) return [];
    return [
      {
        record: handle,
        id,
        state: value.state ?? 'parked',
        kind: value.kind ?? null,
        ...textFields(handle, [], value, ['title', 'owner', 'note', 'target']),
        experiments: (id === null ? undefined : named.get(id)) ?? 0,
        readOnly,
      },
    ];
  });
  return views.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      byText(a.title.value ?? '', b.title.value ?? '') ||
      byText(a.record, b.record),
  );
}
