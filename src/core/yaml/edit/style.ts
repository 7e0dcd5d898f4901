import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { isCollection, itemsOf } from './items';
import { columnOf } from './source';

/** How a file is written, as far as its first examples show. */
export interface FileStyle {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it. */
  readonly listStep: number;
  /** Spaces behind a dash. */
  readonly dashGap: number;
}

const LOOKED_AT = 400;

/** Reads the style of a file from its first nested map and list. */
export function fileStyle(root: Node | null, text: string): FileStyle {
  let step: number | undefined;
  let listStep: number | undefined;
  let dashGap: number | undefined;
  const queue: unknown[] = [root];
  for (let i = 0; i < queue.length && i < LOOKED_AT; i++) {
    const node = queue[i];
    if (!isCollection(node) || node.flow) continue;
    if (isSeq(node)) dashGap ??= gapOf(itemsOf(node, text)[0]?.head, node.items[0] as Node, text);
    for (const item of itemsOf(node, text).slice(0, LOOKED_AT)) {
      queue.push(item.value);
      if (item.kind !== 'key' || !isCollection(item.value) || item.value.flow) continue;
      const first = itemsOf(item.value, text)[0];
      const inner = first ? columnOf(text, first.head) - columnOf(text, item.head) : 0;
      if (isMap(item.value)) step ??= inner;
      else listStep ??= inner;
    }
  }
  const guess = step ?? (listStep || 2);
  return { step: guess, listStep: listStep ?? guess, dashGap: dashGap ?? 1 };
}

function gapOf(dash: number | undefined, value: Node | null, text: string): number | undefined {
  const at = value?.range?.[0];
  if (dash === undefined || at === undefined) return undefined;
  const gap = text.slice(dash + 1, at);
  return /^ +$/.test(gap) ? gap.length : undefined;
}

/** How the scalar was written that a new one replaces. */
export interface OldScalar {
  readonly type: Scalar.Type | undefined;
  readonly source: string;
}

/** The old scalar's style, or undefined where no scalar is written. */
export function oldScalar(node: Node | null, text: string): OldScalar | undefined {
  if (!isScalar(node) || !node.range || node.range[0] === node.range[1]) return undefined;
  return { type: node.type as Scalar.Type | undefined, source: text.slice(node.range[0], node.range[1]) };
}
