import { isCollection, isMap, isPair, isScalar, type ParsedNode } from 'yaml';
import type { Problem } from '../model/problem';
import { LIMITS } from './limits';
import type { LineIndex } from './lines';
import { fileProblem } from './yaml-problem';

/** A key as programs see it: `1` and `"1"` are one key; undefined for a key that is a list or a map. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return key.value === null ? '' : String(key.value);
}

/** Keys that a map has twice, and merge keys, in the whole document, as many as are listed. Linear in its size. */
export function duplicateKeys(root: ParsedNode | null, lines: LineIndex, path: string): Problem[] {
  const problems: Problem[] = [];
  visit(root, [], { lines, path, problems });
  return problems.slice(0, LIMITS.listed);
}

interface Context {
  readonly lines: LineIndex;
  readonly path: string;
  readonly problems: Problem[];
}

function visit(node: unknown, at: readonly (string | number)[], context: Context): void {
  if (!isCollection(node)) return;
  const seen = new Map<string, readonly number[]>();
  node.items.forEach((item: unknown, index) => {
    if (!isPair(item)) {
      visit(item, [...at, index], context);
      return;
    }
    const key = keyText(item.key) ?? '';
    if (isMap(node) && isScalar(item.key) && item.key.range) checkKey(item.key, key, seen, at, context);
    visit(item.key, at, context);
    visit(item.value, [...at, key], context);
  });
}

function checkKey(
  node: { range?: readonly number[] | null; source?: string; type?: string },
  key: string,
  seen: Map<string, readonly number[]>,
  at: readonly (string | number)[],
  { lines, path, problems }: Context,
): void {
  const [start = 0, end = start] = node.range ?? [];
  const field = [...at, key].join('.');
  if (key === '<<' && node.type === 'PLAIN') {
    const message = 'A record has no merge keys: write the keys out here.';
    problems.push(fileProblem(path, 'file/alias', lines.range(start, end), message, field));
  }
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, [start, end]);
    return;
  }
  const [firstStart = 0, firstEnd = firstStart] = first;
  const related = [{ path, range: lines.range(firstStart, firstEnd), message: 'It is first here' }];
  const message = `\`${key}\` is here twice: keep one of the two.`;
  problems.push(fileProblem(path, 'file/duplicate-key', lines.range(start, end), message, field, related));
}
