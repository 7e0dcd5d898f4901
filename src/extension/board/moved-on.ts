import { valueAt } from '../../core/edits/plain';
import type { LoadedKata } from '../../core/load/loaded';
import { recordsOf } from '../../core/storyboard/problems';
import type { YamlPath } from '../../core/yaml/edit/types';
import type { ToHost } from '../../protocol/messages';

/** A message that addresses a place in a record by position, seen in a snapshot. */
export type Placed = Extract<ToHost, { type: 'set' | 'insertItem' | 'removeItem' | 'moveItem' }>;

/**
 * True where what the person saw is no longer what the records say, so that their edit might hit another thing.
 * @param seen the kata as the person's snapshot showed it; undefined where that is not known any more
 * @param now the kata as it is
 */
export function movedOn(message: Placed, seen: LoadedKata | undefined, now: LoadedKata): boolean {
  const { record, path } = message;
  const is = valueIn(now, record, path);
  if (!sameItems(seen, now, record, path)) return true;
  switch (message.type) {
    case 'set':
      return (is ?? null) !== message.was;
    case 'removeItem': {
      const item = Array.isArray(is) ? is[message.index] : undefined;
      if (typeof item === 'string' ? item !== message.was : message.was !== null) return true;
      return typeof item !== 'string' && !same(is, seen && valueIn(seen, record, path));
    }
    case 'insertItem': {
      const was = seen && valueIn(seen, record, path);
      // At the end of a list there is nothing to go past.
      return !same(is, was) && message.index < (Array.isArray(was) ? was.length : 0);
    }
    case 'moveItem':
      return !same(is, seen && valueIn(seen, record, path));
  }
}

function valueIn(kata: LoadedKata, handle: string, path: YamlPath): unknown {
  return valueAt(recordsOf(kata).find((one) => one.handle === handle)?.value, path);
}

/** Where the path goes through items of lists: they are the same ones, by id or date, at the same places. */
function sameItems(seen: LoadedKata | undefined, now: LoadedKata, record: string, path: YamlPath): boolean {
  return path.every((key, at) => {
    if (typeof key !== 'number') return true;
    const list = path.slice(0, at);
    const [before, after] = [seen && valueIn(seen, record, list), valueIn(now, record, list)];
    if (!Array.isArray(before) || !Array.isArray(after)) return false;
    return before.length === after.length && same(nameOf(before[key]), nameOf(after[key]));
  });
}

/** What names an item of a list for people; texts are compared by what the message says they were. */
function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return null;
  const { id, date } = item as { id?: unknown; date?: unknown };
  return id ?? date ?? null;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
