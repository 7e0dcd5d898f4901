import type { LoadedKata } from '../load/loaded';
import { listField, textFields } from './fields';
import type { DirectionView } from './view';

/** Challenge, north star and team; empty fields where `kata.yaml` was never readable. */
export function directionView(kata: LoadedKata): DirectionView {
  const { handle, value } = kata.record;
  const team = value?.team;
  return {
    ...textFields(handle, [], value ?? {}, ['title', 'northStar', 'challenge', 'focusProcess']),
    ...textFields(handle, ['team'], team ?? {}, ['learner', 'coach']),
    members: listField(handle, ['team', 'members'], team?.members),
  };
}
