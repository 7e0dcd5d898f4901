import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { RelatedPlace } from '../model/problem';
import type { YamlPath } from '../yaml/edit/types';

/** All records of a kata, its own first. */
export function recordsOf(kata: LoadedKata): LoadedRecord[] {
  return [kata.record, ...kata.obstacles, ...kata.experiments, ...kata.coaching, ...kata.measurements];
}

/** A place in a record as one that belongs to a problem elsewhere. */
export function relatedPlace(record: LoadedRecord, at: YamlPath, message: string): RelatedPlace {
  return { path: record.path, range: record.locate(at), message };
}
