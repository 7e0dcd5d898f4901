import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { YamlPath, YamlValue } from '../yaml/edit/types';
import { isFormatPath } from './key-order';
import { valueAt, withValue } from './plain';
import { kataReadable, listed, refuse } from './planning';
import { complaint } from './schemas';

/** Refuses a path that the format does not have, or whose list item is not there. */
export function knownField(record: LoadedRecord, path: YamlPath): void {
  const item = path.findLastIndex((key) => typeof key === 'number');
  const there = item < 0 || valueAt(record.value, path.slice(0, item + 1)) !== undefined;
  if (path.length > 0 && isFormatPath(record.kind, path) && there) return;
  refuse(
    'edit/not-there',
    `${record.handle} has no field ${path.join('.') || 'without a name'}, so nothing was written.`,
    'Look at the storyboard again: the record may have changed.',
  );
}

/** Refuses a metric that `kata.yaml` does not know. */
export function requireMetric(kata: LoadedKata, metric: string): void {
  const ids = (kata.record.value?.metrics ?? []).map((one) => one.id);
  if (ids.includes(metric)) return;
  kataReadable(kata, `a metric ${metric}`);
  refuse(
    'edit/not-there',
    `kata.yaml has no metric ${metric}, so nothing was written.`,
    `Name one of its metrics (${listed(ids)}), or add it there first.`,
  );
}

/** Refuses a value that would break the record. */
export function fits(record: LoadedRecord, path: YamlPath, value: YamlValue | undefined): void {
  const problem = complaint(record.kind, withValue(record.value, path, value), path);
  if (problem === null) return;
  if (value === undefined) {
    refuse(
      'edit/invalid',
      `${fieldName(path)} can't be empty, so nothing was written.`,
      'Write a few words.',
    );
  }
  refuse(
    'edit/invalid',
    `${fieldName(problem.at)} ${problem.text}, so nothing was written.`,
    'Mend the value.',
  );
}

/** A field's name for people: its last key. */
export function fieldName(path: YamlPath): string {
  const key = path.findLast((part) => typeof part === 'string') ?? 'value';
  return String(key)
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
}
