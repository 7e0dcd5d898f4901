import { entryEnd, entryStart, type Item } from './items';
import type { Holder } from './locate';
import { columnOf, eolAt, isFirstOnLine, lineAfter, lineEnd, lineStart, type Splice } from './source';

/** Where comments above the entry at `index` may begin to be its own. */
function bound({ item, items }: Holder, index: number, text: string): number {
  const before = items[index - 1];
  if (before) return entryEnd(before, text);
  return item.kind === 'root' ? 0 : lineAfter(text, item.valueAt);
}

/** Column of the entries. */
export function columnIn(holder: Holder, text: string): number {
  return columnOf(text, holder.items[0]?.head ?? 0);
}

/** Spaces behind the dashes, as the first item shows. */
export function dashGapIn({ items }: Holder, text: string): number | undefined {
  const first = items[0];
  const between = first ? text.slice(first.valueAt, first.value?.range?.[0]) : '';
  return /^ +$/.test(between) ? between.length : undefined;
}

/** New lines as the entry at `index` of a collection in block style that has entries already. */
export function insertBlock(holder: Holder, index: number, lines: readonly string[], text: string): Splice[] {
  const target = holder.items[index];
  if (target === undefined) {
    const last = holder.items.at(-1) as Item;
    const at = entryEnd(last, text);
    const eol = eolAt(text, last.end);
    const open = at === text.length && !text.endsWith('\n');
    return [{ at, remove: 0, text: lines.map((line) => (open ? eol + line : line + eol)).join('') }];
  }
  const eol = eolAt(text, target.head);
  if (isFirstOnLine(text, target.head)) {
    const at = entryStart(target, text, bound(holder, index, text));
    return [{ at, remove: 0, text: lines.map((line) => line + eol).join('') }];
  }
  const indent = ' '.repeat(columnIn(holder, text));
  return [{ at: target.head, remove: 0, text: `${lines.join(eol).trimStart()}${eol}${indent}` }];
}

/** Takes the entry at `index` out, with its lines; comments above it stay. The last one leaves `empty` behind. */
export function removeBlock(holder: Holder, index: number, empty: '{}' | '[]', text: string): Splice[] {
  const { item, items } = holder;
  const target = items[index] as Item;
  const end = entryEnd(target, text);
  const first = isFirstOnLine(text, target.head);
  if (items.length === 1) {
    if (item.kind === 'root' || !first)
      return [{ at: target.head, remove: target.end - target.head, text: empty }];
    const from = lineStart(text, target.head);
    return [
      { at: item.valueAt, remove: 0, text: ` ${empty}` },
      { at: from, remove: end - from, text: '' },
    ];
  }
  if (first) {
    const from = lineStart(text, target.head);
    return [{ at: from, remove: end - from, text: '' }];
  }
  const next = items[index + 1] as Item;
  const between = text.slice(end, lineStart(text, next.head));
  if (between.trim() === '') return [{ at: target.head, remove: next.head - target.head, text: '' }];
  const blanks = /[ \t]*$/.exec(text.slice(0, target.head))?.[0].length ?? 0;
  const stop = lineEnd(text, Math.max(target.head, end - 1));
  return [{ at: target.head - blanks, remove: stop - target.head + blanks, text: '' }];
}

/** Where an entry begins and ends with its comments, from its first letter to before its last line ending. */
function chunk(holder: Holder, index: number, text: string): { from: number; to: number } {
  const item = holder.items[index] as Item;
  const start = entryStart(item, text, bound(holder, index, text));
  const from = start + (/^[ \t]*/.exec(text.slice(start, start + 400))?.[0].length ?? 0);
  const end = entryEnd(item, text);
  return { from, to: text[end - 1] === '\n' ? lineEnd(text, end - 1) : end };
}

/** Moves an entry of a list; the lines between entries stay where they are. */
export function moveBlock(holder: Holder, from: number, to: number, text: string): Splice[] {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const spots = Array.from({ length: high - low + 1 }, (_, i) => chunk(holder, low + i, text));
  return rotated(spots, from > to, text);
}

/**
 * Each spot gets its neighbour's text: the last one's comes first (`back`), or the first one's comes last.
 * Where all gaps between the spots are alike, one text is cut out and put in, which gives the same with two changes.
 */
export function rotated(spots: readonly Spot[], back: boolean, text: string): Splice[] {
  const gaps = spots.slice(1).map(({ from }, i) => text.slice(spots[i]?.to ?? from, from));
  const gap = gaps[0] ?? '';
  const first = spots[0] as Spot;
  const last = spots.at(-1) as Spot;
  if (gaps.every((other) => other === gap)) {
    const moved = back ? last : first;
    const put = text.slice(moved.from, moved.to);
    if (!back) return [cut(first.from, first.to + gap.length), { at: last.to, remove: 0, text: gap + put }];
    return [{ at: first.from, remove: 0, text: put + gap }, cut(last.from - gap.length, last.to)];
  }
  return turned(spots, back, text);
}

/** As `rotated`, each spot by itself. */
export function turned(spots: readonly Spot[], back: boolean, text: string): Splice[] {
  const texts = spots.map(({ from, to }) => text.slice(from, to));
  const order = back
    ? [...texts.slice(-1), ...texts.slice(0, -1)]
    : [...texts.slice(1), ...texts.slice(0, 1)];
  return spots.map(({ from, to }, i) => ({ at: from, remove: to - from, text: order[i] ?? '' }));
}

/** A stretch of text that changes places. */
interface Spot {
  readonly from: number;
  readonly to: number;
}

function cut(from: number, to: number): Splice {
  return { at: from, remove: to - from, text: '' };
}
