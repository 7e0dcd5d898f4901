import type { Commit, Hash } from '../experiments/history';
import type { CornerEvidence } from './corner';

/** A file in which a commit changed a line with a marker. */
export interface MarkerTouch {
  /** Its path in the commit, or the last one where it was deleted. */
  readonly path: string;
  /** Its path before, where it was renamed. */
  readonly from: string;
  /** Its blob in each parent; null where that has no such file. */
  readonly before: readonly (Hash | null)[];
  /** Null where the commit deleted it, renames followed. */
  readonly after: Hash | null;
}

/** A commit that touched markers. */
export interface MarkerCommit {
  readonly hash: Hash;
  readonly touches: readonly MarkerTouch[];
}

/** What one commit did to the markers of one corner, in all its files together: a move within it is no event. */
export interface MarkerEvent {
  readonly id: string;
  /** How many more there are than before; less than 0 where it took some away. For a merge: than in any parent. */
  readonly change: number;
  readonly commit: Commit;
  /** True where every marker that went stood in a file that the commit deleted, renames followed. */
  readonly withItsFile: boolean;
}

/** How often each id is marked in a blob; nothing for one that is not known. */
export type CountsIn = (blob: Hash) => ReadonlyMap<string, number>;

/**
 * What a commit did to each corner's markers.
 * @param isSeen false for paths in which no corner is looked for.
 */
export function markerEvents(
  commit: Commit,
  touches: readonly MarkerTouch[],
  countsIn: CountsIn,
  isSeen: (path: string) => boolean,
): MarkerEvent[] {
  const seen = touches.map((touch) => ({
    before: touch.before.map((blob) => counts(isSeen(touch.from) ? blob : null, countsIn)),
    after: counts(isSeen(touch.path) ? touch.after : null, countsIn),
    isDeleted: touch.after === null,
  }));
  const ids = new Set(
    seen.flatMap(({ before, after }) => [...before, after].flatMap((map) => [...map.keys()])),
  );
  const parents = Math.max(1, ...touches.map(({ before }) => before.length));
  return [...ids].flatMap((id) => {
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    const now = sum(seen.map(({ after }) => after.get(id) ?? 0));
    const then = Array.from({ length: parents }, (_, parent) =>
      sum(seen.map(({ before }) => before[parent]?.get(id) ?? 0)),
    );
    const change = changeFrom(then, now);
    const losing = seen.filter(({ before, after }) =>
      before.some((map) => (map.get(id) ?? 0) > (after.get(id) ?? 0)),
    );
    const withItsFile = change < 0 && losing.every(({ isDeleted }) => isDeleted);
    return change === 0 ? [] : [{ id, change, commit, withItsFile }];
  });
}

/** A merge only changed what is as in none of its parents: fewer than the fewest, more than the most. */
function changeFrom(then: readonly number[], now: number): number {
  const [least, most] = [Math.min(...then), Math.max(...then)];
  if (now < least) return now - least;
  return now > most ? now - most : 0;
}

const NO_COUNTS: ReadonlyMap<string, number> = new Map();

function counts(blob: Hash | null, countsIn: CountsIn): ReadonlyMap<string, number> {
  return blob === null ? NO_COUNTS : countsIn(blob);
}

/** What the known history says of one corner. */
export interface CornerHistory {
  /** The last commit that took its marker away; null where none did, or where one came back after it. */
  readonly removed: (Removal & { readonly commit: CornerEvidence }) | null;
  /** The last commit that says `Kata-Cleans:` its id. */
  readonly cleaned: CornerEvidence | null;
  /** The first known commit with its marker or its entry. */
  readonly cut: CornerEvidence | null;
  /** True where its marker stood in the history of what is shown. */
  readonly stood: boolean;
  /** True where there is more history than is known, and what is known does not say. */
  readonly cutOff: boolean;
}

/** How a marker went. */
export interface Removal {
  readonly isMerge: boolean;
  readonly isRevert: boolean;
  readonly withItsFile: boolean;
}

export const NO_HISTORY: CornerHistory = {
  removed: null,
  cleaned: null,
  cut: null,
  stood: false,
  cutOff: false,
};

/** The last of the events, where it took the marker away. @param events of one corner, oldest first */
export function lastRemoval(events: readonly MarkerEvent[]): CornerHistory['removed'] {
  const last = events.at(-1);
  if (last === undefined || last.change > 0) return null;
  const { commit, withItsFile } = last;
  return {
    commit: evidenceOf(commit),
    isMerge: commit.parents.length > 1,
    isRevert: commit.reverts !== null,
    withItsFile,
  };
}

export function evidenceOf({ hash, subject, author, date }: Commit): CornerEvidence {
  return { hash, subject, author, date };
}
