import type { LoadedKata } from '../load/loaded';
import { experimentState } from '../model/experiment';
import type { TargetState } from '../model/kata';
import { countWords } from '../storyboard/words';
import type { YamlEdit, YamlValue } from '../yaml/edit/types';
import type { Plan } from './change';
import { editsOf, planned, planning, quoted, recordWritable, refuse } from './planning';
import { newTarget, type TargetGiven } from './target-value';
import { activeTargetIndex, newTargetId, requireTargetIndex, targetsOf } from './targets';

const CLOSED: readonly TargetState[] = ['reached', 'missed', 'abandoned'];

/** A new target condition at the end of the list: active where none is, else planned. */
export function planTargetAdd(kata: LoadedKata, given: TargetGiven): Plan {
  return planning(() => {
    const record = recordWritable(kata, kata.record);
    const state = activeTargetIndex(kata) < 0 ? 'active' : 'planned';
    const id = newTargetId(kata, given.title);
    const value = newTarget(kata, id, state, given);
    const index = targetsOf(kata).length;
    const edits = editsOf(record, [{ op: 'insert', path: ['targets'], index, value }]);
    return planned('add target condition', edits, [], id);
  });
}

/**
 * A target condition gets a state. At most one is active, and one is closed by saying how it ended, never by
 * starting another: so activating a second one is refused, with what to do first.
 */
export function planTargetState(kata: LoadedKata, id: string, state: TargetState): Plan {
  return planning(() => {
    const record = recordWritable(kata, kata.record);
    const index = requireTargetIndex(kata, id);
    const target = targetsOf(kata)[index];
    const label = state === 'active' ? 'activate target condition' : `mark target condition as ${state}`;
    if (target?.state === state) return planned(label, []);
    const other = targetsOf(kata)[activeTargetIndex(kata)];
    if (state === 'active' && other !== undefined) {
      refuse(
        'edit/several-active',
        `${quoted(other.title ?? other.id)} is still the active target condition, so nothing was written.`,
        'Say first how it ended (reached, missed or abandoned) and what you learned.',
      );
    }
    const notes = CLOSED.includes(state) ? closingNotes(kata, index, target?.reflection) : [];
    return planned(
      label,
      editsOf(record, [{ op: 'set', path: ['targets', index, 'state'], value: state }]),
      notes,
    );
  });
}

export interface NextTarget extends TargetGiven {
  /** How the active target ended; needed where one is active. */
  readonly close?: 'reached' | 'missed' | 'abandoned';
  /** What the team learned on the way to the target that is closed. */
  readonly reflection?: string;
}

/**
 * Closes the active target with its reflection and sets the next, in one step. A planned target of the same title
 * is the one that becomes active; else a new one is added.
 */
export function planTargetNext(kata: LoadedKata, given: NextTarget): Plan {
  return planning(() => {
    const record = recordWritable(kata, kata.record);
    const active = activeTargetIndex(kata);
    const closing = closingEdits(kata, active, given);
    const waiting = targetsOf(kata).findIndex(
      (one) => (one.state ?? 'planned') === 'planned' && one.title?.trim() === given.title.trim(),
    );
    const id = targetsOf(kata)[waiting]?.id ?? newTargetId(kata, given.title);
    const value = newTarget(kata, id, 'active', given);
    const next: YamlEdit[] =
      waiting < 0
        ? [{ op: 'insert', path: ['targets'], index: targetsOf(kata).length, value }]
        : fillIn(waiting, value);
    const notes = active < 0 ? [] : closingNotes(kata, active, given.reflection);
    return planned('set next target condition', editsOf(record, [...closing, ...next]), notes, id);
  });
}

function closingEdits(kata: LoadedKata, active: number, given: NextTarget): YamlEdit[] {
  const target = targetsOf(kata)[active];
  if (target === undefined) {
    if (given.close === undefined && given.reflection === undefined) return [];
    return refuse(
      'edit/none-active',
      'No target condition is active, so there is none to close and nothing was written.',
      'Leave out how it ended and its reflection.',
    );
  }
  if (given.close === undefined) {
    return refuse(
      'edit/several-active',
      `${quoted(target.title ?? target.id)} is still the active target condition, so nothing was written.`,
      'Say how it ended: reached, missed or abandoned.',
    );
  }
  const reflection = given.reflection?.trim() ?? '';
  return [
    { op: 'set', path: ['targets', active, 'state'], value: given.close },
    ...(reflection === ''
      ? []
      : [{ op: 'set', path: ['targets', active, 'reflection'], value: reflection } as const]),
  ];
}

function fillIn(index: number, value: Readonly<Record<string, YamlValue>>): YamlEdit[] {
  return Object.entries(value)
    .filter(([key]) => key !== 'id' && key !== 'title')
    .map(([key, one]) => ({ op: 'set', path: ['targets', index, key], value: one }));
}

function closingNotes(kata: LoadedKata, index: number, reflection: string | undefined): string[] {
  const target = targetsOf(kata)[index];
  const open = kata.experiments.filter(
    ({ value }) =>
      value?.target === target?.id &&
      value !== undefined &&
      ['planned', 'running'].includes(experimentState(value)),
  ).length;
  const said = (reflection ?? target?.reflection ?? '').trim() !== '';
  return [
    ...(said
      ? []
      : [`What did you learn on the way to ${quoted(target?.title ?? target?.id)}? Write its reflection.`]),
    ...(open === 0
      ? []
      : [`${countWords(open, 'experiment')} for it ${open === 1 ? 'is' : 'are'} not finished.`]),
  ];
}
