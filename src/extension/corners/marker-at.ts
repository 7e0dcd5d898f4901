import * as vscode from 'vscode';
import { type Marker, readMarkers } from '../../core/corners/marker';

/** A line that is longer is looked at by the scan alone: editors ask at each move of the pointer. */
const LONGEST = 20_000;

/** The marker at a place of a text. */
export function markerAt(document: vscode.TextDocument, position: vscode.Position): Marker | undefined {
  const { text } = document.lineAt(position.line);
  if (text.length > LONGEST) return undefined;
  return readMarkers(text).markers.find(
    ({ start, end }) => start <= position.character && position.character <= end,
  );
}

/** The id of a corner at a place: that of a marker, or one that a record names. */
export function cornerIdAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const marker = markerAt(document, position);
  if (marker !== undefined) return marker.id;
  if (!isRecord(document.uri) || document.lineAt(position.line).text.length > LONGEST) return undefined;
  const word = document.getWordRangeAtPosition(position, /\bc-[0-9a-hjkmnp-tv-z]{5}\b/);
  return word === undefined ? undefined : document.getText(word);
}

/** True for a file of an experiment. */
export function isRecord({ path }: vscode.Uri): boolean {
  return /\/\.kata\/[^/]+\/experiments\/[^/]+\.yaml$/.test(path);
}

/** Where a marker stands in a text. @param line from 0 */
export function rangeOfMarker(line: number, { start, end }: Pick<Marker, 'start' | 'end'>): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
