import * as vscode from 'vscode';
import type { Corner } from '../../core/corners/corner';
import type { LoadedRecord } from '../../core/load/loaded';
import { rangeOf } from '../board/open-text';
import { kataUri } from '../records/kata-folder';
import type { FoundKata } from '../records/records';
import type { ScannedTree } from './scanned-tree';

/** A corner with where it is: its code, and its record where one names it. */
export interface FoundCorner {
  readonly corner: Corner;
  readonly tree: ScannedTree;
  readonly found: FoundKata | null;
  readonly record: LoadedRecord<'experiment'> | null;
}

/** A corner that a record names. */
export type RecordedCorner = FoundCorner & {
  readonly found: FoundKata;
  readonly record: LoadedRecord<'experiment'>;
};

export function isRecorded(one: FoundCorner): one is RecordedCorner {
  return one.found !== null && one.record !== null;
}

/** Where its markers stand, as they were last read. */
export function placesOf({ corner, tree, found }: FoundCorner): vscode.Location[] {
  const marked = corner.places.map(({ path, line }) => lineAt(tree.uriOf(path), line));
  if (marked.length > 0 || corner.path === null || found === null) return marked;
  const { folder } = found.kata.home;
  return [lineAt(found.folder.uriOf(folder === '' ? corner.path : `${folder}/${corner.path}`), 1)];
}

/** Where its entry stands in its record. */
export function entryOf(one: RecordedCorner): vscode.Location {
  const { found, record } = one;
  return new vscode.Location(
    found.folder.uriOf(record.path),
    rangeOf(record.locate(['corners', indexOf(one), 'id'])),
  );
}

/** Where in its record's `corners` it is. */
export function indexOf({ corner, record }: RecordedCorner): number {
  return Math.max(0, record.value?.corners?.findIndex((one) => one?.id === corner.id) ?? 0);
}

/** What people call its experiment. */
export function experimentName({ record, corner }: FoundCorner): string {
  return record?.value?.title ?? record?.value?.step ?? corner.experiment ?? 'No record';
}

/** The same for one corner, whenever it is read. */
export function keyOf({ corner, tree, found }: FoundCorner): string {
  const kata = found === null ? tree.root : kataUri(found.folder, found.kata);
  return `${kata.toString()}#${corner.experiment ?? ''}#${corner.id}`;
}

function lineAt(uri: vscode.Uri, line: number): vscode.Location {
  return new vscode.Location(uri, new vscode.Range(line - 1, 0, line - 1, 0));
}
