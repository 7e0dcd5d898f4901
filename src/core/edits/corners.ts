import type { LoadedKata, LoadedRecord } from '../load/loaded';
import { isId, newId } from '../model/ids';
import type { Random } from '../ports';
import type { Plan } from './change';
import { fits } from './field-checks';
import { takenIds } from './new-record';
import { editsOf, planned, planning, quoted, recordNamed, refuse, someText } from './planning';

export interface NewCorner {
  readonly what: string;
  readonly why?: string;
  readonly plan?: string;
  /** A calendar date. */
  readonly until?: string;
  readonly owner?: string;
  /** The file, only where it can hold no comment. */
  readonly path?: string;
  /** The id of a marker that stands in the code already; a new one where it is left out. */
  readonly id?: string;
}

/**
 * A corner's entry, after those that its experiment's record has. `created` is its id, for the marker.
 * @param experiment handle or id @param taken ids that only the code, other branches and refs know
 */
export function planCornerCut(
  kata: LoadedKata,
  experiment: string,
  given: NewCorner,
  random: Random,
  taken: Iterable<string> = [],
): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', experiment);
    const known = takenIds(kata.home);
    const id = given.id ?? newId('c', new Set([...known, ...taken]), random);
    if (!isId(id, 'c')) {
      refuse(
        'edit/invalid',
        `${quoted(id)} is no id of a corner, so nothing was written.`,
        'Write one such as c-8k2fd.',
      );
    }
    if (known.has(id)) {
      refuse(
        'edit/exists',
        `A record knows the corner ${id} already, so nothing was written.`,
        'Go to its entry instead.',
      );
    }
    const { why, plan, until, owner, path } = given;
    const said = Object.entries({ why, plan, until, owner, path }).flatMap(([key, text]) =>
      text === undefined || text.trim() === '' ? [] : [[key, text.trim()] as const],
    );
    const value = { id, what: someText(given.what, 'What was cut'), ...Object.fromEntries(said) };
    const corners = record.value?.corners ?? [];
    fits(record, ['corners'], [...corners.map((one) => ({ ...one })), value] as Parameters<typeof fits>[2]);
    const edit = { op: 'insert', path: ['corners'], index: corners.length, value } as const;
    return planned('cut corner', editsOf(record, [edit]), [], id);
  });
}

/** The team decided to live with a corner: `why` is written down. */
export function planCornerKeep(kata: LoadedKata, id: string, why: string): Plan {
  return planning(() => {
    const { record, index } = cornerNamed(kata, id);
    const kept = someText(why, 'Why the team keeps it');
    const path = ['corners', index, 'kept'];
    fits(record, path, kept);
    const isSaid = record.value?.corners?.[index]?.kept === kept;
    return planned('keep corner', editsOf(record, isSaid ? [] : [{ op: 'set', path, value: kept }]));
  });
}

function cornerNamed(kata: LoadedKata, id: string): { record: LoadedRecord<'experiment'>; index: number } {
  for (const record of kata.experiments) {
    const index = record.value?.corners?.findIndex((one) => one?.id === id) ?? -1;
    if (index >= 0) return { record: recordNamed(kata, [record], 'experiment', record.handle), index };
  }
  return refuse(
    'edit/not-there',
    `No record of ${kata.slug} knows the corner ${id}, so nothing was written.`,
    'Look at the list of corners again.',
  );
}
