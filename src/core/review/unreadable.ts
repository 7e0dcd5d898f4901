import { sameValue } from '../experiments/same-value';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { KataPair, Two } from './records';
import type { UnreadableChange } from './review';

/** Records that can't be read on one side or on both, unless both have the same text: nobody knows what changed in them. */
export function unreadableChanges(
  { before, after }: KataPair,
  records: readonly Two<LoadedRecord>[],
): UnreadableChange[] {
  return [
    { before: before?.record ?? null, after: after?.record ?? null },
    ...records,
    ...measurements(before, after),
  ].flatMap((pair): UnreadableChange[] => {
    const [was, is] = [isBroken(pair.before), isBroken(pair.after)];
    const record = pair.after ?? pair.before;
    if (record === null || (!was && !is) || (was && is && isSame(pair))) return [];
    const { kind, handle, path } = record;
    const how = pair.before === null ? 'added' : pair.after === null ? 'deleted' : 'changed';
    const problems = (is ? pair.after : pair.before)?.problems ?? [];
    return [{ kind, handle, path, how, side: was && is ? 'both' : is ? 'head' : 'base', problems }];
  });
}

function isBroken(record: LoadedRecord | null): boolean {
  return record !== null && record.value === undefined;
}

/** The same bytes where the source can tell; else what is wrong with them is the same. */
function isSame({ before, after }: Two<LoadedRecord>): boolean {
  if (before?.stamp !== undefined && after?.stamp !== undefined) return before.stamp === after.stamp;
  return sameValue(before?.problems, after?.problems);
}

function measurements(before: LoadedKata | null, after: LoadedKata | null): Two<LoadedRecord>[] {
  const nameOf = (kata: LoadedKata | null, { path }: LoadedRecord) => path.slice(kata?.folder.length ?? 0);
  const old = new Map((before?.measurements ?? []).map((record) => [nameOf(before, record), record]));
  const pairs = (after?.measurements ?? []).map((record) => {
    const was = old.get(nameOf(after, record)) ?? null;
    old.delete(nameOf(after, record));
    return { before: was, after: record };
  });
  return [...pairs, ...[...old.values()].map((record) => ({ before: record, after: null }))];
}
