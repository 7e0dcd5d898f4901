import { markdownLine, markdownPart } from '../text/markdown';
import type { Block, Inline, Line } from './document';

const MARKS = { strong: '**', em: '*', del: '~~' } as const;

/** A block in GitHub-flavoured Markdown, without an empty line after it. */
export function blockMarkdown(block: Block): string {
  switch (block.is) {
    case 'text':
      return markdownLine(lineMarkdown(block.line));
    case 'list':
      return block.items.map(itemMarkdown).join('\n');
    case 'table':
      return [...tableHead(block.head), ...block.rows.map(rowMarkdown)].join('\n');
    case 'fold':
      return [foldStart(block.summary), ...block.blocks.map(blockMarkdown), FOLD_END].join('\n\n');
  }
}

export const FOLD_END = '</details>';

/** Markdown between it and the end is rendered only where an empty line follows. */
export function foldStart(summary: string): string {
  return `<details><summary>${markdownPart(summary)}</summary>`;
}

export function itemMarkdown(line: Line): string {
  return `- ${markdownLine(lineMarkdown(line))}`;
}

export function tableHead(head: readonly string[]): string[] {
  return [rowMarkdown(head.map((one) => [one])), `|${' --- |'.repeat(head.length)}`];
}

export function rowMarkdown(cells: readonly Line[]): string {
  return `| ${cells.map((cell) => markdownLine(lineMarkdown(cell))).join(' | ')} |`;
}

function lineMarkdown(line: Line): string {
  return line.map(inlineMarkdown).join('');
}

function inlineMarkdown(inline: Inline): string {
  if (typeof inline === 'string') return markdownPart(inline);
  if (inline.as === 'break') return '<br>';
  if ('href' in inline) {
    const label = marked(inline.text, inline.as === undefined ? '' : MARKS[inline.as]);
    return inline.href === null || label === '' ? label : `[${label}](${inline.href})`;
  }
  return marked(inline.text, inline.as === 'quiet' ? '' : MARKS[inline.as]);
}

/** Nothing for no text, since empty marks would show. */
function marked(text: string, mark: string): string {
  const part = markdownPart(text).trim();
  return part === '' ? '' : `${mark}${part}${mark}`;
}
