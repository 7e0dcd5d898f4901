import { type BlockStyle, blockScalar, fold, type Rendering } from './block-scalar';
import type { Data } from './data';
import { isPlain, keyText, oneLine } from './plain';
import type { FileStyle, OldScalar } from './style';

/** Longest line of prose that is not folded where a new value is written, in columns. */
const LONG = 100;
/** Where new prose is folded, in columns. */
const WIDTH = 80;

/** The place of a value in block style. */
export interface Place {
  readonly kind: 'root' | 'key' | 'dash';
  /** Column of the key or dash; -1 for the document. */
  readonly column: number;
  /** Columns before the value on its line. */
  readonly used: number;
  readonly file: FileStyle;
  readonly old?: OldScalar | undefined;
  /** On one line at any price: what is always possible. */
  readonly careful?: boolean;
}

/** A value in block style, at its place. */
export function renderBlock(data: Data, place: Place): Rendering {
  if (typeof data === 'string') return renderText(data, place);
  if (!(data instanceof Map) && !Array.isArray(data)) return { head: scalarText(data), body: [] };
  if (place.careful || (data instanceof Map ? data.size : data.length) === 0) {
    return { head: renderFlow(data, false), body: [] };
  }
  const lines = Array.isArray(data) ? listLines(data, place) : mapLines(data, place);
  if (place.kind === 'key') return { head: '', body: lines };
  const [first = '', ...rest] = lines;
  return { head: first.trimStart(), body: rest };
}

function inner(place: Place, step: number): number {
  if (place.kind === 'root') return 0;
  return place.kind === 'dash' ? place.column + 1 + place.file.dashGap : place.column + step;
}

function mapLines(map: ReadonlyMap<string, Data>, place: Place): string[] {
  const column = inner(place, place.file.step);
  return [...map].flatMap(([key, value]) => keyLines(key, value, { column, file: place.file }));
}

function listLines(list: readonly Data[], place: Place): string[] {
  const column = inner(place, place.file.listStep);
  return list.flatMap((value) => dashLines(value, { column, file: place.file }));
}

type Spot = Pick<Place, 'column' | 'file' | 'careful'>;

/** A new entry of a block map, as lines without line endings. */
export function keyLines(key: string, value: Data, spot: Spot): string[] {
  const start = `${' '.repeat(spot.column)}${keyText(key, false)}:`;
  const { head, body } = renderBlock(value, { ...spot, kind: 'key', used: start.length + 1 });
  return [head === '' ? start : `${start} ${head}`, ...body];
}

/** A new item of a block list, as lines without line endings. */
export function dashLines(value: Data, spot: Spot): string[] {
  const start = `${' '.repeat(spot.column)}-${' '.repeat(spot.file.dashGap)}`;
  const { head, body } = renderBlock(value, { ...spot, kind: 'dash', used: start.length });
  return [start + head, ...body];
}

function scalarText(data: number | boolean | null): string {
  return Object.is(data, -0) ? '0' : String(data);
}

/** A value in flow style, on one line. */
export function renderFlow(data: Data, insideFlow: boolean, old?: OldScalar): string {
  if (typeof data === 'string') return oneLine(data, insideFlow, quotesOf(old));
  if (Array.isArray(data)) return `[${data.map((item) => renderFlow(item, true)).join(', ')}]`;
  if (!(data instanceof Map)) return scalarText(data);
  if (data.size === 0) return '{}';
  return `{ ${[...data].map(([key, value]) => flowPair(key, value)).join(', ')} }`;
}

/** One entry of a flow map. */
export function flowPair(key: string, value: Data): string {
  return `${keyText(key, true)}: ${renderFlow(value, true)}`;
}

function quotesOf(old: OldScalar | undefined): 'single' | 'double' | undefined {
  if (old?.type === 'QUOTE_SINGLE') return 'single';
  return old?.type === 'QUOTE_DOUBLE' ? 'double' : undefined;
}

/** Text in the old scalar's style where it can be; else in the one that people find easiest to read. */
function renderText(text: string, place: Place): Rendering {
  const { old } = place;
  const line: Rendering = { head: oneLine(text, false, quotesOf(old)), body: [] };
  if (place.careful) return line;
  if (old?.type === 'BLOCK_FOLDED') return block(text, '>', place) ?? line;
  if (old?.type === 'BLOCK_LITERAL') return block(text, '|', place) ?? line;
  if (quotesOf(old) === 'double') return line;
  if (text.includes('\n')) return block(text, '|', place) ?? line;
  if (quotesOf(old) === 'single') return line;
  if (place.used + text.length <= LONG || !/\S \S/.test(text)) return line;
  if (old?.source.includes('\n')) return plainLines(text, old.source) ?? block(text, '>', place) ?? line;
  if (old && old.source.length > WIDTH && isPlain(text, false)) return line;
  return block(text, '>', place) ?? line;
}

function block(text: string, style: BlockStyle, place: Place): Rendering | null {
  const lines = place.old && /^[|>]/.test(place.old.source) ? place.old.source.split(/\r?\n/).slice(1) : [];
  const first = lines.find((line) => line.trim() !== '');
  const hint = /^[|>][-+]?(\d)/.exec(place.old?.source ?? '')?.[1];
  const indent = hint ? Math.max(place.column, 0) + Number(hint) : first?.search(/\S/);
  return blockScalar(text, style, {
    parent: place.column,
    indent: indent ?? Math.max(place.column, 0) + (place.kind === 'root' ? 2 : Math.max(place.file.step, 1)),
    width: Math.max(
      lines.filter((line) => line.trim() !== '').length > 1 ? 60 : WIDTH,
      ...lines.slice(0, 50).map((line) => line.length),
    ),
  });
}

/** Text as a plain scalar over several lines, indented as the old one was. */
function plainLines(text: string, old: string): Rendering | null {
  if (!isPlain(text, false)) return null;
  const indent = /\n([ \t]*)\S/.exec(old)?.[1] ?? '  ';
  const eol = old.includes('\r\n') ? '\r\n' : '\n';
  return { head: fold([text], WIDTH - indent.length).join(eol + indent), body: [] };
}
