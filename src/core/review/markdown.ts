import { type Block, text } from '../document/document';
import { type Links, NO_LINKS } from '../document/links';
import { blockMarkdown } from '../document/markdown';
import { Paper, sizeOf } from '../document/paper';
import { numberWords } from '../storyboard/words';
import { footerNotes } from './footer';
import type { KataReview, Review } from './review';
import { orphanBlocks } from './sections/corners';
import { problemBlocks, settingBlocks } from './sections/rest';
import { inNoteOrder, kataSections } from './sections/sections';

/** By this a later run finds its comment and brings it up to date. It never changes. */
export const MARKER = '<!-- kata-review -->';

/** GitHub takes 65,536 characters; less than that, so that a template can add a line. In bytes of UTF-8. */
export const LARGEST = 60_000;

/** Room for the marker, for what is counted and for the last line. */
const FRAME = 2000;
/** So many small edits need no fold. */
const FEW = 4;

export interface ReviewMarkdownOptions {
  readonly links?: Links;
  /** What it may come to, in bytes of UTF-8. */
  readonly largest?: number;
}

/**
 * A review as a comment on a pull request: GitHub-flavoured Markdown that reads as plain text, too. Whatever the change,
 * it stays within its size: what has no room is counted. Nothing that a record says breaks out of its place.
 */
export function reviewMarkdown(review: Review, options: ReviewMarkdownOptions = {}): string {
  const { links = NO_LINKS, largest = LARGEST } = options;
  const paper = new Paper(largest - FRAME);
  const { katas, today, orphans } = review;
  const forKatas = paper.room * 0.8;
  katas.forEach((kata, at) => {
    const share = (forKatas - (largest - FRAME - paper.room)) / (katas.length - at);
    paper.within(share, () => writeKata(paper, kata, review, links));
  });
  for (const block of orphanBlocks(orphans, { links, today })) paper.write(block);
  for (const block of problemBlocks(review, links)) paper.write(block);
  for (const block of settingBlocks(review)) paper.write(block);
  if (paper.isEmpty) paper.write(text('Nothing changed on the storyboards.'));
  const left = paper.leftOver === '' ? [] : [`Left out, for want of room: ${paper.leftOver}.`];
  return `${[MARKER, ...paper.parts, ...left, footer(review)].join('\n\n')}\n`;
}

function writeKata(paper: Paper, kata: KataReview, { today }: Review, links: Links): void {
  const sections = kataSections(kata, today, links);
  const [headline, ...blocks] = inNoteOrder(sections);
  if (headline === undefined || !paper.add(blockMarkdown(headline))) {
    paper.leave('kata');
    return;
  }
  for (const block of blocks) paper.write(block);
  const { edits } = sections;
  if (edits.length === 0) return;
  const list: Block = { is: 'list', items: edits };
  if (edits.length <= FEW) paper.write(list);
  else
    paper.write({
      is: 'fold',
      summary: `${numberWords(edits.length)} smaller edits, field by field`,
      blocks: [list],
    });
}

/** Few and short by nature, yet nothing is left to chance: the room for it is fixed. */
function footer(review: Review): string {
  return shortened(blockMarkdown(text(footerNotes(review).join(' '))), 1500);
}

function shortened(markdown: string, largest: number): string {
  if (sizeOf(markdown) <= largest) return markdown;
  const words = markdown.split(' ');
  while (sizeOf(words.join(' ')) > largest - 3 && words.length > 0) words.pop();
  return `${words.join(' ')}…`;
}
