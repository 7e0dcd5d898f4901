import { experimentsNamed } from './ties';

/**
 * The experiment that is worked on: the one that the branch's name holds, the last where it holds several.
 * Derived at each look; nobody stores it.
 * @param branch HEAD's branch in full, or the one that a rebase will come back to; null when detached.
 * @param known ids of experiments whose records can be read; a name alone makes no experiment.
 */
export function activeExperiment(branch: string | null, known: { has(id: string): boolean }): string | null {
  if (branch === null) return null;
  return experimentsNamed(branch).findLast((id) => known.has(id)) ?? null;
}
