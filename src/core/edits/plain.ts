import type { YamlPath } from '../yaml/edit/types';

/** The plain value at `path` of plain data; undefined where there is none. Inherited keys are none. */
export function valueAt(root: unknown, path: YamlPath): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** A copy of plain data with `value` at `path`, missing maps made; undefined takes the key or list item away. */
export function withValue(root: unknown, path: YamlPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(root) ? [...root] : [];
    if (rest.length === 0 && value === undefined) list.splice(key, 1);
    else list[key] = withValue(list[key], rest, value);
    return list;
  }
  const map = typeof root === 'object' && root !== null && !Array.isArray(root) ? Object.entries(root) : [];
  const old = map.find(([name]) => name === key)?.[1];
  const next = withValue(old, rest, value);
  const kept = map.filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? kept : [...kept, [key, next]]);
}
