import type { Sheet, Styled } from '../storyboard/sheet';
import type { Block, Inline, Line } from './document';

/** How wide the names of a row's columns are set. */
const LABEL = 10;

/**
 * Writes a block for a terminal. What Markdown marks is told by signs that read without it: a name stands in quotation
 * marks, what is gone as git's word diff has it. Nothing is folded.
 */
export function writeBlock(sheet: Sheet, block: Block, indent = 2): void {
  switch (block.is) {
    case 'text':
      writeLines(sheet, block.line, indent);
      return;
    case 'list':
      for (const item of block.items) writeLines(sheet, item, indent, '· ');
      return;
    case 'table':
      block.rows.forEach((row, at) => {
        if (at > 0) sheet.blank();
        writeRow(sheet, block.head, row, indent);
      });
      return;
    case 'fold':
      sheet.text(`${block.summary}:`, null, indent);
      for (const inner of block.blocks) writeBlock(sheet, inner, indent);
  }
}

/** A row as a block: its first cell, then the others by the names of their columns. */
function writeRow(
  sheet: Sheet,
  head: readonly string[],
  [first = [], ...cells]: readonly Line[],
  indent: number,
) {
  writeLines(sheet, first, indent);
  cells.forEach((cell, at) => {
    writeLines(sheet, cell, indent + 2, (head[at + 1] ?? '').padEnd(LABEL));
  });
}

function writeLines(sheet: Sheet, line: Line, indent: number, lead = ''): void {
  let start = lead;
  for (const one of atBreaks(line)) {
    sheet.parts(
      one.map((part, at) => styled(part, one[at + 1])),
      indent,
      start,
    );
    start = ' '.repeat(lead.length);
  }
}

function atBreaks(line: Line): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const part of line) {
    if (typeof part !== 'string' && part.as === 'break') lines.push([]);
    else lines.at(-1)?.push(part);
  }
  return lines;
}

/** @param next an arrow after it says already that it is the old one */
function styled(inline: Inline, next?: Inline): Styled {
  if (typeof inline === 'string') return { text: inline, style: null };
  if (!('text' in inline)) return { text: ' ', style: null };
  switch (inline.as) {
    case 'strong':
      return { text: inline.text, style: 'strong' };
    case 'em':
      return { text: `“${inline.text}”`, style: null };
    case 'del':
      return { text: leadsOn(next) ? inline.text : `[-${inline.text}-]`, style: 'quiet' };
    case 'quiet':
      return { text: inline.text, style: 'quiet' };
    default:
      return { text: inline.text, style: null };
  }
}

function leadsOn(next: Inline | undefined): boolean {
  return typeof next === 'string' && next.startsWith(' →');
}
