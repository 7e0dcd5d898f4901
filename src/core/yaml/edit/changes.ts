import type { Splice } from './source';
import type { TextChange } from './types';

/** A stretch of the text as it stands now: kept from the original, or put there by an edit. */
type Segment = { readonly from: number; readonly to: number } | { readonly put: string };

interface Piece {
  /** Range in the original text, and what stands there now. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The edits made so far, as stretches of the original and of new text: offsets stay offsets into the original. */
export class Changes {
  private segments: Segment[];

  constructor(private readonly original: string) {
    this.segments = [{ from: 0, to: original.length }];
  }

  /** Adds one edit's splices. @param splices ascending, in offsets of the text after the edits before it */
  add(splices: readonly Splice[]): void {
    this.segments = spliced(this.segments, splices);
  }

  /** Against the original: ascending, apart from each other, as small as they get. */
  list(): TextChange[] {
    return this.pieces()
      .map((piece) => trim(this.original, piece))
      .filter((change) => change.length > 0 || change.text !== '');
  }

  private pieces(): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    let text = '';
    for (const segment of [...this.segments, { from: this.original.length, to: this.original.length }]) {
      if ('put' in segment) {
        text += segment.put;
        continue;
      }
      if (segment.from > from || text !== '') pieces.push({ from, to: segment.from, text });
      from = segment.to;
      text = '';
    }
    return pieces;
  }
}

function spliced(segments: readonly Segment[], splices: readonly Splice[]): Segment[] {
  const result: Segment[] = [];
  let i = 0;
  let start = 0;
  const copy = (from: number, to: number) => {
    for (let segment = segments[i]; segment !== undefined; segment = segments[i]) {
      const stop = start + lengthOf(segment);
      const low = Math.max(from, start);
      const high = Math.min(to, stop);
      if (high > low) result.push(part(segment, low - start, high - start));
      if (stop > to) return;
      i++;
      start = stop;
    }
  };
  let from = 0;
  for (const { at, remove, text } of splices) {
    copy(from, at);
    if (text !== '') result.push({ put: text });
    from = at + remove;
  }
  copy(from, Number.POSITIVE_INFINITY);
  return result;
}

function lengthOf(segment: Segment): number {
  return 'put' in segment ? segment.put.length : segment.to - segment.from;
}

function part(segment: Segment, from: number, to: number): Segment {
  if ('put' in segment) return { put: segment.put.slice(from, to) };
  return { from: segment.from + from, to: segment.from + to };
}

/** What begins or ends alike is left out; never half a letter or half a line ending. */
function trim(original: string, { from, to, text }: Piece): TextChange {
  const old = original.slice(from, to);
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start++;
  while (start > 0 && (splits(old, start) || splits(text, start))) start--;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  while (end > 0 && (splits(old, old.length - end) || splits(text, text.length - end))) end--;
  return {
    offset: from + start,
    length: old.length - start - end,
    text: text.slice(start, text.length - end),
  };
}

function splits(text: string, at: number): boolean {
  const [a, b] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (a >= 0xd800 && a < 0xdc00 && b >= 0xdc00 && b < 0xe000) || (a === 0x0d && b === 0x0a);
}
