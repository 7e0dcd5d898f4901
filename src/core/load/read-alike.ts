import * as z from 'zod';
import type { RecordKind, RecordPlace } from '../model/layout';
import type { Problem } from '../model/problem';
import { SCHEMAS } from '../model/schemas';
import { admit } from '../yaml/gate';
import { entriesOf } from './entries';
import type { Reading, RecordValues } from './loaded';
import { locator, readRecord } from './read-record';
import { requiredOf } from './read-value';

/**
 * Reads a record that has much in common with another version of itself, of which only those entries are parsed that
 * stand in other words there. Says what `readRecord` says; null where only that can tell: the other version has problems,
 * this one might, or one is not plainly `key: value` entries below each other.
 */
export function readAlike<K extends RecordKind>(
  place: RecordPlace & { readonly kind: K },
  path: string,
  source: Uint8Array,
  other: Reading<K>,
): Reading<K> | null {
  const schema: z.ZodType = SCHEMAS[place.kind];
  if (!(schema instanceof z.ZodObject)) return null;
  const { text: otherText, value: otherValue } = other;
  if (otherText === null || otherValue === undefined || other.problems.length > 0) return null;
  const admission = admit(source, path);
  const known = entriesOf(otherText);
  const entries = admission.ok ? entriesOf(admission.text) : null;
  if (!admission.ok || entries === null || known === null) return null;
  const isKept = (key: string) => entries.get(key)?.text === known.get(key)?.text;
  const changed = [...entries].filter(([key]) => !isKept(key)).map(([, { text }]) => text);
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
    locate: locator(text, lines, path, true),
  };
}
