import { recordsOf } from '../check/places';
import type { KataHome, LoadedKata, LoadedRecord } from '../load/loaded';
import type { RecordKind } from '../model/layout';

/** One thing before and after; never null on both sides. */
export interface Two<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export type KataPair = Two<LoadedKata>;

/** Katas of two states: by folder; those left by the ids that they share, so that a renamed folder is one kata. In order of folder. */
export function matchKatas(base: readonly KataHome[], head: readonly KataHome[]): KataPair[] {
  const after = head.flatMap((home) => home.katas);
  const before = new Map(base.flatMap((home) => home.katas).map((kata) => [kata.folder, kata]));
  const pairs = new Map(after.map((kata) => [kata, before.get(kata.folder) ?? null]));
  for (const { folder } of after) before.delete(folder);
  for (const kata of after) {
    if (pairs.get(kata) !== null) continue;
    const was = mostAlike(kata, [...before.values()]);
    if (was === undefined) continue;
    pairs.set(kata, was);
    before.delete(was.folder);
  }
  const all = [
    ...[...pairs].map(([kata, was]): KataPair => ({ before: was, after: kata })),
    ...[...before.values()].map((kata): KataPair => ({ before: kata, after: null })),
  ];
  const folderOf = (pair: KataPair) => (pair.after ?? pair.before)?.folder ?? '';
  return all.sort((a, b) => (folderOf(a) < folderOf(b) ? -1 : 1));
}

/** The kata that shares the most ids; one without records may still have the same title. */
function mostAlike(kata: LoadedKata, others: readonly LoadedKata[]): LoadedKata | undefined {
  const ids = new Set(idsOf(kata));
  const shared = (other: LoadedKata) => idsOf(other).filter((id) => ids.has(id)).length;
  const [best] = others
    .map((other) => ({ other, count: shared(other) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const title = kata.record.value?.title;
  return best?.other ?? others.find(({ record }) => title !== undefined && record.value?.title === title);
}

function idsOf(kata: LoadedKata): string[] {
  return recordsOf(kata).flatMap(({ id }) => id ?? []);
}

/** The records of one kind in both states of all katas, told by id wherever their files stand. */
export class RecordPairs<K extends RecordKind> {
  private readonly idsBefore: ReadonlyMap<string, LoadedRecord<K>>;
  private readonly idsAfter: ReadonlyMap<string, LoadedRecord<K>>;

  constructor(
    katas: readonly KataPair[],
    private readonly of: (kata: LoadedKata) => readonly LoadedRecord<K>[],
  ) {
    this.idsBefore = byId(katas.flatMap(({ before }) => (before === null ? [] : of(before))));
    this.idsAfter = byId(katas.flatMap(({ after }) => (after === null ? [] : of(after))));
  }

  /** The records of one kata; one that came from another kata is among those of the kata that has it now. */
  in({ before, after }: KataPair): Two<LoadedRecord<K>>[] {
    const old = before === null ? [] : this.of(before);
    const now = after === null ? [] : this.of(after);
    const names = new Map(old.map((record) => [record.path.slice(before?.folder.length), record]));
    const taken = new Set<LoadedRecord<K>>();
    const pairs = now.map((record): Two<LoadedRecord<K>> => {
      const sameId = this.same(record, this.idsAfter, this.idsBefore);
      const sameName = names.get(record.path.slice(after?.folder.length));
      const was = sameId ?? (sameName !== undefined && this.isFree(sameName) ? sameName : null);
      if (was !== null) taken.add(was);
      return { before: was, after: record };
    });
    const gone = old.filter((record) => !taken.has(record) && this.isFree(record));
    return [...pairs, ...gone.map((record) => ({ before: record, after: null }))];
  }

  /** The record with the same id on the other side, where that is one record's alone on both. */
  private same(
    record: LoadedRecord<K>,
    own: ReadonlyMap<string, LoadedRecord<K>>,
    others: ReadonlyMap<string, LoadedRecord<K>>,
  ): LoadedRecord<K> | null {
    if (record.id === null || own.get(record.id) !== record) return null;
    return others.get(record.id) ?? null;
  }

  /** True for a record at base that no id of head takes. */
  private isFree(record: LoadedRecord<K>): boolean {
    return this.same(record, this.idsBefore, this.idsAfter) === null;
  }
}

/** Records whose id is theirs alone. */
function byId<K extends RecordKind>(records: readonly LoadedRecord<K>[]): Map<string, LoadedRecord<K>> {
  const found = new Map<string, LoadedRecord<K>>();
  const several = new Set<string>();
  for (const record of records) {
    if (record.id === null) continue;
    if (found.has(record.id)) several.add(record.id);
    found.set(record.id, record);
  }
  for (const id of several) found.delete(id);
  return found;
}
