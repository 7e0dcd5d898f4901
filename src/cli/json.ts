import { harmless } from '../core/text/harmless';

/** A value as JSON for people and programs. Characters that a terminal could act on are escaped, so the data stays whole. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/[^\n -~]/gu, (letter) => (harmless(letter) === letter ? letter : escaped(letter)))}\n`;
}

function escaped(letter: string): string {
  return Array.from(
    { length: letter.length },
    (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
