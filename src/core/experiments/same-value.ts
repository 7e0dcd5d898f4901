/** True where two values of records say the same: maps whatever the order of their keys, lists in theirs. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((one, at) => sameValue(one, b[at]))
    );
  }
  const [mine, others] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    mine.length === others.size &&
    mine.every(([key, one]) => others.has(key) && sameValue(one, others.get(key)))
  );
}
