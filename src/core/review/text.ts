import { type Block, text } from '../document/document';
import { NO_LINKS } from '../document/links';
import { writeBlock } from '../document/text';
import { Sheet } from '../storyboard/sheet';
import { sheetWidth, type TextOptions } from '../storyboard/text';
import { footerNotes } from './footer';
import type { Review } from './review';
import { orphanBlocks } from './sections/corners';
import { problemBlocks, settingBlocks } from './sections/rest';
import { inNoteOrder, kataSections } from './sections/sections';

/** A review for a terminal, in the order of the note, with nothing folded. Nothing that a record says can act on the terminal. */
export function reviewText(review: Review, options: TextOptions = {}): string {
  const { katas, orphans, today } = review;
  const sheet = new Sheet(sheetWidth(options.width), options.colour);
  const write = (block: Block, indent: number) => {
    sheet.blank();
    writeBlock(sheet, block, indent);
  };
  for (const kata of katas) {
    const sections = kataSections(kata, today, NO_LINKS);
    inNoteOrder(sections).forEach((block, at) => {
      write(block, at === 0 ? 0 : 2);
    });
    if (sections.edits.length > 0) write({ is: 'list', items: sections.edits }, 2);
  }
  const rest = [
    ...orphanBlocks(orphans, { links: NO_LINKS, today }),
    ...problemBlocks(review, NO_LINKS),
    ...settingBlocks(review),
  ];
  for (const block of rest) write(block, 0);
  if (katas.length + rest.length === 0) write(text('Nothing changed on the storyboards.'), 0);
  sheet.blank();
  sheet.text(footerNotes(review).join(' '), 'quiet', 0);
  return sheet.toString();
}
