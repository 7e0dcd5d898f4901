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
    // From the last to the first: a splice does not move what stands before it.
    for (const splice of [...splices].reverse()) this.segments = spliced(this.segments, splice);
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

function spliced(segments: readonly Segment[], { at, remove, text }: Splice): Segment[] {
  const result: Segment[] = [];
  const add = (segment: Segment) => {
    if (lengthOf(segment) > 0) result.push(segment);
  };
  let start = 0;
  let done = false;
  for (const segment of segments) {
    const stop = start + lengthOf(segment);
    if (!done && at < start) {
      add({ put: text });
      done = true;
    }
    add(part(segment, 0, Math.min(stop, Math.max(start, at)) - start));
    if (!done && at <= stop) {
      add({ put: text });
      done = true;
    }
    add(part(segment, Math.min(stop, Math.max(start, at + remove)) - start, stop - start));
    start = stop;
  }
  if (!done) add({ put: text });
  return result;
}

function lengthOf(segment: Segment): number {
  return 'put' in segment ? segment.put.length : segment.to - segment.from;
}

function part(segment: Segment, from: number, to: number): Segment {
  if ('put' in segment) return { put: segment.put.slice(from, to) };
  return { from: segment.from + from, to: segment.from + Math.max(from, to) };
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
