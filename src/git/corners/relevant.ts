import { type CornerEntry, cornerEntries } from '../../core/corners/entry';
import type { FoundMarker } from '../../core/corners/states';
import type { KataHome } from '../../core/load/loaded';
import { movedMarkers } from '../check-corners';

/** One end of a change: its records, and the markers in its code. */
export interface CornerSide {
  readonly homes: readonly KataHome[];
  readonly markers: readonly FoundMarker[];
}

/**
 * The ids of corners of which a change could say anything: of experiments whose records changed, of markers that came,
 * went or moved, those that commits of the change touched, and those without a marker, which only messages tell of.
 * Of all others both ends say the same, whatever history has of them.
 */
export function relevantCorners(
  before: CornerSide,
  after: CornerSide,
  touched: ReadonlySet<string>,
): ReadonlySet<string> {
  const changed = changedExperiments(before.homes, after.homes);
  const entries = [...cornerEntries(before.homes), ...cornerEntries(after.homes)];
  const matters = (entry: CornerEntry) => changed.has(entry.experiment) || (entry.value.path ?? '') !== '';
  return new Set([
    ...touched,
    ...movedMarkers(before.markers, after.markers),
    ...entries.filter(matters).map(({ id }) => id),
  ]);
}

/** What names the experiments whose files are not the same on both sides. */
function changedExperiments(before: readonly KataHome[], after: readonly KataHome[]): ReadonlySet<string> {
  const records = (homes: readonly KataHome[]) =>
    homes.flatMap(({ katas }) => katas.flatMap(({ experiments }) => experiments));
  const stamps = new Map(records(before).map(({ path, stamp }) => [path, stamp]));
  const same = new Set(
    records(after).flatMap(({ path, stamp }) =>
      stamp !== undefined && stamps.get(path) === stamp ? [path] : [],
    ),
  );
  return new Set(
    [...records(before), ...records(after)].flatMap(({ path, id, handle }) =>
      same.has(path) ? [] : [id ?? handle],
    ),
  );
}
