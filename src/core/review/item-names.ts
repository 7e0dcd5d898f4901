/** The keys by which an item of a list is told from others, in this order. */
export const NAMES = ['id', 'date'] as const;

/** What names an item of a list on two sides of a change, whatever its place: its id or its date; null where it has neither. */
export function itemName(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  for (const key of NAMES) {
    const name: unknown = Object.hasOwn(item, key) ? Reflect.get(item, key) : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
}
