import { isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import * as z from 'zod';
import { scalarKinds } from '../model/scalars';
import { nearMiss } from '../text/near-miss';
import { keyText } from '../yaml/duplicate-keys';
import type { YamlPath } from '../yaml/edit/types';
import { isNothing } from '../yaml/locate';
import { LEFT_OUT, nameOf, type Read, type ReadContext } from './context';
import { plainValue } from './plain-value';
import { readScalar } from './read-scalar';

/**
 * Reads a node as its schema says, with a problem for each value that does not fit. What does not fit is left out;
 * in a list it leaves a place-holder, so that the others keep their positions.
 */
export function readValue(schema: z.ZodType, node: unknown, at: YamlPath, context: ReadContext): Read {
  if (schema instanceof z.ZodOptional) return readValue(schema.unwrap() as z.ZodType, node, at, context);
  if (schema instanceof z.ZodObject) return readMap(schema, node, at, context);
  if (schema instanceof z.ZodArray) return readList(schema, node, at, context);
  if (schema instanceof z.ZodRecord) return readRecordOf(schema, node, at, context);
  return readScalar(schema, node, at, context);
}

function readMap(schema: z.ZodObject, node: unknown, at: YamlPath, context: ReadContext): Read {
  if (!isMap(node)) return wrongShape('a map of `key: value` lines', node, at, context);
  const value: Record<string, unknown> = {};
  const given = new Set<string>();
  for (const { key, pair } of pairsOf(node, at, context)) {
    const inner = Object.hasOwn(schema.shape, key) ? (schema.shape[key] as z.ZodType) : undefined;
    if (inner === undefined) {
      unknownKey(key, pair, Object.keys(schema.shape), at, context);
      setOwn(value, key, plainValue(pair.value));
      continue;
    }
    given.add(key);
    const path = [...at, key];
    if (
      isNothing(pair.value) ||
      (inner instanceof z.ZodOptional && isBlank(inner.unwrap() as z.ZodType, pair.value))
    ) {
      if (!(inner instanceof z.ZodOptional)) missing(key, path, pair.key, context, value, inner);
      continue;
    }
    const read = readValue(inner, pair.value, path, context);
    if (read.ok) value[key] = read.value;
    else if (!(inner instanceof z.ZodOptional)) value[key] = placeHolder(inner);
  }
  for (const [key, inner] of requiredOf(schema)) {
    if (!given.has(key)) missing(key, [...at, key], node, context, value, inner);
  }
  return { ok: true, value };
}

const required = new WeakMap<z.ZodObject, readonly (readonly [string, z.ZodType])[]>();

/** The keys that a map has to have. */
export function requiredOf(schema: z.ZodObject): readonly (readonly [string, z.ZodType])[] {
  const known = required.get(schema);
  if (known !== undefined) return known;
  const found = Object.entries(schema.shape as Record<string, z.ZodType>).filter(
    ([, inner]) => !(inner instanceof z.ZodOptional),
  );
  required.set(schema, found);
  return found;
}

function missing(
  key: string,
  path: YamlPath,
  shownAt: unknown,
  context: ReadContext,
  value: Record<string, unknown>,
  schema: z.ZodType,
): void {
  const message = `\`${key}\` is missing: add it.`;
  context.add({ code: 'schema/required', at: path, range: context.rangeOf(shownAt), message });
  value[key] = placeHolder(schema);
}

function readList(schema: z.ZodArray, node: unknown, at: YamlPath, context: ReadContext): Read {
  if (!isSeq(node)) return wrongShape('a list, each item on a line that begins with `- `', node, at, context);
  const element = schema.element as z.ZodType;
  const value = node.items.map((item, index) => {
    if (isNothing(item) && isProse(element)) return '';
    const read = readValue(element, isPair(item) ? null : item, [...at, index], context);
    return read.ok ? read.value : placeHolder(element);
  });
  return { ok: true, value };
}

function readRecordOf(schema: z.ZodRecord, node: unknown, at: YamlPath, context: ReadContext): Read {
  if (!isMap(node)) return wrongShape('a map of `key: value` lines', node, at, context);
  const value: Record<string, unknown> = {};
  for (const { key, pair } of pairsOf(node, at, context)) {
    if (isNothing(pair.value)) continue;
    const read = readValue(schema.valueType as z.ZodType, pair.value, [...at, key], context);
    if (read.ok) setOwn(value, key, read.value);
  }
  return { ok: true, value };
}

function* pairsOf(map: YAMLMap, at: YamlPath, context: ReadContext): Generator<{ key: string; pair: Pair }> {
  for (const pair of map.items) {
    const key = keyText(pair.key);
    if (key !== undefined) yield { key, pair };
    else {
      const message = 'A list or map cannot be a key here: put text before the colon.';
      context.add({ code: 'schema/type', at, range: context.rangeOf(pair.key), message });
    }
  }
}

function unknownKey(
  key: string,
  pair: Pair,
  known: readonly string[],
  at: YamlPath,
  context: ReadContext,
): void {
  const near = nearMiss(key, known);
  const message =
    near === undefined
      ? `\`${key}\` is not a key of this record's format: it is kept, and nothing reads it.`
      : `\`${key}\` is not a key of this record's format: did you mean \`${near}\`?`;
  context.add({
    code: 'schema/unknown-key',
    severity: 'hint',
    at: [...at, key],
    range: context.rangeOf(pair.key),
    message,
  });
}

function wrongShape(wanted: string, node: unknown, at: YamlPath, context: ReadContext): Read {
  const name = nameOf(at);
  context.add({
    code: 'schema/type',
    at,
    range: context.rangeOf(node),
    message: `${name} has to be ${wanted}.`,
  });
  return LEFT_OUT;
}

/** A prototype's name as a key must become a plain value of its own. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** True for `achieveBy: ""` and its like: where no text can be meant, an empty one counts as absent. */
function isBlank(schema: z.ZodType, node: unknown): boolean {
  const isText = isProse(schema) || !(scalarKinds.has(schema) || schema instanceof z.ZodEnum);
  return !isText && isScalar(node) && typeof node.value === 'string' && node.value.trim() === '';
}

function isProse(schema: z.ZodType): boolean {
  return scalarKinds.get(schema)?.is === 'prose';
}

/** What stands for a value that is missing and may not be: an empty text, an empty record, version 1. */
function placeHolder(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(requiredOf(schema).map(([key, inner]) => [key, placeHolder(inner)]));
  }
  const kind = scalarKinds.get(schema)?.is;
  if (kind === 'version') return 1;
  return kind === 'number' ? Number.NaN : '';
}
