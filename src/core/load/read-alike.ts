import * as z from 'zod';
import type { RecordKind, RecordPlace } from '../model/layout';
import type { Problem } from '../model/problem';
import { SCHEMAS } from '../model/schemas';
import { admit } from '../yaml/gate';
import { LIMITS } from '../yaml/limits';
import type { Reading, RecordValues } from './loaded';
import { locator, readRecord } from './read-record';
import { requiredOf } from './read-value';

/** So little that no limit on a record's parts can be passed: longer files are read whole. */
const SHORT = 32 * 1024;
/** A key at the very left, as people and this tool write it: no quotes, nothing between it and its colon. */
const KEY = /^([A-Za-z][A-Za-z0-9_-]*):(?=[ \r\n]|$)/;

/**
 * Reads a record that has much in common with another version of itself, of which only those entries are parsed that
 * stand in other words there. Says what `readRecord` says; null where only that can tell: the other version has problems,
 * this one might, or one is not plainly `key: value` entries below each other.
 *
 * An entry means the same in both: a line that begins at the left with a key ends whatever stood before it, else the
 * other version would have had problems (YAML 1.2.2, 6.1: what belongs to a key is indented more than that key).
 */
export function readAlike<K extends RecordKind>(
  place: RecordPlace & { readonly kind: K },
  path: string,
  source: Uint8Array,
  other: Reading<K>,
): Reading<K> | null {
  const schema: z.ZodType = SCHEMAS[place.kind];
  if (!(schema instanceof z.ZodObject) || source.length > SHORT) return null;
  const { text: otherText, value: otherValue } = other;
  if (otherText === null || otherValue === undefined || other.problems.length > 0) return null;
  const admission = admit(source, path);
  const known = otherText.length > SHORT ? null : entriesOf(otherText);
  const entries = admission.ok ? entriesOf(admission.text) : null;
  if (!admission.ok || entries === null || known === null) return null;
  const isKept = (key: string) => entries.get(key) === known.get(key);
  const changed = [...entries].filter(([key]) => !isKept(key)).map(([, entry]) => entry);
  const read = changed.length === 0 ? null : readRecord(place, path, changed.join(''));
  // What is required and the same in both is missing only from what was parsed.
  const isWrong = ({ code, field }: Problem) => code !== 'schema/required' || !isKept(field);
  if (read?.value === undefined ? changed.length > 0 : read.problems.some(isWrong)) return null;
  if (requiredOf(schema).some(([key]) => !entries.has(key))) return null;
  const value: Record<string, unknown> = {};
  for (const key of entries.keys()) {
    const from: object = isKept(key) ? otherValue : (read?.value ?? {});
    if (Object.hasOwn(from, key)) value[key] = Reflect.get(from, key);
  }
  const { text, lines } = admission;
  return {
    kind: place.kind,
    path,
    text,
    value: value as unknown as RecordValues[K],
    problems: [],
    readOnly: false,
    locate: locator(text, lines, path),
  };
}

/** The text cut before each line that begins with a key; null where that is not surely what YAML sees. */
function entriesOf(text: string): ReadonlyMap<string, string> | null {
  const entries = new Map<string, string>();
  let key: string | null = null;
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (!(key === null ? isComment(text, at) : continues(text, at))) {
      const found = KEY.exec(text.slice(at, next))?.[1];
      if (found === undefined || entries.has(found) || found === key) return null;
      if (key !== null) entries.set(key, text.slice(start, at));
      [key, start] = [found, at];
    }
    at = next;
  }
  if (key === null) return null;
  entries.set(key, text.slice(start));
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
