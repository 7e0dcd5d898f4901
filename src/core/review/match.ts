import { itemName, NAMES } from './item-names';

/** Where one item stands in a list before and after; null on the side that has none. */
export interface Pair {
  readonly before: number | null;
  readonly after: number | null;
}

/** What tells an item from others; null where it is not told this way. */
type KeyOf = (item: unknown) => string | null;

/**
 * Pairs the items of two lists: by name (of several alike, in their order); those left by all that they say but their
 * name, so that a mended name is an edit; those without a name by what they say, then in their order.
 * @returns pairs in the order of `after`, then what is gone.
 */
export function matchItems(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const pairBy = (keyOf: KeyOf) => {
    const open = new Map<string, number[]>();
    before.forEach((item, at) => {
      const key = taken.has(at) ? null : keyOf(item);
      if (key === null) return;
      const places = open.get(key);
      if (places === undefined) open.set(key, [at]);
      else places.push(at);
    });
    for (const places of open.values()) places.reverse();
    after.forEach((item, at) => {
      const key = found.has(at) ? null : keyOf(item);
      const other = key === null ? undefined : open.get(key)?.pop();
      if (other === undefined) return;
      found.set(at, other);
      taken.add(other);
    });
  };
  for (const keyOf of [itemName, saysAll, saysBesideName, isNameless]) pairBy(keyOf);
  return [
    ...after.map((_, at): Pair => ({ before: found.get(at) ?? null, after: at })),
    ...before.flatMap((_, at): Pair[] => (taken.has(at) ? [] : [{ before: at, after: null }])),
  ];
}

const saysAll: KeyOf = (item) => JSON.stringify(sorted(item)) ?? null;

const saysBesideName: KeyOf = (item) => {
  if (typeof item !== 'object' || item === null) return null;
  const key = NAMES.find((one) => Object.hasOwn(item, one));
  return key === undefined || Object.keys(item).length < 2
    ? null
    : `${key} ${saysAll({ ...item, [key]: null })}`;
};

const isNameless: KeyOf = (item) => (itemName(item) === null ? '' : null);

/** Maps say the same whatever the order of their keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** True where items that both lists have stand in another order. */
export function isReordered(pairs: readonly Pair[]): boolean {
  const places = pairs.flatMap(({ before, after }) => (before === null || after === null ? [] : [before]));
  return places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0));
}
