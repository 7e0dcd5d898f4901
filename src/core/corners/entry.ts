import type { KataHome } from '../load/loaded';
import { type Corner as CornerRecord, type ExperimentState, experimentState } from '../model/experiment';

/** A corner as its experiment's record names it. */
export interface CornerEntry {
  readonly id: string;
  readonly kata: string;
  readonly home: string;
  /** The experiment's id, or its handle where its file's name has none. */
  readonly experiment: string;
  readonly value: CornerRecord;
  readonly state: ExperimentState;
}

/** All entries of the loaded records, in the order of the files; one of a record that can't be read is not there. */
export function cornerEntries(homes: readonly KataHome[]): CornerEntry[] {
  return homes.flatMap(({ folder, katas }) =>
    katas.flatMap(({ slug, experiments }) =>
      experiments.flatMap(({ id, handle, value }) =>
        (value?.corners ?? []).flatMap((corner): CornerEntry[] =>
          value === undefined || typeof corner?.id !== 'string'
            ? []
            : [
                {
                  id: corner.id,
                  kata: slug,
                  home: folder,
                  experiment: id ?? handle,
                  value: corner,
                  state: experimentState(value),
                },
              ],
        ),
      ),
    ),
  );
}
