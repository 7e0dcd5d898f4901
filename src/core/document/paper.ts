import { countWords, numberWords } from '../storyboard/words';
import type { Block } from './document';
import { blockMarkdown, FOLD_END, foldStart, itemMarkdown, rowMarkdown, tableHead } from './markdown';

/** Items of a list, and rows of a table, that are shown at once; the rest is folded. */
const SHOWN = 12;
/** A fold for fewer than this is more trouble than it saves. */
const WORTH_A_FOLD = 3;

export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Blocks as Markdown in a room that ends. What does not fit is counted, and nothing is cut in the middle. */
export class Paper {
  readonly parts: string[] = [];
  private readonly left = new Map<string, number>();
  private floor = 0;

  /** @param room in bytes of UTF-8 */
  constructor(public room: number) {}

  get isEmpty(): boolean {
    return this.parts.length === 0 && this.left.size === 0;
  }

  /** Lets `work` use so much of the room, and no more. */
  within(room: number, work: () => void): void {
    const floor = this.floor;
    this.floor = Math.max(floor, this.room - room);
    work();
    this.floor = floor;
  }

  /** Counts something that had no room: a noun that an s makes many. */
  leave(noun: string, count = 1): void {
    this.left.set(noun, (this.left.get(noun) ?? 0) + count);
  }

  /** What was only counted, in words; empty where all had room. */
  get leftOver(): string {
    return [...this.left].map(([noun, count]) => countWords(count, noun)).join(', ');
  }

  /** Writes as much of a block as there is room for. */
  write(block: Block): void {
    if (block.is === 'text') {
      if (!this.add(blockMarkdown(block))) this.leave('paragraph');
    } else if (block.is === 'fold') {
      for (const inner of block.blocks) this.writeLines(inner, block.summary);
    } else this.writeLines(block, null);
  }

  /** @param summary of the fold that all of it goes into; null where what comes first is shown at once */
  private writeLines(block: Block, summary: string | null): void {
    if (block.is === 'text' || block.is === 'fold') {
      this.write(block);
      return;
    }
    const [start, lines, noun] =
      block.is === 'list'
        ? ([[], block.items.map(itemMarkdown), 'line'] as const)
        : ([tableHead(block.head), block.rows.map(rowMarkdown), 'row'] as const);
    const shown = summary !== null ? 0 : lines.length < SHOWN + WORTH_A_FOLD ? lines.length : SHOWN;
    const [first, rest] = [lines.slice(0, shown), lines.slice(shown)];
    if (first.length > 0) this.addLines(start, first, noun);
    if (rest.length === 0) return;
    const title = summary ?? `${numberWords(rest.length)} more`;
    this.addLines(start, rest, noun, `${foldStart(title)}\n\n`, `\n\n${FOLD_END}`);
  }

  private addLines(
    start: readonly string[],
    lines: readonly string[],
    noun: string,
    before = '',
    after = '',
  ): void {
    let size = sizeOf([before, ...start, after].join('\n')) + 2;
    const end = lines.findIndex((line) => {
      size += sizeOf(line) + 1;
      return size > this.room - this.floor;
    });
    const fits = end < 0 ? lines : lines.slice(0, end);
    if (fits.length < lines.length) this.leave(noun, lines.length - fits.length);
    if (fits.length > 0) this.add(`${before}${[...start, ...fits].join('\n')}${after}`);
  }

  /** @returns false where it had no room */
  add(part: string): boolean {
    const size = sizeOf(part) + 2;
    if (size > this.room - this.floor) return false;
    this.room -= size;
    this.parts.push(part);
    return true;
  }
}
