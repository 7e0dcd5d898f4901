import type { Plan } from '../../core/edits/change';
import { planConditionAdd } from '../../core/edits/conditions';
import { planExperimentAdd, planOutcome } from '../../core/edits/experiments';
import { planField } from '../../core/edits/field';
import { planInsertItem, planMoveItem, planRemoveItem } from '../../core/edits/items';
import { planObstacleState } from '../../core/edits/obstacle-state';
import { planObstacleAdd, planObstacleRemove } from '../../core/edits/obstacles';
import { planTargetAdd, planTargetState } from '../../core/edits/target-state';
import type { LoadedKata } from '../../core/load/loaded';
import type { IsoDate } from '../../core/model/dates';
import type { Random } from '../../core/ports';
import type { ToHost } from '../../protocol/messages';
import { movedOn } from './moved-on';

/** A message that asks for a change of records, and gets an answer. */
export type EditMessage = Extract<ToHost, { request: number }>;

export interface PlanContext {
  /** The kata as it is now. */
  readonly kata: LoadedKata;
  /** The kata as the snapshot with that version showed it; undefined where that is not known any more. */
  readonly seen: (version: number) => LoadedKata | undefined;
  readonly today: IsoDate;
  readonly random: Random;
}

/** What a person's action on the board does to the records; refused where they say something else by now. */
export function planOf(message: EditMessage, context: PlanContext): Plan {
  const { kata, today, random } = context;
  switch (message.type) {
    case 'set':
    case 'insertItem':
    case 'removeItem':
    case 'moveItem': {
      if (movedOn(message, context.seen(message.version), kata)) return MOVED_ON;
      const at = { record: message.record, path: message.path };
      if (message.type === 'set') return planField(kata, at, message.value);
      if (message.type === 'insertItem') return planInsertItem(kata, at, message.index, message.value);
      if (message.type === 'removeItem') return planRemoveItem(kata, at, message.index);
      return planMoveItem(kata, at, message.from, message.to);
    }
    case 'setObstacleState':
      return planObstacleState(kata, message.record, message.state);
    case 'addObstacle':
      return planObstacleAdd(kata, { title: message.title }, random);
    case 'removeObstacle':
      return planObstacleRemove(kata, message.record);
    case 'setTargetState':
      return planTargetState(kata, message.target, message.state);
    case 'addTarget':
      return planTargetAdd(kata, { title: message.title });
    case 'addCondition':
      return planConditionAdd(kata, { date: today });
    case 'addExperiment':
      return planExperimentAdd(kata, { step: message.step }, random);
    case 'setOutcome':
      return planOutcome(kata, message.record, message.outcome, today);
  }
}

const MOVED_ON: Plan = {
  ok: false,
  code: 'edit/invalid',
  message: 'This has been changed since you saw it, so nothing was written.',
  mend: 'Look at what it says now, then edit it again.',
};
