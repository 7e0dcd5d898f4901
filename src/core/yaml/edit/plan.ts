import { isMap } from 'yaml';
import { columnIn, dashGapIn, insertBlock, moveBlock, removeBlock } from './block-items';
import { type Data, dataOfValue } from './data';
import { insertFlow, moveFlow, removeFlow } from './flow-items';
import { entryEnd, entryStart, type Item, isCollection } from './items';
import { type Found, type Holder, holderOf, isNothing, locate, missing, words, wrongType } from './locate';
import type { Opened } from './open';
import { nested, putValue } from './put';
import { refuse } from './refusal';
import { dashLines, flowPair, keyLines, renderFlow } from './render';
import { lineAfter, lineStart, type Splice } from './source';
import { fileStyle } from './style';
import type { KeyOrder, YamlEdit, YamlPath } from './types';

/** What one edit does to the text. */
export interface EditPlan {
  readonly splices: readonly Splice[];
  /** The lines of the addressed value: outside of them nothing but blanks and commas may go. */
  readonly span: readonly [from: number, to: number];
}

/** How an edit may be written: `careful` keeps a new value on one line. */
export interface Manner {
  readonly keyOrder?: KeyOrder | undefined;
  readonly careful: boolean;
}

/** Plans one edit on a parsed text. Refuses paths that aren't there and values of the wrong type. */
export function planEdit(opened: Opened, edit: YamlEdit, manner: Manner): EditPlan {
  switch (edit.op) {
    case 'set':
      return planSet(opened, edit.path, edit.value, manner);
    case 'remove':
      return planRemove(opened, edit.path);
    case 'insert':
      return planInsert(opened, edit, manner);
    case 'move':
      return planMove(opened, edit);
  }
}

function planSet(opened: Opened, path: YamlPath, value: unknown, manner: Manner): EditPlan {
  const found = locate(opened, path);
  const { item, rest } = found;
  if (rest.slice(1).some((step) => typeof step === 'number' && step !== 0)) missing(path);
  const holder = rest.length > 0 ? holderOf(item, opened.text) : null;
  if (holder && holder.items.length > 0) {
    const data = nested(rest.slice(1), value);
    return addEntry(opened, holder, rest[0] ?? 0, data, {
      ...manner,
      path: path.slice(0, path.length - rest.length),
    });
  }
  if (typeof rest[0] === 'number' && rest[0] !== 0) missing(path);
  if (holder && isMap(holder.node) !== (typeof rest[0] === 'string'))
    wrongType(path, 'empty', 'of that kind');
  const data = nested(rest, value);
  return { splices: putValue(opened, item, data, manner.careful), span: linesOf(item, opened.text) };
}

function addEntry(
  { text, root }: Opened,
  holder: Holder,
  step: string | number,
  data: Data,
  { keyOrder, careful, path }: Manner & { path: YamlPath },
): EditPlan {
  const map = isMap(holder.node);
  const index = map ? placeOf(String(step), holder, keyOrder?.(path) ?? []) : Number(step);
  const at = holder.items[index]?.head ?? holder.items.at(-1)?.end ?? 0;
  if (holder.node.flow) {
    const put = map ? flowPair(String(step), data) : renderFlow(data, true);
    return { splices: insertFlow(holder, index, put, text), span: [at, at] };
  }
  const style = fileStyle(root, text);
  const file = { ...style, dashGap: dashGapIn(holder, text) ?? style.dashGap };
  const spot = { column: columnIn(holder, text), file, careful: careful || (!map && areOneLiners(holder)) };
  const lines = map ? keyLines(String(step), data, spot) : dashLines(data, spot);
  return { splices: insertBlock(holder, index, lines, text), span: [at, at] };
}

/** True for a list of `{ … }` and `[ … ]`, an item a line: a new one is written like them. */
function areOneLiners({ items }: Holder): boolean {
  return items.every(({ value }) => isCollection(value) && value.flow === true);
}

/** Before the first later key that is there, else at the end. */
function placeOf(key: string, { items }: Holder, order: readonly string[]): number {
  const rank = order.indexOf(key);
  if (rank < 0) return items.length;
  const later = new Set(order.slice(rank + 1));
  const index = items.findIndex(({ name }) => later.has(String(name)));
  return index < 0 ? items.length : index;
}

function planRemove(opened: Opened, path: YamlPath): EditPlan {
  const { text } = opened;
  if (path.length === 0) refuse('path', 'The whole document can not be removed.', 'Delete the file instead.');
  const { item, parent, rest }: Found = locate(opened, path);
  if (rest.length > 0 || parent === null) missing(path);
  const index = parent.items.indexOf(item);
  const span = [lineStart(text, item.head), entryEnd(item, text)] as const;
  if (parent.node.flow) return { splices: removeFlow(parent, index, text), span };
  return { splices: removeBlock(parent, index, isMap(parent.node) ? '{}' : '[]', text), span };
}

function planInsert(opened: Opened, edit: YamlEdit & { op: 'insert' }, manner: Manner): EditPlan {
  const { path, index } = edit;
  const { item, rest } = locate(opened, path);
  const holder = rest.length === 0 ? holderOf(item, opened.text) : null;
  if (rest.length > 0 || isNothing(item)) {
    if (index !== 0) missing([...path, index]);
    return planSet(opened, path, [edit.value], manner);
  }
  if (holder === null || isMap(holder.node)) wrongType(path, holder ? 'a map' : 'a single value', 'a list');
  if (!Number.isInteger(index) || index < 0 || index > holder.items.length) missing([...path, index]);
  const data = dataOfValue(edit.value);
  if (holder.items.length === 0) {
    return { splices: putValue(opened, item, [data], manner.careful), span: linesOf(item, opened.text) };
  }
  return addEntry(opened, holder, index, data, { ...manner, path });
}

function planMove(opened: Opened, { path, from, to }: YamlEdit & { op: 'move' }): EditPlan {
  const { text } = opened;
  const { item, rest } = locate(opened, path);
  if (rest.length > 0) missing(path);
  const holder = holderOf(item, text);
  if (holder === null || isMap(holder.node)) wrongType(path, holder ? 'a map' : 'a single value', 'a list');
  for (const index of [from, to]) {
    if (!Number.isInteger(index) || index < 0 || index >= holder.items.length) {
      refuse(
        'missing',
        `${words(path)} has no item ${index}.`,
        'Look at the file again, then move what is there.',
      );
    }
  }
  const [low, high] = [holder.items[Math.min(from, to)], holder.items[Math.max(from, to)]] as [Item, Item];
  const start = holder.node.flow
    ? lineStart(text, low.head)
    : entryStart(low, text, item.kind === 'root' ? 0 : item.valueAt);
  const splices = holder.node.flow ? moveFlow(holder, from, to, text) : moveBlock(holder, from, to, text);
  return { splices, span: [start, entryEnd(high, text)] };
}

function linesOf(item: Item, text: string): [number, number] {
  return [lineStart(text, item.head), lineAfter(text, item.end)];
}
