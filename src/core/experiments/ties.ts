import { isId } from '../model/ids';
import { placeOf } from '../model/layout';
import type { Commit, Hash } from './history';

/** What ties a commit to an experiment, strongest first. */
export const TIES = ['message', 'file', 'clean', 'branch', 'patch'] as const;
export type Tie = (typeof TIES)[number];

export interface TiedCommit {
  readonly commit: Commit;
  readonly tie: Tie;
  /** The commit whose copy it is: picked, rebased, or a squash of the whole range, which is named by its last commit. */
  readonly copyOf: Hash | null;
}

/** The id of the experiment whose record stands at `path`; null for any other file. */
export function experimentAt(path: string): string | null {
  const place = placeOf(path);
  return place?.kind === 'experiment' ? place.id : null;
}

/** The ids that a ref's name holds as words: `kata/checkout/x-7f3kq-cache`, `refs/kata/x-7f3kq`. */
export function experimentsNamed(ref: string): string[] {
  return Array.from(ref.matchAll(/(?<![0-9a-z])x-[0-9a-z]{5}(?![0-9a-z])/g), ([id]) => id).filter((id) =>
    isId(id),
  );
}
