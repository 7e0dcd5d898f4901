import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { Address } from '../storyboard/view';
import type { YamlPath, YamlValue } from '../yaml/edit/types';
import type { Plan } from './change';
import { tidyPath } from './field';
import { fieldName, fits, knownField } from './field-checks';
import { valueAt } from './plain';
import { anyRecord, editsOf, planned, planning, refuse } from './planning';
import { metricUsers, targetUsers } from './users';

/** One more item in a list, so that it stands at `index` (at the end where the list is shorter); a missing list is made. */
export function planInsertItem(kata: LoadedKata, at: Address, index: number, value: YamlValue): Plan {
  return planning(() => {
    const { record, list } = listAt(kata, at);
    const place = Math.min(Math.max(0, index), list.length);
    fits(record, at.path, list.toSpliced(place, 0, value));
    return planned(
      `add to ${fieldName(at.path)}`,
      editsOf(record, [{ op: 'insert', path: at.path, index: place, value }]),
    );
  });
}

/** Takes an item away, and the list where it was the last one. A target condition or metric that records name stays. */
export function planRemoveItem(kata: LoadedKata, at: Address, index: number): Plan {
  return planning(() => {
    const { record, list } = listAt(kata, at);
    itemThere(at, list, index);
    stillNamed(kata, record, at.path, index);
    const path = tidyPath(record.value, [...at.path, index]);
    fits(record, path, undefined);
    return planned(`remove from ${fieldName(at.path)}`, editsOf(record, [{ op: 'remove', path }]));
  });
}

/** Moves an item, so that it stands at `to` when it is out of its old place. */
export function planMoveItem(kata: LoadedKata, at: Address, from: number, to: number): Plan {
  return planning(() => {
    const { record, list } = listAt(kata, at);
    itemThere(at, list, from);
    itemThere(at, list, to);
    const edits = from === to ? [] : [{ op: 'move', path: at.path, from, to } as const];
    return planned(`move in ${fieldName(at.path)}`, editsOf(record, edits));
  });
}

function listAt(kata: LoadedKata, at: Address): { record: LoadedRecord; list: readonly YamlValue[] } {
  const record = anyRecord(kata, at.record);
  const value = valueAt(record.value, at.path);
  if (record.kind !== 'measurements') knownField(record, at.path);
  if (value !== undefined && !Array.isArray(value)) {
    refuse(
      'edit/invalid',
      `${fieldName(at.path)} is no list, so nothing was written.`,
      'Edit it as a value.',
    );
  }
  return { record, list: (value ?? []) as readonly YamlValue[] };
}

function itemThere(at: Address, list: readonly YamlValue[], index: number): void {
  if (Number.isInteger(index) && index >= 0 && index < list.length) return;
  refuse(
    'edit/not-there',
    `${fieldName(at.path)} has no item ${index + 1}, so nothing was written.`,
    'Look at the storyboard again: the list may have changed.',
  );
}

function stillNamed(kata: LoadedKata, record: LoadedRecord, path: YamlPath, index: number): void {
  if (record.kind !== 'kata' || path.length !== 1) return;
  const id = valueAt(record.value, [...path, index, 'id']);
  if (typeof id !== 'string') return;
  if (path[0] === 'targets') {
    const users = targetUsers(kata, id);
    if (users.length === 0) return;
    refuse(
      'edit/in-use',
      `${users.join(', ')} ${users.length === 1 ? 'names' : 'name'} the target condition ${id}, so nothing was written.`,
      'Set it to abandoned instead: what was learned on the way stays with it.',
    );
  }
  if (path[0] === 'metrics') {
    const users = metricUsers(kata, id);
    if (users.length === 0) return;
    refuse(
      'edit/in-use',
      `${users.join(', ')} ${users.length === 1 ? 'holds' : 'hold'} a number of ${id}, so nothing was written.`,
      'Take those numbers away first, or keep the metric.',
    );
  }
}
