import type { LoadedKata } from '../load/loaded';
import { textFields } from './fields';
import { byText, newestFirst } from './order';
import type { CoachingView } from './view';

/** Coaching cycles, newest first. */
export function coachingViews(kata: LoadedKata): CoachingView[] {
  return kata.coaching
    .flatMap(({ handle, id, value }): CoachingView[] =>
      value === undefined
        ? []
        : [
            {
              record: handle,
              id,
              ...textFields(handle, [], value, ['date', 'learner', 'coach', 'nextStep', 'notes']),
            },
          ],
    )
    .sort((a, b) => newestFirst(a.date.value, b.date.value) || byText(a.record, b.record));
}
