import { LIMITS } from '../yaml/limits';

/** So little that no limit on a record's parts can be passed: longer files are read whole. */
const SHORT = 32 * 1024;
/** A key at the very left, as people and this tool write it: no quotes, nothing between it and its colon. */
const KEY = /^([A-Za-z][A-Za-z0-9_-]*):(?=[ \r\n]|$)/;

/** One key of a record's outermost map with all that belongs to it. */
export interface Entry {
  /** Where it begins in the text. */
  readonly start: number;
  readonly text: string;
}

/**
 * The text cut before each line that begins with a key, by key; null where that is not surely what YAML sees.
 *
 * Of a text without problems each entry is one by itself: a line that begins at the left with a key ends whatever stood
 * before it, else there would be a problem (YAML 1.2.2, 6.1: what belongs to a key is indented more than that key).
 */
export function entriesOf(text: string): ReadonlyMap<string, Entry> | null {
  if (text.length > SHORT) return null;
  const entries = new Map<string, Entry>();
  let key: string | null = null;
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (!(key === null ? isComment(text, at) : continues(text, at))) {
      const found = KEY.exec(text.slice(at, next))?.[1];
      if (found === undefined || entries.has(found) || found === key) return null;
      if (key !== null) entries.set(key, { start, text: text.slice(start, at) });
      [key, start] = [found, at];
    }
    at = next;
  }
  if (key === null) return null;
  entries.set(key, { start, text: text.slice(start) });
  return entries.size > LIMITS.keys ? null : entries;
}

/** True for a line that belongs to the entry above it: indented, empty, a comment, or an item of its list. */
function continues(text: string, at: number): boolean {
  return text[at] === ' ' || text.startsWith('- ', at) || isComment(text, at);
}

function isComment(text: string, at: number): boolean {
  const first = text[at];
  return first === '#' || first === '\n' || first === '\r';
}
