import { placeOf, type RecordKind, type RecordPlace } from '../model/layout';
import type { Problem } from '../model/problem';
import type { KataFiles } from '../ports';
import { FILE_START } from '../yaml/lines';
import { fileProblem } from '../yaml/yaml-problem';
import type { Reading } from './loaded';
import { readRecord } from './read-record';
import type { RecordCache } from './record-cache';

/** How much is parsed, in bytes, before other work gets a turn: some 20 ms. */
const AT_ONCE = 48 * 1024;

/** Everything below the `.kata` folders, read. */
export interface ReadFiles {
  readonly readings: ReadonlyMap<string, Reading<RecordKind>>;
  /** What each listed path names; null for one that is none of a record's. */
  readonly places: ReadonlyMap<string, RecordPlace | null>;
  /** Paths that are none of a record's. */
  readonly others: readonly string[];
  /** Entries that are no record and can't be read, or lead out of the root. */
  readonly problems: readonly Problem[];
}

/** Lists, reads and parses what a source holds. @param breathe lets other work run; awaited between parses */
export async function readFiles(
  files: KataFiles,
  cache: RecordCache | undefined,
  breathe: () => Promise<void>,
): Promise<ReadFiles> {
  const paths = [...(await files.list())].sort();
  const places = new Map(paths.map((path) => [path, placeOf(path)]));
  const wanted = paths.filter((path) => places.get(path) !== null || mayLead(path));
  const readings = await keptReadings(files, wanted, cache);
  const contents = await files.read(wanted.filter((path) => !readings.has(path)));
  const others: string[] = [];
  const problems: Problem[] = [];
  let parsed = 0;
  for (const path of paths) {
    const place = places.get(path) ?? null;
    const content = contents.get(path);
    if (content !== undefined && 'error' in content) {
      const problem = unreadable(path, content);
      if (place === null) problems.push(problem);
      else readings.set(path, unread(path, place.kind, problem));
      continue;
    }
    if (place === null) {
      others.push(path);
      continue;
    }
    if (content === undefined) continue;
    const kept = cache?.get(path, content.stamp);
    const reading = kept ?? { ...readRecord(place, path, content.bytes), stamp: content.stamp };
    readings.set(path, reading);
    if (kept !== undefined) continue;
    cache?.set(path, content.stamp, reading, content.bytes.length);
    parsed += content.bytes.length;
    if (parsed < AT_ONCE) continue;
    parsed = 0;
    await breathe();
  }
  // In the order of paths, whether kept or read now.
  const inOrder = paths.flatMap((path) => {
    const reading = readings.get(path);
    return reading === undefined ? [] : [[path, reading] as const];
  });
  return { readings: new Map(inOrder), places, others, problems };
}

/** Records that were read before, of a source that knows that they are the same without reading them again. */
async function keptReadings(
  files: KataFiles,
  paths: readonly string[],
  cache: RecordCache | undefined,
): Promise<Map<string, Reading<RecordKind>>> {
  const kept = new Map<string, Reading<RecordKind>>();
  if (cache === undefined || cache.count === 0 || files.stamps === undefined) return kept;
  for (const [path, stamp] of await files.stamps(paths)) {
    const reading = cache.get(path, stamp);
    if (reading !== undefined) kept.set(path, reading);
  }
  return kept;
}

/** A folder that is a link leading outside is listed by its own name: a name without an ending. */
function mayLead(path: string): boolean {
  return !path.slice(path.lastIndexOf('/') + 2).includes('.');
}

function unreadable(path: string, { error, outside }: { error: string; outside?: boolean }): Problem {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return fileProblem(
    path,
    outside === true ? 'file/outside' : 'file/unreadable',
    FILE_START,
    `${name} ${error}.`,
  );
}

/** A record of which nothing is known but what is wrong. */
export function unread<K extends RecordKind>(path: string, kind: K, problem: Problem): Reading<K> {
  return {
    kind,
    path,
    text: null,
    value: undefined,
    problems: [problem],
    readOnly: true,
    locate: () => FILE_START,
  };
}
