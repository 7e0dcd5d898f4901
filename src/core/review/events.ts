import { type Corner, type Experiment, experimentState } from '../model/experiment';
import type { TargetCondition } from '../model/kata';
import type { Obstacle, ObstacleState } from '../model/obstacle';
import type { CornerEvent, ExperimentEvent, FieldChange, ObstacleEvent, TargetEvent } from './review';

/** What changes of records mean in the practice's words. */

type Fields = readonly FieldChange[];

const hasOther = (fields: Fields, keys: readonly string[]) =>
  fields.some(({ key }) => !keys.includes(key.split('.')[0] ?? key));
const has = (fields: Fields, ...keys: readonly string[]) =>
  fields.some(({ key, unreadable }) => unreadable === null && keys.includes(key.split('.')[0] ?? key));

export function targetAdded({ state = 'planned' }: TargetCondition): TargetEvent[] {
  return [state === 'active' ? 'set' : state];
}

export function targetChanged(
  before: TargetCondition,
  after: TargetCondition,
  fields: Fields,
): TargetEvent[] {
  const closed = has(fields, 'state') && (before.state ?? 'planned') !== (after.state ?? 'planned');
  const moved = has(fields, 'achieveBy');
  // A reflection belongs to closing; told with it, not as an edit of its own.
  const told = [...(closed ? ['state', 'reflection'] : []), ...(moved ? ['achieveBy'] : [])];
  return [
    ...(closed ? targetAdded(after) : []),
    ...(moved ? (['moved'] as const) : []),
    ...(hasOther(fields, told) ? (['edited'] as const) : []),
  ];
}

const OBSTACLE_EVENTS: Record<ObstacleState, ObstacleEvent> = {
  addressing: 'takenUp',
  parked: 'parked',
  deferred: 'deferred',
  removed: 'removed',
};

export function obstacleAdded({ state = 'parked' }: Obstacle): ObstacleEvent[] {
  return state === 'parked' ? ['added'] : ['added', OBSTACLE_EVENTS[state]];
}

export function obstacleChanged(before: Obstacle, after: Obstacle, fields: Fields): ObstacleEvent[] {
  const moved = has(fields, 'state') && (before.state ?? 'parked') !== (after.state ?? 'parked');
  return [
    ...(moved ? [OBSTACLE_EVENTS[after.state ?? 'parked']] : []),
    ...(hasOther(fields, moved ? ['state'] : []) ? (['edited'] as const) : []),
  ];
}

const PREDICTION = ['expect', 'expectValues'];
const RESULT = ['happened', 'values', 'learned', 'finished', 'outcome'];
const STAGE_EVENTS = ['planned', 'started', 'finished'] as const;

function stageOf(experiment: Experiment): 0 | 1 | 2 {
  const state = experimentState(experiment);
  return state === 'planned' ? 0 : state === 'running' ? 1 : 2;
}

export function experimentAdded(experiment: Experiment): ExperimentEvent[] {
  return [STAGE_EVENTS[stageOf(experiment)]];
}

export function experimentChanged(before: Experiment, after: Experiment, fields: Fields): ExperimentEvent[] {
  const [was, is] = [stageOf(before), stageOf(after)];
  const stage: ExperimentEvent | null = is > was ? STAGE_EVENTS[is] : is < was ? 'reopened' : null;
  const told = [...PREDICTION, ...RESULT, ...(stage === null ? [] : ['started'])];
  const events: ExperimentEvent[] = [
    ...(stage === null ? [] : [stage]),
    ...(has(fields, ...PREDICTION) ? (['predicted'] as const) : []),
    ...(has(fields, ...RESULT) && stage !== 'finished' && stage !== 'reopened' ? (['result'] as const) : []),
    ...(hasOther(fields, told) ? (['edited'] as const) : []),
  ];
  return events.length > 0 ? events : ['edited'];
}

/** What a corner's entry says, beside where its marker is. */
export function entryEvents(before: Corner, after: Corner, fields: Fields): CornerEvent[] {
  const kept = has(fields, 'kept') && (before.kept === undefined) !== (after.kept === undefined);
  const moved = has(fields, 'until');
  const told = [...(kept ? ['kept'] : []), ...(moved ? ['until'] : [])];
  return [
    ...(kept ? [after.kept === undefined ? ('unkept' as const) : ('kept' as const)] : []),
    ...(moved ? (['moved'] as const) : []),
    ...(hasOther(fields, told) ? (['edited'] as const) : []),
  ];
}
