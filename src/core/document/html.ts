import { harmlessLines } from '../text/harmless';
import type { Block, Inline, Line } from './document';

/** Markup that was made here. Whatever else goes into a page is text, and is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | null | readonly Part[];

/** Markup with texts in it: each is escaped, and can neither leave its place nor turn what stands around it. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    pieces.map((piece, at) => (at === 0 ? piece : `${markupOf(parts[at - 1] ?? null)}${piece}`)).join(''),
  );
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(markupOf).join('');
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return harmlessLines(text)
    .join('\n')
    .replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

/** A block of a document as HTML. Nothing is folded: a page has room, and paper can't be opened. */
export function blockHtml(block: Block): Html {
  switch (block.is) {
    case 'text':
      return html`<p>${lineHtml(block.line)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${lineHtml(item)}</li>`)}</ul>`;
    case 'table':
      return tableHtml(
        block.head,
        block.rows.map((row) => row.map(lineHtml)),
      );
    case 'fold':
      return html`<p class="quiet">${block.summary}</p>${block.blocks.map(blockHtml)}`;
  }
}

/** A table; on a narrow page each cell tells its column's name. */
export function tableHtml(head: readonly string[], rows: readonly (readonly Html[])[]): Html {
  const cell = (content: Html, at: number) => html`<td data-head="${head[at] ?? ''}">${content}</td>`;
  return html`<table><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody></table>`;
}

export function lineHtml(line: Line): Html {
  return html`${line.map(inlineHtml)}`;
}

function inlineHtml(inline: Inline): Html {
  if (typeof inline === 'string') return html`${inline}`;
  if (inline.as === 'break') return html`<br>`;
  if ('href' in inline) {
    const label = marked(inline.text, inline.as);
    return inline.href === null
      ? label
      : html`<a href="${inline.href}" rel="noopener noreferrer">${label}</a>`;
  }
  return marked(inline.text, inline.as);
}

function marked(text: string, as: 'strong' | 'em' | 'del' | 'quiet' | undefined): Html {
  if (text === '') return html``;
  switch (as) {
    case 'strong':
      return html`<strong>${text}</strong>`;
    case 'em':
      return html`<em>${text}</em>`;
    case 'del':
      return html`<del>${text}</del>`;
    case 'quiet':
      return html`<span class="quiet">${text}</span>`;
    case undefined:
      return html`${text}`;
  }
}
