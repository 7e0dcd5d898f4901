import type { LoadedKata } from '../load/loaded';
import type { ObstacleKind } from '../model/obstacle';
import type { Random } from '../ports';
import type { Plan } from './change';
import { newRecord } from './new-record';
import { kataWritable, planned, planning, quoted, recordNamed, refuse, someText } from './planning';
import { activeTargetId, noTargetNotes, requireTarget } from './targets';
import { obstacleUsers } from './users';

export interface NewObstacle {
  readonly title: string;
  /** The target condition's id; the active one where it is left out. */
  readonly target?: string;
  readonly kind?: ObstacleKind;
  readonly owner?: string;
  readonly note?: string;
}

/**
 * A new obstacle in the parking lot, in a file of its own.
 * @param taken ids that only other branches and refs know, so that none is given twice.
 */
export function planObstacleAdd(
  kata: LoadedKata,
  given: NewObstacle,
  random: Random,
  taken?: Iterable<string>,
): Plan {
  return planning(() => {
    kataWritable(kata);
    const title = someText(given.title, "The obstacle's title");
    const target = given.target === undefined ? activeTargetId(kata) : requireTarget(kata, given.target);
    const { kind, owner, note } = given;
    const value = { title, target, state: 'parked', kind, owner, note };
    const { id, file } = newRecord(kata, 'obstacle', value, title, random, taken);
    return planned('add obstacle', [file], noTargetNotes(kata, target), id);
  });
}

/** Deletes an obstacle's file. One that experiments or coaching cycles name stays: it can be marked as removed instead. */
export function planObstacleRemove(kata: LoadedKata, handle: string): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.obstacles, 'obstacle', handle);
    const users = record.id === null ? [] : obstacleUsers(kata, record.id);
    if (users.length > 0) {
      refuse(
        'edit/in-use',
        `${users.join(', ')} ${users.length === 1 ? 'names' : 'name'} the obstacle ${quoted(record.value?.title)}, so nothing was deleted.`,
        'Set its state to removed or deferred instead, so that what was tried stays readable.',
      );
    }
    return planned('delete obstacle', [{ kind: 'delete', path: record.path }]);
  });
}
