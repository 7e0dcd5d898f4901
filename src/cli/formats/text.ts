import type { Problem } from '../../core/model/problem';
import type { Palette } from '../../core/storyboard/palette';
import { harmless } from '../../core/text/harmless';

/** A problem as one line for a person, with its place as editors and terminals know it. @param path as they would type it */
export function problemLine(
  { severity, range, code, message }: Problem,
  path: string,
  colour: Palette,
): string {
  const place = harmless(`${path}:${range.start.line}:${range.start.column}`);
  const level = severity === 'error' ? colour.warn(severity) : colour.quiet(severity);
  return `${place}: ${level}: ${harmless(message)} ${colour.quiet(`[${harmless(code)}]`)}`;
}

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
