import type { LoadedKata } from '../load/loaded';
import type { ObstacleState } from '../model/obstacle';
import type { Plan } from './change';
import { editsOf, planned, planning, quoted, recordNamed, recordWritable } from './planning';

const LABELS: Record<ObstacleState, string> = {
  addressing: 'address obstacle',
  parked: 'park obstacle',
  removed: 'mark obstacle as removed',
  deferred: 'defer obstacle',
};

/** An obstacle gets a state. One at a time is addressed: addressing another parks the former in the same step. */
export function planObstacleState(kata: LoadedKata, handle: string, state: ObstacleState): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.obstacles, 'obstacle', handle);
    const former =
      state === 'addressing'
        ? kata.obstacles.filter((one) => one !== record && one.value?.state === 'addressing')
        : [];
    const parked = former.map((one) => recordWritable(kata, one));
    const change =
      record.value?.state === state ? [] : [{ op: 'set', path: ['state'], value: state } as const];
    return planned(
      LABELS[state],
      [
        ...editsOf(record, change),
        ...parked.flatMap((one) => editsOf(one, [{ op: 'set', path: ['state'], value: 'parked' }])),
      ],
      parked.map((one) => `${quoted(one.value?.title)} is parked now: one obstacle is addressed at a time.`),
    );
  });
}
