import { sameValue } from '../experiments/same-value';
import type { KataHome, LoadedRecord } from '../load/loaded';
import type { Experiment } from '../model/experiment';

/** What the order of prediction and result is judged by. */
export const JUDGED = ['expect', 'expectValues', 'happened', 'values', 'outcome'] as const;

/**
 * The ids of experiments that are new, or whose records say something else under one of `keys`: of the others,
 * history says what it said before.
 */
export function retold(
  before: readonly KataHome[],
  after: readonly KataHome[],
  keys: readonly (keyof Experiment)[] = JUDGED,
): ReadonlySet<string> {
  const old = new Map(experimentsOf(before).map(({ id, value }) => [id, value]));
  const changed = experimentsOf(after).filter(({ id, value }) => {
    const was = old.get(id);
    return keys.some((key) => !sameValue(was?.[key], value?.[key]));
  });
  return new Set(changed.flatMap(({ id }) => id ?? []));
}

/** The experiments of all katas, in their order. */
export function experimentsOf(homes: readonly KataHome[]): LoadedRecord<'experiment'>[] {
  return homes.flatMap((home) => home.katas).flatMap((kata) => kata.experiments);
}
