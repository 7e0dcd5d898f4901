import * as z from 'zod';
import type { RecordKind, RecordPlace } from '../model/layout';
import type { Measurements } from '../model/measurements';
import type { Problem, Range } from '../model/problem';
import { SCHEMAS } from '../model/schemas';
import type { YamlPath } from '../yaml/edit/types';
import { FILE_START, type LineIndex } from '../yaml/lines';
import { isNothing, locateIn } from '../yaml/locate';
import { type ParsedYaml, parseYaml } from '../yaml/parse';
import { ReadContext } from './context';
import { type Entry, entriesOf } from './entries';
import type { Reading, RecordValues } from './loaded';
import { readValue, requiredOf } from './read-value';

/**
 * Reads one record: its value as far as it can be read, and all that is wrong with it. Never throws.
 * @param place what the file is, by its path
 * @param path for the problems, relative to what is loaded
 * @param source the file's bytes, or its text as an editor has it
 */
export function readRecord<K extends RecordKind>(
  place: RecordPlace & { readonly kind: K },
  path: string,
  source: Uint8Array | string,
): Reading<K> {
  const parsed = parseYaml(source, path);
  const { value, problems } = valueIn(place, path, parsed);
  return {
    kind: place.kind,
    path,
    text: parsed.text,
    value: value as RecordValues[K] | undefined,
    problems,
    readOnly: problems.some(forbidsWriting),
    locate: locator(parsed.text, parsed.lines, path, parsed.document !== null),
  };
}

/** A broken file, and one of a newer format, are not for programs to write to. */
function forbidsWriting({ code, severity }: Problem): boolean {
  return code === 'schema/version' || (severity === 'error' && /^(?:file|schema)\//.test(code));
}

function valueIn(
  place: RecordPlace,
  path: string,
  { document, text, lines, problems }: ParsedYaml,
): { value: unknown; problems: readonly Problem[] } {
  if (document === null || text === null) return { value: undefined, problems };
  const context = new ReadContext(place, path, text, lines);
  const root = document.contents;
  if (isNothing(root)) return emptyFile(context);
  const read = readValue(SCHEMAS[place.kind], root, [], context);
  const found = context.problems.sort((a, b) => a.range.start.offset - b.range.start.offset);
  const value = read.ok ? read.value : undefined;
  const newer = found.filter((problem) => problem.code === 'schema/version');
  if (newer.length > 0) return { value, problems: newer };
  return { value: place.kind === 'measurements' ? wholePoints(value) : value, problems: found };
}

/** Settings, a coaching cycle and measurements may be empty; other records are nothing without what they require. */
function emptyFile(context: ReadContext): { value: unknown; problems: readonly Problem[] } {
  const schema: z.ZodType = SCHEMAS[context.kind];
  if (!(schema instanceof z.ZodObject)) return { value: [], problems: [] };
  for (const [key] of requiredOf(schema)) {
    const message = `This file is empty: \`${key}\` is missing.`;
    context.add({ code: 'schema/required', at: [key], range: FILE_START, message });
  }
  return { value: context.problems.length === 0 ? {} : undefined, problems: context.problems };
}

/** Points without a time or a number say nothing; their order does not matter, so they are left out. */
function wholePoints(value: unknown): Measurements | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as Measurements).filter((point) => point.at !== '' && Number.isFinite(point.value));
}

/** Who asks more often is given the nodes of the whole record. */
const FEW = 4;

/**
 * Finds values in a text. Nodes are many times their text's size and seldom asked for, so they are made again: those of
 * one entry, or where that can't be told by its lines, of all on the first question.
 * @param isSound true for a text without problems of YAML's
 */
export function locator(
  text: string | null,
  lines: LineIndex,
  path: string,
  isSound: boolean,
): Reading<RecordKind>['locate'] {
  let parsed: ParsedYaml | undefined;
  let asked = 0;
  return (at: YamlPath, part?: 'key') => {
    const entry = isSound && ++asked <= FEW ? entryAt(text ?? '', at) : undefined;
    if (entry !== undefined) return shifted(locateEntry(entry, at, path, part), entry.start, lines);
    parsed ??= parseYaml(text ?? '', path);
    return locateIn(parsed.document?.contents ?? null, at, text ?? '', lines, part);
  };
}

function entryAt(text: string, [key]: YamlPath): Entry | undefined {
  return typeof key === 'string' ? entriesOf(text)?.get(key) : undefined;
}

function locateEntry({ text }: Entry, at: YamlPath, path: string, part: 'key' | undefined): Range {
  const { document, lines } = parseYaml(text, path);
  return locateIn(document?.contents ?? null, at, text, lines, part);
}

function shifted({ start, end }: Range, by: number, lines: LineIndex): Range {
  return lines.range(start.offset + by, end.offset + by);
}
