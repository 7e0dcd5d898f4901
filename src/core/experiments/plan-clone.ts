import type { LoadedKata } from '../load/loaded';

/** What the commit that an experiment starts from has of its kata: what a clone of the branch will have. */
export interface CommittedKata {
  /** Ids. */
  readonly obstacles: ReadonlySet<string>;
  /** Whether there is a kata.yaml at all. */
  readonly hasKata: boolean;
  /** Ids; null where kata.yaml can't be read whole. */
  readonly targets: ReadonlySet<string> | null;
}

/** Ids that a record names. */
interface Named {
  readonly obstacle: string | undefined;
  readonly target: string | undefined;
}

/** What a new record names and a clone will not have, a sentence each with the mend. @param committed undefined where git was not asked */
export function cloneNotes(
  kata: LoadedKata,
  { obstacle, target }: Named,
  committed: CommittedKata | undefined,
): string[] {
  if (committed === undefined) return [];
  const { obstacles, hasKata, targets } = committed;
  const notes: string[] = [];
  if (!hasKata) notes.push(missing(`is of the kata ${kata.slug}`, kata.record.path));
  else if (target !== undefined && targets?.has(target) === false) {
    notes.push(missing(`names the target condition ${target}`, kata.record.path));
  }
  const record = kata.obstacles.find(({ id, handle }) => (id ?? handle) === obstacle);
  if (record !== undefined && obstacle !== undefined && !obstacles.has(obstacle)) {
    notes.push(missing(`names the obstacle ${obstacle}`, record.path));
  }
  return notes;
}

function missing(what: string, path: string): string {
  return `The record ${what}, which no commit has yet, so a clone of the branch will not have it: commit ${path}, best before a start.`;
}
