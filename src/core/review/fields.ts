import { sameValue } from '../experiments/same-value';
import type { Problem } from '../model/problem';
import type { Metrics } from '../storyboard/metrics';
import type { Address } from '../storyboard/view';
import type { YamlPath } from '../yaml/edit/types';
import { type Owner, wordsOf } from './field-words';
import type { FieldChange, FieldValue } from './review';

/** One side of a map that is compared: its value, and where it stands. */
export interface FieldSide {
  readonly value: object;
  readonly at: Address;
  /** Of its record: a value that breaks the schema is left out of the value, and is not gone. */
  readonly problems: readonly Problem[];
}

export interface FieldOptions {
  readonly owner: Owner;
  readonly metrics: Metrics;
  /** Keys that are told elsewhere. */
  readonly except?: readonly string[];
}

/** Maps within records whose keys are compared each on its own. */
const INNER = new Set(['values', 'expectValues', 'team', 'reflection', 'check']);

/** What differs between two maps, each field once, in the order of `after`. An empty map or list says as little as none. */
export function fieldChanges(before: FieldSide, after: FieldSide, options: FieldOptions): FieldChange[] {
  return compare(before.value, after.value, [], { before, after, ...options });
}

interface Context extends FieldOptions {
  readonly before: FieldSide;
  readonly after: FieldSide;
}

function compare(before: object, after: object, path: YamlPath, context: Context): FieldChange[] {
  const changes: FieldChange[] = [];
  const look = (key: string) => {
    const [old, now]: [unknown, unknown] = [ownOf(before, key), ownOf(after, key)];
    // Most are the same, and most of those the same text.
    if (old === now) return;
    const [a, b] = [told(old), told(now)];
    if (sameValue(a, b) || (path.length === 0 && context.except?.includes(key) === true)) return;
    const here = [...path, key];
    if (INNER.has(key) && isMapOrNone(a) && isMapOrNone(b)) {
      changes.push(...compare(a ?? {}, b ?? {}, here, context));
    } else changes.push(change(a, b, here, context));
  };
  for (const key of Object.keys(after)) look(key);
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) look(key);
  return changes;
}

/** A key of the map, and nothing that it inherits: a metric may be called `constructor`. */
function ownOf(map: object, key: string): unknown {
  return Object.hasOwn(map, key) ? Reflect.get(map, key) : undefined;
}

function change(
  a: unknown,
  b: unknown,
  path: YamlPath,
  { before, after, owner, metrics }: Context,
): FieldChange {
  const broken =
    b === undefined && isBroken(after, path)
      ? 'head'
      : a === undefined && isBroken(before, path)
        ? 'base'
        : null;
  return {
    at: { record: after.at.record, path: [...after.at.path, ...path] },
    key: path.join('.'),
    words: wordsOf(owner, path, metrics),
    before: fieldValue(a),
    after: fieldValue(b),
    unreadable: broken,
  };
}

function isBroken({ at, problems }: FieldSide, path: YamlPath): boolean {
  const field = [...at.path, ...path].join('.');
  return problems.some(
    (problem) =>
      problem.severity === 'error' && (problem.field === field || problem.field.startsWith(`${field}.`)),
  );
}

/** A value, or undefined where it says nothing. */
function told(value: unknown): unknown {
  if (value === null) return undefined;
  const isEmpty = typeof value === 'object' && Object.keys(value ?? {}).length === 0;
  return isEmpty ? undefined : value;
}

function isMapOrNone(value: unknown): value is object | undefined {
  return value === undefined || (typeof value === 'object' && !Array.isArray(value));
}

/** A value as people read it. */
export function fieldValue(value: unknown): FieldValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  return JSON.stringify(value);
}
