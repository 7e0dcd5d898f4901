import type { ExperimentState } from '../model/experiment';
import type { Corner } from './corner';

/** Where an experiment stands with its corners; null where there is nothing to say. */
export type Phase = 'fast' | 'cleaning' | 'clean' | 'toRemove' | null;

/** Still in the code, and nobody decided to live with it. */
export function isOutstanding({ state, kept }: Pick<Corner, 'state' | 'kept'>): boolean {
  return state === 'open' && kept === null;
}

/**
 * The phase as the format derives it: fast while running; once confirmed, cleaning while a corner is open and clean
 * when none is; to remove when refuted or abandoned with a corner open. A corner that the team keeps is not waited for.
 * @param corners the experiment's; null where the code was not looked at, so that only `fast` can be said.
 */
export function phaseOf(state: ExperimentState, corners: readonly Corner[] | null): Phase {
  if (state === 'running') return 'fast';
  if (corners === null) return null;
  const open = corners.some(isOutstanding);
  if (state === 'confirmed') return open ? 'cleaning' : 'clean';
  return open && (state === 'refuted' || state === 'abandoned') ? 'toRemove' : null;
}

/** The corners of one experiment; null where the code was not looked at. */
export function cornersOf(
  corners: { readonly corners: readonly Corner[] } | null,
  kata: { readonly slug: string; readonly home: { readonly folder: string } },
  experiment?: string,
): readonly Corner[] | null {
  if (corners === null) return null;
  return corners.corners.filter(
    (one) =>
      one.kata === kata.slug &&
      one.home === kata.home.folder &&
      (experiment === undefined || one.experiment === experiment),
  );
}
