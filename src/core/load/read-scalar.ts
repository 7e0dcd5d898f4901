import { isScalar, type Scalar } from 'yaml';
import * as z from 'zod';
import { isDate } from '../model/dates';
import { type ScalarKind, scalarKinds } from '../model/scalars';
import { nearMiss } from '../text/near-miss';
import type { YamlPath, YamlValue } from '../yaml/edit/types';
import { LEFT_OUT, nameOf, type Read, type ReadContext } from './context';

interface Found {
  readonly schema: z.ZodType;
  readonly node: Scalar;
  readonly at: YamlPath;
  readonly context: ReadContext;
  /** What it is called in a message. */
  readonly name: string;
}

/** Reads a text, number, date, id or one of a few words. */
export function readScalar(schema: z.ZodType, node: unknown, at: YamlPath, context: ReadContext): Read {
  const name = nameOf(at);
  if (!isScalar(node)) {
    const message = `${name} has to be one value here, not a list or a map.`;
    context.add({ code: 'schema/type', at, range: context.rangeOf(node), message });
    return LEFT_OUT;
  }
  const found = { schema, node, at, context, name };
  if (schema instanceof z.ZodEnum) return readWord(schema.options as string[], found);
  const kind = scalarKinds.get(schema);
  if (kind === undefined) throw new Error(`No kind of scalar is known for the schema at ${at.join('.')}`);
  return READERS[kind.is](found, kind);
}

const READERS: Readonly<Record<ScalarKind['is'], (found: Found, kind: ScalarKind) => Read>> = {
  prose: (found) => ({ ok: true, value: textOf(found.node) }),
  required: readRequired,
  reference: readReference,
  date: readDate,
  instant: readInstant,
  number: readNumber,
  version: readVersion,
  slug: readSlug,
  id: readId,
};

/** The text of a scalar: prose that happens to look like a number or `true` is still what the person typed. */
function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

function wrong(found: Found, code: string, message: string, value?: YamlValue, title?: string): Read {
  const { context, node, at, name } = found;
  const fix =
    value === undefined
      ? undefined
      : { title: title ?? `Write ${value}`, edits: [{ op: 'set' as const, path: at, value }] };
  context.add({ code, at, range: context.rangeOf(node), message: `${name} ${message}`, fix });
  return LEFT_OUT;
}

function readRequired(found: Found): Read {
  const text = textOf(found.node);
  return text.trim() === ''
    ? wrong(found, 'schema/required', 'is empty: write it here.')
    : { ok: true, value: text };
}

function readReference(found: Found): Read {
  const text = textOf(found.node);
  if (typeof found.node.value === 'number') quoteNumber(found, text);
  return { ok: true, value: text };
}

/** The text is clear, so it is read; but other programs see a number, and what is left of it is another name. */
function quoteNumber(found: Found, text: string): void {
  const message = `is read as a number by YAML: put quotes around ${text}.`;
  wrong(found, 'schema/number', message, text, `Put quotes around ${text}`);
}

function readDate(found: Found): Read {
  const text = textOf(found.node);
  if (isDate(text)) return { ok: true, value: text };
  const meant = dateFrom(text);
  const example = meant ?? '2026-12-11';
  return wrong(found, 'schema/date', `is not a date: write it as ${example}.`, meant);
}

/** The date that a text surely means: year first, or a point in time. */
function dateFrom(text: string): string | undefined {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(meant) ? meant : undefined;
}

function readInstant(found: Found): Read {
  const text = textOf(found.node);
  if (found.schema.safeParse(text).success) return { ok: true, value: text };
  return wrong(found, 'schema/date', 'is not a point in time in UTC: write it as 2026-11-22T10:15:00Z.');
}

function readNumber(found: Found): Read {
  const { value } = found.node;
  if (typeof value === 'number' && Number.isFinite(value)) return { ok: true, value };
  const text = textOf(found.node);
  if (typeof value === 'number') {
    return wrong(
      found,
      'schema/number',
      `is not a number that can be compared: write one in place of ${text}.`,
    );
  }
  const meant = /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  const mend =
    meant === undefined ? 'write the number alone, its unit belongs to the metric' : 'take the quotes away';
  return wrong(found, 'schema/type', `is not a number: ${mend}.`, meant);
}

function readVersion(found: Found): Read {
  const { value } = found.node;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    return wrong(found, 'schema/value', 'is the version of the format: write 1.', 1);
  }
  if (value > 1) {
    const { context, node, at } = found;
    const message = `This kata is written in version ${value} of the format, newer than this tool: it is shown, and cannot be edited here.`;
    context.add({ code: 'schema/version', severity: 'info', at, range: context.rangeOf(node), message });
  }
  return { ok: true, value };
}

function readSlug(found: Found): Read {
  const text = textOf(found.node);
  if (text.trim() === '') return wrong(found, 'schema/required', 'is empty: write it here.');
  if (!found.schema.safeParse(text).success) {
    return wrong(
      found,
      'schema/slug',
      'may hold lower-case letters, digits and single hyphens only, such as under-500.',
    );
  }
  if (typeof found.node.value === 'number') quoteNumber(found, text);
  return { ok: true, value: text };
}

function readId(found: Found, kind: ScalarKind): Read {
  const text = textOf(found.node);
  if (text.trim() === '') return wrong(found, 'schema/required', 'is empty: write an id here.');
  if (found.schema.safeParse(text).success) return { ok: true, value: text };
  const prefix = kind.is === 'id' ? kind.prefix : 'x';
  if (new RegExp(`^${prefix}-\\d{5}$`).test(text)) {
    return wrong(
      found,
      'id/number',
      `has no letter behind ${prefix}-: an id needs one, so that nobody reads a number.`,
    );
  }
  return wrong(found, 'schema/id', `is not an id: write one such as ${prefix}-7f3kq.`);
}

function readWord(words: readonly string[], found: Found): Read {
  const text = textOf(found.node);
  if (words.includes(text)) return { ok: true, value: text };
  const lower = text.trim().toLowerCase();
  const meant = words.includes(lower) ? lower : nearMiss(text, words);
  const choice = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return wrong(found, 'schema/value', `has to be ${choice}.`, meant);
}
