import type { Corners } from '../corners/corner';
import type { Cleaning } from './history-index';

/** The commits that cleaned corners, each with the experiment whose corner it was. */
export function cleaningsOf({ corners }: Corners): readonly Cleaning[] {
  return corners.flatMap(({ state, experiment, evidence }) =>
    state === 'cleaned' && experiment !== null && evidence !== null
      ? [{ experiment, commit: evidence.hash }]
      : [],
  );
}
