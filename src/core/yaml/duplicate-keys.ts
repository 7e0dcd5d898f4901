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
  visit(root, { lines, path, problems, at: [] });
  return problems.slice(0, LIMITS.listed);
}

interface Context {
  readonly lines: LineIndex;
  readonly path: string;
  readonly problems: Problem[];
  /** Where the walk is; one list for all of it, as most of its steps tell of nothing. */
  readonly at: (string | number)[];
}

function visit(node: unknown, context: Context): void {
  if (!isCollection(node)) return;
  const seen = new Map<string, readonly number[]>();
  const { at } = context;
  node.items.forEach((item: unknown, index) => {
    if (!isPair(item)) {
      at.push(index);
      visit(item, context);
      at.pop();
      return;
    }
    const key = keyText(item.key) ?? '';
    if (isMap(node) && isScalar(item.key) && item.key.range) checkKey(item.key, key, seen, context);
    visit(item.key, context);
    at.push(key);
    visit(item.value, context);
    at.pop();
  });
}

function checkKey(
  node: { range?: readonly number[] | null; source?: string; type?: string },
  key: string,
  seen: Map<string, readonly number[]>,
  { lines, path, problems, at }: Context,
): void {
  const [start = 0, end = start] = node.range ?? [];
  const field = () => [...at, key].join('.');
  if (key === '<<' && node.type === 'PLAIN') {
    const message = 'A record has no merge keys: write the keys out here.';
    problems.push(fileProblem(path, 'file/alias', lines.range(start, end), message, field()));
  }
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, [start, end]);
    return;
  }
  const [firstStart = 0, firstEnd = firstStart] = first;
  const related = [{ path, range: lines.range(firstStart, firstEnd), message: 'It is first here' }];
  const message = `\`${key}\` is here twice: keep one of the two.`;
  problems.push(fileProblem(path, 'file/duplicate-key', lines.range(start, end), message, field(), related));
}
