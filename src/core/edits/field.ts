import type { LoadedKata, LoadedRecord } from '../load/loaded';
import { isObstacleState } from '../model/obstacle';
import type { Address } from '../storyboard/view';
import type { YamlPath } from '../yaml/edit/types';
import type { Plan } from './change';
import { fieldName, fits, knownField, requireMetric } from './field-checks';
import { planObstacleState } from './obstacle-state';
import { valueAt } from './plain';
import { anyRecord, editsOf, planned, planning, refuse } from './planning';
import { planTargetState } from './target-state';

/**
 * One field of a record gets a value; null, or a text without a word in it, takes the key away, and the map
 * around it where it was the last one there. States go their own way, so that at most one stays active.
 */
export function planField(kata: LoadedKata, at: Address, value: string | number | null): Plan {
  return planning(() => {
    const record = anyRecord(kata, at.record);
    const wanted = typeof value === 'string' && value.trim() === '' ? null : value;
    const state = stateChange(kata, record, at.path, wanted);
    if (state !== null) return state;
    knownField(record, at.path);
    const old = valueAt(record.value, at.path);
    if (typeof old === 'object' && old !== null) {
      refuse('edit/invalid', `${fieldName(at.path)} is no single value.`, 'Edit its parts one by one.');
    }
    if (wanted === null) return removal(record, at.path, old);
    if (old === wanted) return planned(`edit ${fieldName(at.path)}`, []);
    knownMetric(kata, at.path);
    fits(record, at.path, wanted);
    return planned(
      `edit ${fieldName(at.path)}`,
      editsOf(record, [{ op: 'set', path: at.path, value: wanted }]),
    );
  });
}

function removal(record: LoadedRecord, path: YamlPath, old: unknown): Plan {
  const label = `clear ${fieldName(path)}`;
  if (old === undefined) return planned(label, []);
  const gone = tidyPath(record.value, path);
  fits(record, gone, undefined);
  return planned(label, editsOf(record, [{ op: 'remove', path: gone }]));
}

/** The path to take away so that no empty map or list stays behind; an item of a list stays, since it is a thing of its own. */
export function tidyPath(root: unknown, path: YamlPath): YamlPath {
  const parent = path.slice(0, -1);
  if (parent.length === 0 || typeof parent.at(-1) === 'number') return path;
  const around = valueAt(root, parent);
  const size = typeof around === 'object' && around !== null ? Object.keys(around).length : 0;
  return size === 1 ? tidyPath(root, parent) : path;
}

function stateChange(
  kata: LoadedKata,
  record: LoadedRecord,
  path: YamlPath,
  value: string | number | null,
): Plan | null {
  if (record.kind === 'obstacle' && path.join('.') === 'state' && isObstacleState(value)) {
    return planObstacleState(kata, record.handle, value);
  }
  const target = record.kind === 'kata' && path[0] === 'targets' && path[2] === 'state' ? path[1] : undefined;
  const id = target === undefined ? undefined : kata.record.value?.targets?.[Number(target)]?.id;
  return id !== undefined && value === 'active' ? planTargetState(kata, id, value) : null;
}

/** Refuses a number for a metric that `kata.yaml` does not know. */
function knownMetric(kata: LoadedKata, path: YamlPath): void {
  const map = path.at(-2);
  if (map === 'values' || map === 'expectValues') requireMetric(kata, String(path.at(-1)));
}
