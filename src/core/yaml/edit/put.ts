import type { Rendering } from './block-scalar';
import { type Data, dataOfValue } from './data';
import { type Item, isBlockScalar, isCollection, isEmpty } from './items';
import type { Opened } from './open';
import { type Place, renderBlock, renderFlow } from './render';
import {
  columnOf,
  eolAt,
  isFirstOnLine,
  lineAfter,
  lineEnd,
  lineStart,
  linesAfter,
  type Splice,
} from './source';
import { fileStyle, oldScalar } from './style';

/** Writes a value in the place of the one that an entry holds, or where it holds none. */
export function putValue({ text, root, doc }: Opened, item: Item, data: Data, careful: boolean): Splice[] {
  const { value } = item;
  const old = oldScalar(value, text);
  if (item.kind === 'flow' || (isCollection(value) && value.flow && value.items.length > 0)) {
    const flow = renderFlow(data, item.kind === 'flow', old);
    if (!value || isEmpty(value)) return [{ at: item.valueAt, remove: 0, text: `${item.lead} ${flow}` }];
    return [replace(value, flow)];
  }
  const compact = isCollection(value) && item.kind === 'key' && !isFirstOnLine(text, value.range?.[0] ?? 0);
  const place: Place = {
    kind: item.kind,
    column: item.kind === 'root' ? -1 : columnOf(text, item.head),
    used: columnOf(text, item.valueAt) + 1,
    file: { ...fileStyle(root, text), dashGap: gap(item, text) },
    old,
    careful: careful || (compact && !(isCollection(value) && value.flow)),
  };
  const rendering = renderBlock(data, place);
  if (!value || isEmpty(value)) {
    return item.kind === 'root'
      ? putRoot(text, doc.range?.[1] ?? text.length, rendering)
      : putNew(text, item, rendering);
  }
  if (isBlockScalar(value)) return overBlockScalar(text, item, rendering);
  if (isCollection(value) && !value.flow) return overCollection(text, item, rendering);
  return overFlow(text, item, rendering);
}

function replace(node: NonNullable<Item['value']>, text: string): Splice {
  const [from = 0, to = 0] = node.range ?? [];
  return { at: from, remove: to - from, text };
}

function gap(item: Item, text: string): number {
  const between = text.slice(item.valueAt, item.value?.range?.[0] ?? item.valueAt);
  return /^ +$/.test(between) ? between.length : 1;
}

function putNew(text: string, item: Item, { head, body }: Rendering): Splice[] {
  if (item.lead.startsWith('\n')) {
    return [
      linesAfter(text, item.valueAt, [`${item.lead.slice(1)}${head === '' ? '' : ` ${head}`}`, ...body]),
    ];
  }
  const first = { at: item.valueAt, remove: 0, text: item.lead + (head === '' ? '' : ` ${head}`) };
  return [first, linesAfter(text, item.valueAt, body)];
}

/** A root value for a document that has none: after its comments, before its end marker. */
function putRoot(text: string, end: number, { head, body }: Rendering): Splice[] {
  const marker = /^\.\.\.(?=\s|$)/m.exec(text);
  const start = /^---(?=\s|$)/m.exec(text);
  const at = marker && (!start || marker.index > start.index) ? marker.index : Math.max(end, text.length);
  const eol = text.includes('\n') ? eolAt(text, Math.max(0, at - 1)) : '\n';
  const before = at === 0 || text[at - 1] === '\n' ? '' : eol;
  return [{ at, remove: 0, text: before + [head, ...body].map((line) => line + eol).join('') }];
}

/** Over a scalar on one or several lines, or an empty `{}` or `[]`. */
function overFlow(text: string, item: Item, { head, body }: Rendering): Splice[] {
  const [from = 0, to = 0] = item.value?.range ?? [];
  const rest = linesAfter(text, to, body);
  if (head !== '') return [{ at: from, remove: to - from, text: head }, rest];
  if (lineEnd(text, item.valueAt) >= from) {
    return [{ at: item.valueAt, remove: to - item.valueAt, text: '' }, rest];
  }
  const comment = text.slice(to, lineEnd(text, to)).trim() !== '';
  if (comment) return [{ at: from, remove: to - from + blanks(text, to), text: '' }, rest];
  return [{ at: lineStart(text, from), remove: lineAfter(text, to) - lineStart(text, from), text: '' }, rest];
}

function blanks(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at, lineEnd(text, at)))?.[0].length ?? 0;
}

/** Over `|` or `>` with its lines; a comment behind the header stays. */
function overBlockScalar(text: string, item: Item, { head, body }: Rendering): Splice[] {
  const [from = 0] = item.value?.range ?? [];
  const header = /^[|>][-+\d]*/.exec(text.slice(from, from + 8))?.[0].length ?? 1;
  const next = lineAfter(text, from);
  const first =
    head === ''
      ? { at: item.valueAt, remove: from + header - item.valueAt, text: '' }
      : { at: from, remove: header, text: head };
  return [first, ...overLines(text, next, item.end, body)];
}

/** Over a map or list in block style. */
function overCollection(text: string, item: Item, { head, body }: Rendering): Splice[] {
  const [from = 0] = item.value?.range ?? [];
  if (lineEnd(text, item.valueAt) >= from) {
    const put = [{ at: from, remove: item.end - from, text: head }];
    return body.length > 0 ? [...put, linesAfter(text, item.end, body)] : put;
  }
  const first = { at: item.valueAt, remove: 0, text: head === '' ? '' : ` ${head}` };
  return [first, ...overLines(text, lineAfter(text, item.valueAt), item.end, body)];
}

/** Lines from `next` up to the end of the line that holds `end`, replaced by others. */
function overLines(text: string, next: number, end: number, body: readonly string[]): Splice[] {
  if (next > end || next >= text.length) return [linesAfter(text, Math.min(end, text.length), body)];
  const eol = eolAt(text, end);
  const stop = lineAfter(text, end);
  const lines = body.map((line) => line + eol).join('');
  const open = text.indexOf('\n', end) < 0;
  return [{ at: next, remove: stop - next, text: open ? lines.slice(0, -eol.length) : lines }];
}

/** A value for a path that is missing: the maps and lists that lead to it, with the value in the innermost. */
export function nested(rest: readonly (string | number)[], value: Parameters<typeof dataOfValue>[0]): Data {
  const [step, ...deeper] = rest;
  if (step === undefined) return dataOfValue(value);
  return typeof step === 'number' ? [nested(deeper, value)] : new Map([[step, nested(deeper, value)]]);
}
