import { isMap, isPair, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Range } from '../model/problem';
import { keyText } from './duplicate-keys';
import type { YamlPath } from './edit/types';
import { FILE_START, type LineIndex } from './lines';

/** Where a node stands, without the line ends and blank lines behind it. */
export function nodeRange(node: ParsedNode, text: string, lines: LineIndex): Range {
  const [start, end] = node.range;
  return lines.range(start, start + text.slice(start, end).trimEnd().length);
}

/** True for an empty value (`expect:`), which counts as if its key were not there. */
export function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/**
 * Where the value at `path` stands, or its key where `part` says so; an empty value's key;
 * the nearest parent that exists, where nothing is there.
 */
export function locateIn(
  root: ParsedNode | null,
  path: YamlPath,
  text: string,
  lines: LineIndex,
  part?: 'key',
): Range {
  if (root === null) return FILE_START;
  let found: ParsedNode = root;
  let node: unknown = root;
  for (const [index, step] of path.entries()) {
    let next: unknown;
    let key: ParsedNode | undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && keyText(item.key) === String(step));
      key = pair?.key as ParsedNode | undefined;
      next = pair?.value;
    } else if (isSeq(node) && typeof step === 'number') {
      next = node.items[step];
    }
    const isAsked = part === 'key' && index === path.length - 1;
    if (isAsked || isNothing(next)) return nodeRange(key ?? found, text, lines);
    node = next;
    found = next as ParsedNode;
  }
  return nodeRange(found, text, lines);
}
