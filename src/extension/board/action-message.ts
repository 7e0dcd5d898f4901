import type { ToHost } from '../../protocol/messages';

const ACTIONS = [
  'openText',
  'openCommit',
  'openCorner',
  'startExperiment',
  'reviewChanges',
  'recordResult',
  'finishExperiment',
  'setNextTarget',
] as const;

/** A button of a board that changes no record by itself. */
export type ActionMessage = Extract<ToHost, { type: (typeof ACTIONS)[number] }>;

export function isAction(message: ToHost): message is ActionMessage {
  return ACTIONS.some((action) => action === message.type);
}
