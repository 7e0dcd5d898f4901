import type { Reading } from '../load/loaded';
import type { Experiment } from '../model/experiment';
import type { Kata } from '../model/kata';
import { placeOf, type RecordKind, type RecordPlace } from '../model/layout';
import type { FileContent } from '../ports';
import { type Candidate, firstStarted } from './first-started';

/** Reads a record; asked twice, it reads once. */
export type ReadOne = (place: RecordPlace, path: string, content: FileContent) => Reading<RecordKind>;

export interface Differences {
  /** Files that are not the same on both sides; null where a side has none that can be read. */
  readonly changed: readonly {
    readonly path: string;
    readonly before: FileContent | null;
    readonly after: FileContent | null;
  }[];
  readonly unchanged: ReadonlyMap<string, FileContent>;
  /** More words for which an unchanged record matters. */
  readonly words: readonly string[];
  readonly read: ReadOne;
}

/**
 * The unchanged files of which a rule could think differently because of others that changed. A rule that looks at more
 * than one record has its line here; `test/core/check/load-change.test.ts` holds this to what reading everything finds.
 */
export function unchangedThatMatter(differences: Differences): ReadonlySet<string> {
  const { changed, unchanged, words, read } = differences;
  const katas = new Map<string, ChangedKata>();
  for (const { path, before, after } of changed) {
    const place = placeOf(path);
    if (place === null) continue;
    const kata = katas.get(keyOf(place)) ?? new ChangedKata();
    katas.set(keyOf(place), kata);
    const side = (content: FileContent | null) => (content === null ? null : read(place, path, content));
    kata.records.push({ place, before: side(before), after: side(after) });
  }
  // A corner's id is one thing's in all katas of a home.
  const everywhere = [...words, ...[...katas.values()].flatMap((kata) => kata.cornerIds)];
  const shared = sharedIds([...changed.map(({ path }) => path), ...unchanged.keys()]);
  const unclear = new Set(
    [...katas.values()].flatMap(({ records }) => records.filter(isUnclear).map(({ place }) => place.home)),
  );
  const found = new Set<string>();
  for (const [path, content] of unchanged) {
    const place = placeOf(path);
    if (place === null) continue;
    const text = new TextDecoder().decode(content.bytes);
    const kata = katas.get(keyOf(place));
    const isShared = place.id !== null && shared.has(place.id);
    if (place.kind === 'kata' || place.kind === 'config' || isShared || unclear.has(place.home)) {
      found.add(path);
    } else if (everywhere.some((word) => text.includes(word)) || kata?.asks(place, text) === true) {
      found.add(path);
    } else if (place.kind === 'experiment') {
      kata?.experiments.push({
        path,
        text,
        read: () => read(place, path, content).value as Experiment | undefined,
      });
    }
  }
  for (const kata of katas.values()) {
    if (kata.movesStart) for (const path of firstStarted(kata.experiments)) found.add(path);
  }
  return found;
}

/** The ids in the names of several files: such files are one record to a comparison, so each is read. */
function sharedIds(paths: readonly string[]): ReadonlySet<string> {
  const ids = paths.flatMap((path) => placeOf(path)?.id ?? []);
  const once = new Set<string>();
  return new Set(ids.filter((id) => once.has(id) || !once.add(id)));
}

function keyOf({ home, kata }: RecordPlace): string {
  return JSON.stringify([home, kata]);
}

interface ChangedRecord {
  readonly place: RecordPlace;
  readonly before: Reading<RecordKind> | null;
  readonly after: Reading<RecordKind> | null;
}

/** What changed in one kata, and what that asks of its other records. */
class ChangedKata {
  readonly records: ChangedRecord[] = [];
  /** Unchanged ones that no other rule asks of. */
  readonly experiments: Candidate[] = [];
  private words: readonly string[] | null = null;

  /** Whether a rule asks again of an unchanged record of this kata. */
  asks({ kind }: RecordPlace, text: string): boolean {
    this.words ??= this.records.flatMap(wordsOf);
    if (this.words.some((word) => text.includes(word))) return true;
    const isAddressed = kind === 'obstacle' && text.includes('addressing');
    return isAddressed && this.records.some(({ place }) => place.kind === 'obstacle');
  }

  get cornerIds(): string[] {
    return this.records.flatMap((record) =>
      sides<Experiment>(record, 'experiment').flatMap((value) =>
        (value?.corners ?? []).map(({ id }) => id).filter((id) => id !== ''),
      ),
    );
  }

  /** True where the day on which work on a target began may be another now. */
  get movesStart(): boolean {
    return this.records.some((record) => {
      if (record.place.kind === 'kata') return true;
      const [before, after] = sides<Experiment>(record, 'experiment');
      return before?.started !== after?.started || before?.target !== after?.target;
    });
  }
}

/** What a record of that kind holds before and after; nothing for one of another kind. */
function sides<T>({ place, before, after }: ChangedRecord, kind: RecordKind): (T | undefined)[] {
  return place.kind === kind ? [before?.value as T | undefined, after?.value as T | undefined] : [];
}

/** An id that is gone leaves references to nothing; of a target that is now reached, corners are asked. */
function wordsOf(record: ChangedRecord): string[] {
  const { place, after } = record;
  const gone = after === null && place.id !== null ? [place.id] : [];
  const [was, is] = sides<Kata>(record, 'kata');
  const states = new Map((is?.targets ?? []).map(({ id, state }) => [id, state ?? '']));
  const metrics = new Set((is?.metrics ?? []).map(({ id }) => id));
  const targets = (was?.targets ?? []).filter(({ id, state }) => states.get(id) !== (state ?? ''));
  const lost = (was?.metrics ?? []).filter(({ id }) => !metrics.has(id));
  return [...gone, ...[...targets, ...lost].map(({ id }) => id)].filter((id) => id !== '');
}

/** Where ids or `kata.yaml` could not be read on a side, its records were not judged there: all of the home is looked at. */
function isUnclear({ place: { kind, id }, before, after }: ChangedRecord): boolean {
  if (kind === 'obstacle' || kind === 'experiment') return id === null;
  if (kind !== 'kata') return false;
  return [before, after].some(
    (side) => side === null || side.problems.some(({ severity }) => severity !== 'hint'),
  );
}
