import { isPrintable } from './plain';

export type BlockStyle = '|' | '>';

/** A value as it is written: `head` behind the key or dash, `body` as whole lines below (without line endings). */
export interface Rendering {
  readonly head: string;
  readonly body: readonly string[];
}

/**
 * Text as a block scalar, or null where only quotes can hold it.
 * @param parent column of the entry that holds it; @param indent column of its lines; @param width to fold at, in columns
 */
export function blockScalar(
  text: string,
  style: BlockStyle,
  { parent, indent, width }: { parent: number; indent: number; width: number },
): Rendering | null {
  const core = text.replace(/\n+$/, '');
  if (core.trim() === '' || indent <= parent) return null;
  const lines = core.split('\n');
  if (!lines.every(isPrintable)) return null;
  const first = lines.find((line) => line !== '') ?? '';
  const hint =
    /^[ \t]/.test(first) || /^\s+$/.test(lines[0] ?? '') ? String(indent - Math.max(parent, 0)) : '';
  if (hint.length > 1) return null;
  const folds = style === '>' && lines.every((line) => !/^\s|\s$/.test(line));
  const last = text.length - core.length;
  const chomp = last === 0 ? '-' : last === 1 ? '' : '+';
  const content = folds ? fold(lines, width - indent) : lines;
  const body = [...content, ...Array.from({ length: Math.max(0, last - 1) }, () => '')];
  return {
    head: `${folds ? '>' : '|'}${hint}${chomp}`,
    body: body.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)),
  };
}

/** Lines of text as folded lines: each is wrapped at single spaces, and a blank line stands for each line ending. */
export function fold(lines: readonly string[], width: number): string[] {
  const result: string[] = [];
  let started = false;
  for (const line of lines) {
    if (line !== '' && started) result.push('');
    result.push(...wrap(line, width));
    started ||= line !== '';
  }
  return result;
}

/** A line in pieces of at most `width` columns where its words allow it; only single spaces between words are broken. */
export function wrap(line: string, width: number): string[] {
  const words = line.split(/(?<=\S) (?=\S)/);
  const result: string[] = [];
  let current = words[0] ?? '';
  for (const word of words.slice(1)) {
    if (current.length + 1 + word.length <= width) current += ` ${word}`;
    else {
      result.push(current);
      current = word;
    }
  }
  return [...result, current];
}
