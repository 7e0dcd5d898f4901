import { rotated, turned } from './block-items';
import type { Item } from './items';
import type { Holder } from './locate';
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

/** Offset of the comma behind an entry (blanks and comments between skipped), or -1. */
function commaAfter(text: string, end: number): number {
  const gap = /^(?:\s|(?<=\s)#[^\n]*)*/.exec(text.slice(end, end + 5000))?.[0].length ?? 0;
  return text[end + gap] === ',' ? end + gap : -1;
}

function closing({ node }: Holder): number {
  return (node.range?.[1] ?? 1) - 1;
}

/** True where entries stand on lines of their own, and the bracket closes on a later one. */
function onOwnLine(holder: Holder, item: Item, text: string): boolean {
  return isFirstOnLine(text, item.head) && lineEnd(text, item.end) < closing(holder);
}

/** A new entry at `index` of a collection in flow style. */
export function insertFlow(holder: Holder, index: number, put: string, text: string): Splice[] {
  const { items, node } = holder;
  const target = items[index];
  if (target) {
    const indent = ' '.repeat(columnOf(text, target.head));
    const gap = isFirstOnLine(text, target.head)
      ? eolAt(text, lineStart(text, target.head) - 1) + indent
      : ' ';
    return [{ at: target.head, remove: 0, text: `${put},${gap}` }];
  }
  const last = items.at(-1);
  if (last === undefined) {
    const open = (node.range?.[0] ?? 0) + 1;
    return [{ at: open, remove: 0, text: put }];
  }
  const comma = commaAfter(text, last.end);
  if (!onOwnLine(holder, last, text)) return [{ at: last.end, remove: 0, text: `, ${put}` }];
  const line = ' '.repeat(columnOf(text, last.head)) + put;
  if (comma >= 0) return [linesAfter(text, comma, [`${line},`])];
  return [{ at: last.end, remove: 0, text: ',' }, linesAfter(text, last.end, [line])];
}

/** Takes the entry at `index` out, with one comma, and with its line where it has one of its own. */
export function removeFlow(holder: Holder, index: number, text: string): Splice[] {
  const { items, node } = holder;
  const target = items[index] as Item;
  const comma = commaAfter(text, target.end);
  const stop = comma < 0 ? target.end : comma + 1;
  if (items.length === 1) {
    const open = (node.range?.[0] ?? 0) + 1;
    const inside = text.slice(open, target.head) + text.slice(stop, closing(holder));
    if (inside.trim() === '') return [{ at: open, remove: closing(holder) - open, text: '' }];
    return [{ at: target.head, remove: stop - target.head, text: '' }];
  }
  const next = items[index + 1];
  const before = items[index - 1];
  const alone = onOwnLine(holder, target, text) && lineEnd(text, stop) < (next?.head ?? closing(holder));
  if (alone) {
    const line = lineStart(text, target.head);
    const cut = { at: line, remove: lineAfter(text, stop) - line, text: '' };
    if (next || comma >= 0 || !before) return [cut];
    return [{ at: commaAfter(text, before.end), remove: 1, text: '' }, cut];
  }
  if (next) {
    const plain = text.slice(target.end, next.head).replace(',', '').trim() === '';
    return [{ at: target.head, remove: (plain ? next.head : stop) - target.head, text: '' }];
  }
  if (before && text.slice(before.end, target.head).replace(',', '').trim() === '') {
    return [{ at: before.end, remove: target.end - before.end, text: '' }];
  }
  return [
    { at: commaAfter(text, before?.end ?? 0), remove: 1, text: '' },
    { at: target.head, remove: stop - target.head, text: '' },
  ];
}

/** Moves an entry of a list; commas stay, and a comment at the end of an entry's own line goes with it. */
export function moveFlow(holder: Holder, from: number, to: number, text: string): Splice[] {
  const low = Math.min(from, to);
  const moved = holder.items.slice(low, Math.max(from, to) + 1);
  const entries = moved.map((item) => ({ from: item.head, to: item.end }));
  const back = from > to;
  if (!moved.every((item) => onOwnLine(holder, item, text))) return rotated(entries, back, text);
  const comments = moved.map((item) => {
    const comma = commaAfter(text, item.end);
    const start = comma >= 0 && comma < lineEnd(text, item.end) ? comma + 1 : item.end;
    return { from: start, to: lineEnd(text, start) };
  });
  const texts = comments.map((spot) => text.slice(spot.from, spot.to));
  if (
    !texts.every((comment) => /^\s*(?:#.*)?$/.test(comment)) ||
    texts.every((comment) => comment.trim() === '')
  ) {
    return rotated(entries, back, text);
  }
  return [...turned(entries, back, text), ...turned(comments, back, text)];
}
