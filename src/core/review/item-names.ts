/** The keys by which an item of a list is told from others, in this order. */
const NAMES = ['id', 'date', 'at'] as const;

/**
 * What names an item of a list on two sides of a change, whatever its place: its id, its date or point in time, its
 * text; null where nothing does.
 */
export function itemName(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return null;
  for (const key of NAMES) {
    const name: unknown = Object.hasOwn(item, key) ? (item as Record<string, unknown>)[key] : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
}

/** The steps to a place in a record's value, with names in the place of numbers wherever items have one. */
export function placeIn(value: unknown, steps: readonly string[]): string[] {
  let at: unknown = value;
  return steps.map((step) => {
    const item: unknown = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined;
    const name = Array.isArray(at) ? itemName(item) : null;
    at = item;
    return name ?? step;
  });
}
