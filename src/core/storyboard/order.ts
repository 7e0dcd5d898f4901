/** Order of texts as people expect it in a list, whatever the machine's language: case does not count, then code units do. */
export function byText(a: string, b: string): number {
  const [small, other] = [a.toLowerCase(), b.toLowerCase()];
  if (small !== other) return small < other ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Newest first for ISO dates; what has none comes last. */
export function newestFirst(a: string | null | undefined, b: string | null | undefined): number {
  return (b ?? '') === (a ?? '') ? 0 : (b ?? '') > (a ?? '') ? 1 : -1;
}
