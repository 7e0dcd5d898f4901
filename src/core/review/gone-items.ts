/**
 * The items of a list that are gone, where they stood: by the number of the item now that they stand before, or how many
 * there are now for those at the end. What took an item's place stands above it, as a new value does above the old one.
 * A text that stood there twice and stands there once is gone once.
 */
export function goneItems(
  before: readonly string[],
  now: readonly string[],
): ReadonlyMap<number, readonly string[]> {
  const places = new Map<string, number[]>();
  now.forEach((item, at) => {
    places.set(item, [...(places.get(item) ?? []), at]);
  });
  const stays = before.map((item) => places.get(item)?.shift() ?? null);
  const isNew = new Set([...places.values()].flat());
  const gone = new Map<number, string[]>();
  let next = 0;
  before.forEach((item, at) => {
    const place = stays[at] ?? null;
    if (place !== null) {
      next = place + 1;
      return;
    }
    while (isNew.has(next)) next++;
    gone.set(next, [...(gone.get(next) ?? []), item]);
  });
  return gone;
}
