import { graphemesOf, headOf, textWidth } from './width';

/**
 * Words of `text` as lines of at most `width` columns; a longer word is cut, since a table's column must hold.
 * One space between words; the text has no breaks of its own. Empty text gives one empty line.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    let rest = word;
    if (line !== '') {
      if (textWidth(line) + 1 + textWidth(rest) <= room) {
        line += ` ${rest}`;
        continue;
      }
      lines.push(line);
    }
    while (textWidth(rest) > room) {
      const head = headOf(rest, room) || (graphemesOf(rest)[0] ?? rest);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}
