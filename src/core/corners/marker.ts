import { isId } from '../model/ids';

/** What a marker begins with; the id follows, then `)`. */
export const MARKER = 'KATA-CORNER';

/** A marker in a line of text. */
export interface Marker {
  readonly id: string;
  /** What it says, without the comment's end; empty where it says nothing. */
  readonly words: string;
  /** Where it begins and ends (after its words) in the text, in UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
}

/** Something that was meant as a marker: it shows nothing, so a person is told. */
export interface MalformedMarker {
  readonly start: number;
  readonly end: number;
  /** What stands where the id should be. */
  readonly text: string;
}

/** No more of a marker's words is read: a line may hold megabytes. */
export const MOST_WORDS = 200;

// Written with a class so that this line is no marker itself.
const PATTERN = /KATA-CORNER[(]([^()\s]{0,40})([)]?)/g;
// What ends a comment in some language, a notebook's quoted line, or a template: it is not the corner's.
const CLOSERS =
  /(?:\s|\*+\/|--!?>|-->|\*\)|-\}|--\]\]|\]\]|#\}|%>|--%>|\|#|#\||=#|#>|-*\}+|<!--|\\n|"""|'''|",?|'\)?,?)+$/;

/** All that a line (or a piece of one) says of corners. */
export interface MarkersInLine {
  readonly markers: readonly Marker[];
  readonly malformed: readonly MalformedMarker[];
}

const NOTHING: MarkersInLine = { markers: [], malformed: [] };

/**
 * Reads the markers of one line, whatever the language: `KATA-CORNER`, the id in parentheses, and, after a colon,
 * words up to the end of the line or to the next marker. Capital letters count; nothing may stand between the parts.
 * @param line without its line break.
 */
export function readMarkers(line: string): MarkersInLine {
  if (!line.includes(MARKER)) return NOTHING;
  const markers: Marker[] = [];
  const malformed: MalformedMarker[] = [];
  const found = [...line.matchAll(PATTERN)];
  found.forEach((match, at) => {
    const [whole, id = '', close] = match;
    const start = match.index;
    const after = start + whole.length;
    if (close === '' || !isId(id, 'c')) {
      malformed.push({ start, end: after, text: id });
      return;
    }
    const next = found[at + 1]?.index ?? line.length;
    const words = wordsOf(line.slice(after, Math.min(next, after + MOST_WORDS)));
    const end = words === '' ? after : line.indexOf(words, after) + words.length;
    markers.push({ id, words, start, end });
  });
  return { markers, malformed };
}

function wordsOf(rest: string): string {
  const line = rest.split('\r', 1)[0] ?? '';
  return line
    .replace(/^\s*:?\s*/, '')
    .replace(CLOSERS, '')
    .trim();
}

/** A marker with the line that it stands in, from 1. */
export interface PlacedMarker extends Marker {
  readonly line: number;
}

/** The markers of a whole text; lines end with LF or CRLF, as git counts them. Positions are within their lines. */
export function markersOf(text: string): {
  readonly markers: readonly PlacedMarker[];
  readonly malformed: readonly (MalformedMarker & { readonly line: number })[];
} {
  if (!text.includes(MARKER)) return { markers: [], malformed: [] };
  const markers: PlacedMarker[] = [];
  const malformed: (MalformedMarker & { line: number })[] = [];
  text.split('\n').forEach((content, index) => {
    const read = readMarkers(content);
    for (const marker of read.markers) markers.push({ ...marker, line: index + 1 });
    for (const one of read.malformed) malformed.push({ ...one, line: index + 1 });
  });
  return { markers, malformed };
}

/** The text of a marker, without any comment around it. @param words on one line. */
export function markerText(id: string, words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return `${MARKER}(${id})${line === '' ? '' : `: ${line}`}`;
}
