import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { refuse } from './refusal';
import type { YamlEdit, YamlPath, YamlValue } from './types';

/** What a document says, apart from how it is written. Maps are `Map`s, so that a key such as `__proto__` is a key. */
export type Data = string | number | boolean | null | Data[] | Map<string, Data>;

const DEEPEST = 200;

/** The name by which a path addresses a key: as JavaScript would name it. A key that is no scalar has a name that no path has. */
export function keyName(key: unknown, text: string): string {
  if (isScalar(key)) return key.value === null ? '' : String(key.value);
  const range = (key as Node | null)?.range;
  return range ? `\0${text.slice(range[0], range[1])}` : '';
}

/** A parsed node as data. Refuses keys that stand twice: nobody can say which one is meant. */
export function dataOf(node: unknown, text: string, depth = 0): Data {
  if (depth > DEEPEST) refuse('too-deep', 'The file is nested too deep.', 'Flatten it, then edit it again.');
  if (isMap(node)) {
    const map = new Map<string, Data>();
    for (const pair of node.items) {
      const name = keyName(pair.key, text);
      if (map.has(name))
        refuse(
          'duplicate-key',
          `The key ${JSON.stringify(name)} stands twice in one map.`,
          'Remove one of the two, then edit again.',
        );
      map.set(name, dataOf(pair.value, text, depth + 1));
    }
    return map;
  }
  if (isSeq(node)) return node.items.map((item) => dataOf(item, text, depth + 1));
  if (isScalar(node)) return node.value as Data;
  return null;
}

/** A value to write, as data. Refuses what YAML's plain data don't have. */
export function dataOfValue(value: unknown, depth = 0): Data {
  if (depth > DEEPEST) refuse('too-deep', 'The new value is nested too deep.', 'Write a flatter value.');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      refuse(
        'number',
        `${value} is not a finite number.`,
        'Write a number with digits, or leave the value out.',
      );
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => dataOfValue(item, depth + 1));
  if (typeof value === 'object')
    return new Map(Object.entries(value).map(([key, item]) => [key, dataOfValue(item, depth + 1)]));
  return refuse(
    'value',
    `A ${typeof value} is nothing that YAML can hold.`,
    'Write text, a number, true, false, null, a list or a map.',
  );
}

/** Equal data; the order of keys says nothing, the order of items does. */
export function sameData(a: Data | undefined, b: Data | undefined): boolean {
  if (a === b || (typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b)))
    return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameData(item, b[i]));
  }
  if (!(a instanceof Map && b instanceof Map) || a.size !== b.size) return false;
  for (const [key, item] of a) if (!b.has(key) || !sameData(item, b.get(key))) return false;
  return true;
}

/** What stands at the path, or undefined. */
export function dataAt(data: Data, path: YamlPath): Data | undefined {
  let at: Data | undefined = data;
  for (const step of path) {
    if (at instanceof Map) at = at.get(String(step));
    else if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else return undefined;
  }
  return at;
}

/**
 * The data that the edit asks for: the old ones with exactly that change; the old ones are left as they are.
 * Expects paths that `locate` has found to be possible.
 */
export function changedData(data: Data, edit: YamlEdit): Data {
  switch (edit.op) {
    case 'set':
      return withAt(data, edit.path, () => dataOfValue(edit.value));
    case 'remove':
      return withAt(data, edit.path.slice(0, -1), (parent) => without(parent, edit.path.at(-1) ?? 0));
    case 'insert':
      return withAt(data, edit.path, (list) => {
        const items = Array.isArray(list) ? [...list] : [];
        items.splice(edit.index, 0, dataOfValue(edit.value));
        return items;
      });
    case 'move':
      return withAt(data, edit.path, (list) => {
        const items = Array.isArray(list) ? [...list] : [];
        const moved = items.splice(edit.from, 1);
        items.splice(edit.to, 0, ...moved);
        return items;
      });
  }
}

function withAt(data: Data | undefined, path: YamlPath, change: (old: Data | undefined) => Data): Data {
  const [step, ...rest] = path;
  if (step === undefined) return change(data);
  if (Array.isArray(data) || (data == null && typeof step === 'number')) {
    const list = [...(data ?? [])];
    const at = Number(step);
    list[at] = withAt(list[at], rest, change);
    return list;
  }
  const map = new Map(data instanceof Map ? data : []);
  map.set(String(step), withAt(map.get(String(step)), rest, change));
  return map;
}

function without(parent: Data | undefined, step: string | number): Data {
  if (Array.isArray(parent)) return parent.filter((_, i) => i !== step);
  const map = new Map(parent instanceof Map ? parent : []);
  map.delete(String(step));
  return map;
}

/** Data as a value to write: the other way round. */
export function plainValue(data: Data): YamlValue {
  if (Array.isArray(data)) return data.map(plainValue);
  if (data instanceof Map) return Object.fromEntries([...data].map(([key, item]) => [key, plainValue(item)]));
  return data;
}
