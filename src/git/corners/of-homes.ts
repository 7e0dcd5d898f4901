import type { SkippedFile } from '../../core/corners/corner';
import type { CornerEntry } from '../../core/corners/entry';
import { type FoundMarker, idsToAsk } from '../../core/corners/states';
import type { KataHome } from '../../core/load/loaded';

export function foldersOf(homes: readonly KataHome[]): string[] {
  return homes.map(({ folder }) => folder);
}

/** The ids that history is asked of: those that the tree does not decide, and all, for the commit that cut each. */
export function idsOf(entries: readonly CornerEntry[], markers: readonly FoundMarker[]) {
  return { ids: idsToAsk(entries, markers), all: new Set([...entries, ...markers].map(({ id }) => id)) };
}

/** The folders whose records are followed, from the repository's top. */
export function kataFolders(homes: readonly KataHome[], prefix: string): string[] {
  const folders = homes.map(({ folder }) => `${prefix}${folder === '' ? '' : `${folder}/`}.kata`);
  return [...new Set([`${prefix}.kata`, ...folders])].sort();
}

export function byPath(a: SkippedFile, b: SkippedFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
