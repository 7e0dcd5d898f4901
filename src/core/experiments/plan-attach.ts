import type { Plan } from '../edits/change';
import { editsOf, planned, planning, recordNamed } from '../edits/planning';
import type { LoadedKata } from '../load/loaded';

/** Existing work that a person ties to an experiment by hand. */
export interface Attachment {
  /** The branch's short name, or another name that lasts. */
  readonly branch: string;
  /** The commit that the work starts after; left out where the record's own commit says it. */
  readonly since?: string;
}

/** Writes `branch` and `since` into an experiment's record. A `since` of before goes where none is given. */
export function planAttach(kata: LoadedKata, handle: string, { branch, since }: Attachment): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    const { value } = record;
    return planned('attach work', [
      ...editsOf(record, [
        ...(value?.branch === branch ? [] : [{ op: 'set', path: ['branch'], value: branch } as const]),
        ...(since === undefined || value?.since === since
          ? []
          : [{ op: 'set', path: ['since'], value: since } as const]),
        ...(since === undefined && value?.since !== undefined
          ? [{ op: 'remove', path: ['since'] } as const]
          : []),
      ]),
    ]);
  });
}
