import { type Data, dataAt, dataOfValue, plainValue, sameData } from './data';
import type { YamlEdit } from './types';

/** A value that differs in more places than this is written anew. */
const MOST = 8;

/**
 * A map over a map, or a list over a list, as edits of only what differs: what stays keeps its comments and style.
 * Null where the value is better written anew: nothing in common, or too much that differs.
 */
export function partsOf(data: Data, edit: YamlEdit): YamlEdit[] | null {
  if (edit.op !== 'set') return null;
  const old = dataAt(data, edit.path);
  const value = dataOfValue(edit.value);
  let parts: YamlEdit[] = [];
  if (old instanceof Map && value instanceof Map) parts = mapParts(edit.path, old, value);
  else if (Array.isArray(old) && Array.isArray(value)) parts = listParts(edit.path, old, value);
  return parts.length === 0 || parts.length > MOST ? null : parts;
}

function mapParts(path: YamlEdit['path'], old: Map<string, Data>, value: Map<string, Data>): YamlEdit[] {
  if (![...value.keys()].some((key) => old.has(key))) return [];
  const gone = [...old.keys()].filter((key) => !value.has(key));
  const changed = [...value].filter(([key, item]) => !sameData(old.get(key), item));
  return [
    ...changed.map(([key, item]): YamlEdit => ({ op: 'set', path: [...path, key], value: plainValue(item) })),
    ...gone.map((key): YamlEdit => ({ op: 'remove', path: [...path, key] })),
  ];
}

function listParts(path: YamlEdit['path'], old: Data[], value: Data[]): YamlEdit[] {
  if (old.length === 0 || value.length === 0) return [];
  let start = 0;
  while (start < Math.min(old.length, value.length) && sameData(old[start], value[start])) start++;
  let end = 0;
  const most = Math.min(old.length, value.length) - start;
  while (end < most && sameData(old.at(-1 - end), value.at(-1 - end))) end++;
  const [before, after] = [old.slice(start, old.length - end), value.slice(start, value.length - end)];
  const both = Math.min(before.length, after.length);
  return [
    ...after
      .slice(0, both)
      .map((item, i): YamlEdit => ({ op: 'set', path: [...path, start + i], value: plainValue(item) })),
    ...after
      .slice(both)
      .map((item, i): YamlEdit => ({ op: 'insert', path, index: start + both + i, value: plainValue(item) })),
    ...before.slice(both).map((): YamlEdit => ({ op: 'remove', path: [...path, start + both] })),
  ];
}
