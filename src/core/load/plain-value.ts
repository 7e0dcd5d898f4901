import { isMap, isScalar, isSeq } from 'yaml';
import { keyText } from '../yaml/duplicate-keys';

/** A node that no schema knows as plain data, so that a program can show or compare it. */
export function plainValue(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(plainValue);
  if (!isMap(node)) return null;
  return Object.fromEntries(node.items.map((pair) => [keyText(pair.key) ?? '', plainValue(pair.value)]));
}
