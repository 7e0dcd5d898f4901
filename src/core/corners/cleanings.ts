import type { Hash } from '../experiments/history';
import type { Corner } from './corner';

/** A commit that cleaned a corner: it belongs to the corner's experiment, whichever branch it is on. */
export interface Cleaning {
  readonly commit: Hash;
  readonly experiment: string;
  readonly corner: string;
}

/** The commits that cleaned corners, for the `clean` tie of commits and experiments. */
export function cleanings(corners: readonly Corner[]): Cleaning[] {
  return corners.flatMap(({ id, experiment, state, evidence }) =>
    state === 'cleaned' && experiment !== null && evidence !== null
      ? [{ commit: evidence.hash, experiment, corner: id }]
      : [],
  );
}
