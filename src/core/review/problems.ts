import { recordsOf } from '../check/places';
import type { KataHome, LoadedRecord } from '../load/loaded';
import type { Problem } from '../model/problem';
import { placeIn } from './item-names';
import type { ProblemReview } from './review';

/** One state's problems, with the katas that they were found in. */
export interface ProblemSide {
  readonly homes: readonly KataHome[];
  readonly problems: readonly Problem[];
}

/**
 * What a change did to problems: matched by code, record and field, never by line or by an item's number in a list, so
 * that nobody is told of what was there before. Of several alike, as many are new as there are more of; the last ones.
 * Both sides have to be judged by the same day, else time itself would bring problems.
 * @param moved the folder at head of a kata whose folder was renamed, by its folder at base
 */
export function compareProblems(
  base: ProblemSide,
  head: ProblemSide,
  moved: ReadonlyMap<string, string> = new Map(),
): ProblemReview {
  const before = keyed(base, moved);
  const after = keyed(head, new Map());
  return { brought: beyond(after, before), mended: beyond(before, after) };
}

/** Those of `own` that `other` has not, or not as often. */
function beyond(own: readonly Keyed[], other: readonly Keyed[]): Problem[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  return own.flatMap(({ key, problem }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0 ? [] : [problem];
  });
}

interface Keyed {
  readonly key: string;
  readonly problem: Problem;
}

function keyed({ homes, problems }: ProblemSide, moved: ReadonlyMap<string, string>): Keyed[] {
  const records = new Map<string, { record: LoadedRecord; folder: string }>();
  for (const kata of homes.flatMap((home) => home.katas)) {
    for (const record of recordsOf(kata)) records.set(record.path, { record, folder: kata.folder });
  }
  return problems.map((problem) => {
    const found = records.get(problem.path);
    const field =
      found === undefined ? problem.field : placeIn(found.record.value, problem.field.split('.')).join('.');
    return { key: JSON.stringify([problem.code, recordKey(problem.path, found, moved), field]), problem };
  });
}

/** A record by its id, wherever its file stands; else its path, as a renamed folder has it now. */
function recordKey(
  path: string,
  found: { record: LoadedRecord; folder: string } | undefined,
  moved: ReadonlyMap<string, string>,
): string {
  if (found === undefined) return path;
  const { record, folder } = found;
  if (record.id !== null && record.handle === record.id) return record.id;
  const now = moved.get(folder);
  return now === undefined ? path : `${now}${path.slice(folder.length)}`;
}
