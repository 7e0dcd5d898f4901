import { loadHomes } from '../load/load-homes';
import type { KataHome } from '../load/loaded';
import { readRecord } from '../load/read-record';
import { RecordCache } from '../load/record-cache';
import { placeOf } from '../model/layout';
import type { FileContent, FileError, KataFiles } from '../ports';
import { FILE_START } from '../yaml/lines';
import { type ReadOne, unchangedThatMatter } from './what-matters';

/** The two ends of a change. */
export interface LoadedChange {
  readonly before: readonly KataHome[];
  readonly homes: readonly KataHome[];
}

type Contents = ReadonlyMap<string, FileContent | FileError>;

/**
 * Loads the two ends of a change, for what is wrong in them. What differs is read on both sides; of what does not, only
 * what a rule could judge differently because of the change. All else is there by its name, alike on both sides, without
 * a value and without problems.
 * @param base one that tells stamps without reading, as a commit does, saves reading what is the same
 * @param words more words for which an unchanged record matters: ids of markers that came or went
 */
export async function loadChange(
  base: KataFiles,
  head: KataFiles,
  words: readonly string[] = [],
): Promise<LoadedChange> {
  const [old, paths] = await Promise.all([base.list(), head.list()]);
  const [stamps, now] = await Promise.all([base.stamps?.(old) ?? new Map(), head.read(paths)]);
  const isSame = (path: string) => contentOf(now, path)?.stamp === (stamps.get(path) ?? '');
  const then = await base.read(old.filter((path) => !isSame(path)));
  const all = [...new Set([...paths, ...old])];
  const changed = all
    .filter((path) => !isSame(path))
    .map((path) => ({ path, before: contentOf(then, path), after: contentOf(now, path) }));
  const unchanged = new Map(
    all.flatMap((path) => {
      const content = isSame(path) ? contentOf(now, path) : null;
      return content === null ? [] : [[path, content] as const];
    }),
  );
  const cache = new RecordCache(Number.POSITIVE_INFINITY);
  const matter = unchangedThatMatter({ changed, unchanged, words, read: reading(cache) });
  for (const [path, content] of unchanged) if (!matter.has(path)) leaveUnread(cache, path, content);
  return {
    before: await loadHomes(sourceOf(base.name, old, new Map([...now, ...then])), { cache }),
    homes: await loadHomes(sourceOf(head.name, paths, now), { cache }),
  };
}

function contentOf(contents: Contents, path: string): FileContent | null {
  const content = contents.get(path);
  return content !== undefined && 'stamp' in content ? content : null;
}

/** Reads a record once, so that loading finds it read. */
function reading(cache: RecordCache): ReadOne {
  return (place, path, { bytes, stamp }) => {
    const kept = cache.get(path, stamp);
    if (kept !== undefined) return kept;
    const read = { ...readRecord(place, path, bytes), stamp };
    cache.set(path, stamp, read, bytes.length);
    return read;
  };
}

/** To loading it looks as if it was read before. */
function leaveUnread(cache: RecordCache, path: string, { stamp, bytes }: FileContent): void {
  const kind = placeOf(path)?.kind;
  if (kind === undefined) return;
  const nothing = { text: null, value: undefined, problems: [], readOnly: false, locate: () => FILE_START };
  cache.set(path, stamp, { kind, path, stamp, ...nothing }, bytes.length);
}

function sourceOf(name: string, paths: readonly string[], contents: Contents): KataFiles {
  return {
    name,
    list: async () => paths,
    read: async (wanted) =>
      new Map(
        wanted.flatMap((path) => {
          const content = contents.get(path);
          return content === undefined ? [] : [[path, content] as const];
        }),
      ),
  };
}
