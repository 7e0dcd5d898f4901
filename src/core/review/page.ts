import type { Block, Line } from '../document/document';
import { blockHtml, type Html, html, lineHtml } from '../document/html';
import { type Links, NO_LINKS } from '../document/links';
import { page } from '../document/page';
import { footerNotes } from './footer';
import type { KataReview, Review } from './review';
import { orphanBlocks } from './sections/corners';
import { problemBlocks, settingBlocks } from './sections/rest';
import { kataSections } from './sections/sections';

/**
 * A review as one self-contained page: the sheet in the practice's order, with nothing left out. No script, nothing
 * loaded; it prints on A3.
 */
export function reviewPage(review: Review, { links = NO_LINKS }: { readonly links?: Links } = {}): string {
  const { katas, orphans, today } = review;
  const rest = [
    ...orphanBlocks(orphans, { links, today }),
    ...problemBlocks(review, links),
    ...settingBlocks(review),
  ];
  const [only] = katas;
  const title = katas.length === 1 && only !== undefined ? (only.title ?? only.slug) : 'Storyboards';
  const body = html`${katas.map((kata) => kataHtml(kata, today, links))}
${katas.length + rest.length === 0 ? html`<h1>Nothing changed on the storyboards</h1>` : null}
${rest.length === 0 ? null : html`<div class="rows">${section('Worth a look', rest)}</div>`}
<footer>${footerNotes(review).map((note) => html`<p>${note}</p>`)}</footer>`;
  return page(`${title} · review`, body);
}

/** direction → target condition → current condition → obstacles → experimenting record → clean-up, and the rest */
function kataHtml(kata: KataReview, today: string, links: Links): Html {
  const sections = kataSections(kata, today, links);
  const { headline, direction, target, numbers, condition, measured, obstacles, experiments, corners } =
    sections;
  const edits: readonly Block[] = sections.edits.length === 0 ? [] : [{ is: 'list', items: sections.edits }];
  const columns = [
    ['Target condition', target],
    ['Current condition', [...numbers, ...condition, ...measured]],
    ['Obstacles', obstacles],
  ] as const;
  const isEmpty = columns.every(([, blocks]) => blocks.length === 0);
  return html`<article class="kata">
<header><h1>${headline.title}${lineHtml(headline.became)}</h1>${headline.stands.length === 0 ? null : html`<p class="lead">${lineHtml(begun(headline.stands))}</p>`}${direction.map(blockHtml)}${sections.unreadable.map(blockHtml)}</header>
${isEmpty ? null : html`<div class="columns">${columns.map(([name, blocks]) => columnHtml(name, blocks))}</div>`}
<div class="rows">
${section('Experimenting record', experiments)}
${section('Clean up', corners)}
${section('Coaching', sections.coaching)}
${section('Smaller edits', edits)}
</div>
</article>
`;
}

/** A line that begins a paragraph: its first word is ours, and gets a capital; what people wrote stays as it is. */
function begun([first = '', ...rest]: Line): Line {
  return typeof first === 'string'
    ? [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest]
    : [first, ...rest];
}

function columnHtml(name: string, blocks: readonly Block[]): Html {
  const none = html`<p class="quiet">Nothing changed here.</p>`;
  return html`<section><h2>${name}</h2>${blocks.length === 0 ? none : blocks.map((block) => blockHtml(unlabelled(block)))}</section>`;
}

function section(name: string, blocks: readonly Block[]): Html | null {
  return blocks.length === 0
    ? null
    : html`<section><h2>${name}</h2>${blocks.map((block) => blockHtml(unlabelled(block)))}</section>`;
}

/** The section's name stands over it already: a line needs no `Corners:` of its own. */
const LABELS = new Set(['Corners:', 'Obstacle:', 'Obstacles:', 'Coaching:']);

function unlabelled(block: Block): Block {
  if (block.is !== 'text') return block;
  const [first, ...rest] = block.line;
  const isLabel = typeof first === 'object' && 'text' in first && LABELS.has(first.text);
  return isLabel ? { is: 'text', line: rest } : block;
}
