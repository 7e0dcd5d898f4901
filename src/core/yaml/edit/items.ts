import { type CST, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { keyName } from './data';
import { columnOf, isFirstOnLine, lineAfter, lineEnd, lineStart } from './source';

/** One entry of a map or list as it is written, or the whole document: a place that holds one value. */
export interface Item {
  readonly kind: 'root' | 'key' | 'dash' | 'flow';
  readonly name: string | number;
  /** Where the entry begins: its key, its `?`, its `-`, or in a flow list its value. */
  readonly head: number;
  /** Just after the `:` or `-`: where a value goes if there is none. */
  readonly valueAt: number;
  /** What must stand before a value at `valueAt`: a colon, where a key has none yet. */
  readonly lead: string;
  readonly value: Node | null;
  /** End of the entry's own text; behind it comes at most a comment. */
  readonly end: number;
}

export type Collection = YAMLMap | YAMLSeq;

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** A parsed node never changes, so its entries are worked out once. */
const known = new WeakMap<Collection, readonly Item[]>();

/** The entries of a collection, in the order of the file. @param text the text that the node was parsed from */
export function itemsOf(node: Collection, text: string): readonly Item[] {
  const items = known.get(node) ?? readItems(node, text);
  known.set(node, items);
  return items;
}

function readItems(node: Collection, text: string): Item[] {
  if (isMap(node))
    return node.items.map((pair) => pairItem(pair as Pair<Node, Node | null>, node.flow === true, text));
  if (node.flow) return node.items.map((value, i) => flowItem(value as Node, i, text));
  const tokens = ((node.srcToken as CST.BlockSequence | undefined)?.items ?? []).flatMap((item) =>
    item.start.filter((token) => token.type === 'seq-item-ind'),
  );
  return node.items.map((value, i) => {
    const head = tokens[i]?.offset ?? 0;
    return finish({ kind: 'dash', name: i, head, valueAt: head + 1, lead: '', value: value as Node }, text);
  });
}

function flowItem(value: Node, index: number, text: string): Item {
  const head = value.range?.[0] ?? 0;
  return finish({ kind: 'flow', name: index, head, valueAt: head, lead: '', value }, text);
}

function pairItem(pair: Pair<Node, Node | null>, flow: boolean, text: string): Item {
  const source = pair.srcToken;
  const explicit = source?.start.find((token) => token.type === 'explicit-key-ind');
  const colon = source?.sep?.find((token) => token.type === 'map-value-ind');
  const key = pair.key as Node | null;
  const keyAt = key?.range?.[0] ?? colon?.offset ?? 0;
  const head = explicit?.offset ?? (key && !isEmpty(key) ? keyAt : (colon?.offset ?? keyAt));
  const keyEnd = key ? contentEnd(key, text) : head;
  const noColon = flow || !explicit ? ':' : `\n${' '.repeat(columnOf(text, head))}:`;
  return finish(
    {
      kind: flow ? 'flow' : 'key',
      name: keyName(pair.key, text),
      head,
      valueAt: colon ? colon.offset + 1 : keyEnd,
      lead: colon ? '' : noColon,
      value: pair.value,
    },
    text,
  );
}

function finish(item: Omit<Item, 'end'>, text: string): Item {
  return {
    ...item,
    // Worked out only where it is asked for: a long list asks for few of its items' ends.
    get end() {
      return item.value && !isEmpty(item.value) ? contentEnd(item.value, text) : item.valueAt;
    },
  };
}

/** True for a value that is not written at all: `key:` with nothing behind it. */
export function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1]);
}

/** Where a value's own text ends: no comment, no line ending and, unless they are kept, no blank lines behind it. */
export function contentEnd(node: Node, text: string): number {
  const range = node.range ?? [0, 0, 0];
  if (isCollection(node) && !node.flow) {
    const last = itemsOf(lastOf(node), text).at(-1);
    return last?.end ?? range[1];
  }
  if (!isBlockScalar(node)) return range[1];
  const source = text.slice(range[0], range[1]);
  const header = /^[|>][-+\d]*/.exec(source)?.[0] ?? '';
  if (header.includes('+')) return range[1] - (/\r?\n$/.exec(source)?.[0].length ?? 0);
  // A line of blanks behind the text is text itself where it is longer than the indentation.
  const indent = /\n([ ]*)[^\s]/.exec(source)?.[1]?.length ?? source.length;
  const tail = source.slice(source.trimEnd().length);
  const lines = tail.split('\n');
  const last = lines.findLastIndex((line, i) => i > 0 && line.replace('\r', '').length > indent);
  const kept = last < 0 ? 0 : lines.slice(0, last + 1).join('\n').length;
  const end = range[0] + source.length - tail.length + kept;
  return source.includes('\n') ? Math.max(end, range[0] + header.length) : end;
}

/** The collection with its last entry alone: what its end depends on. Keeps the search linear in the depth. */
function lastOf(node: Collection): Collection {
  const copy = Object.create(node) as Collection;
  copy.items = node.items.slice(-1) as typeof node.items;
  if (isSeq(node)) {
    const source = node.srcToken as CST.BlockSequence | undefined;
    const items = (source?.items ?? []).filter((item) =>
      item.start.some(({ type }) => type === 'seq-item-ind'),
    );
    copy.srcToken = { ...source, items: items.slice(-1) } as CST.BlockSequence;
  }
  return copy;
}

export function isBlockScalar(node: Node | null): boolean {
  return isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
}

/** Start of the line after an entry of block style, the deeper comments that follow it included: they are the entry's. */
export function entryEnd(item: Item, text: string): number {
  const column = columnOf(text, item.head);
  let end = lineAfter(text, item.end);
  for (let at = end; at < text.length; at = lineAfter(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() === '') continue;
    if (!/^\s*#/.test(line) || line.search(/\S/) <= column) break;
    end = lineAfter(text, at);
  }
  return end;
}

/**
 * Start of the comment lines directly above an entry of block style; they are the entry's.
 * Comments at the very top of the file are the file's.
 * @param after nothing above this offset is the entry's
 */
export function entryStart(item: Item, text: string, after: number): number {
  const first = lineStart(text, item.head);
  if (!isFirstOnLine(text, item.head)) return item.head;
  let start = first;
  while (start > after) {
    const above = lineStart(text, start - 1);
    if (above < after || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start === 0 ? first : start;
}
