import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { RecordKind } from '../model/layout';
import { recordsOf } from '../storyboard/problems';
import type { YamlEdit } from '../yaml/edit/types';
import type { FileChange, Plan, RefusalCode } from './change';

/** Thrown inside a planner where it can't go on; `planning` turns it into the planner's answer. */
class Stop extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly mend: string,
  ) {
    super(message);
  }
}

/** Ends the planner: `message` is one sentence that names the thing, `mend` one that says what to do. */
export function refuse(code: RefusalCode, message: string, mend: string): never {
  throw new Stop(code, message, mend);
}

/** Runs a planner's body, so that each of its steps may refuse. */
export function planning(work: () => Plan): Plan {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ok: false, code: error.code, message: error.message, mend: error.mend };
  }
}

export function planned(
  label: string,
  files: readonly FileChange[],
  notes: readonly string[] = [],
  created: string | null = null,
): Plan {
  return { ok: true, change: { label, files }, notes, created };
}

/** The edits of one record; no file where there are none. */
export function editsOf(record: LoadedRecord, edits: readonly YamlEdit[]): FileChange[] {
  return edits.length === 0 ? [] : [{ kind: 'edit', path: record.path, edits }];
}

/** Refuses where the whole kata takes no edits: its format is newer than ours. */
export function kataWritable(kata: LoadedKata): void {
  const format = kata.record.value?.kata ?? 1;
  if (format > 1) {
    refuse(
      'edit/read-only',
      `This kata is written in format ${format}, which is newer than this version, so nothing was written.`,
      'Update Improvement Kata to edit it.',
    );
  }
}

/** Refuses where a record takes no edits. */
export function recordWritable<K extends RecordKind>(
  kata: LoadedKata,
  record: LoadedRecord<K>,
): LoadedRecord<K> {
  kataWritable(kata);
  if (!isUnreadable(record)) return record;
  const file = record.path.slice(record.path.lastIndexOf('/') + 1);
  return refuse('edit/read-only', `${file} can't be read whole, so nothing was written.`, mendOf(record));
}

/** Refuses to say that kata.yaml lacks something where it can't be read whole. @param what with its article */
export function kataReadable({ record }: LoadedKata, what: string): void {
  if (!isUnreadable(record)) return;
  refuse(
    'edit/read-only',
    `kata.yaml can't be read whole, so it is not known whether it has ${what} and nothing was written.`,
    mendOf(record),
  );
}

/** True where a file can't be read whole, so that nothing is written to it. */
export function isUnreadable({ readOnly, stale }: LoadedRecord): boolean {
  return readOnly || stale;
}

/** ` at line 5`, of the first error; nothing where no line is to blame. */
export function lineOf({ problems }: LoadedRecord): string {
  const line = problems.find((problem) => problem.severity === 'error')?.range.start.line;
  return line === undefined ? '' : ` at line ${line}`;
}

function mendOf(record: LoadedRecord): string {
  return `Mend its text${lineOf(record)} first.`;
}

/** The writable record of any kind with this handle. */
export function anyRecord(kata: LoadedKata, handle: string): LoadedRecord {
  const record = recordsOf(kata).find((one) => one.handle === handle);
  if (record === undefined) {
    return refuse(
      'edit/not-there',
      `The kata ${kata.slug} has no record ${handle}, so nothing was written.`,
      'It may have been renamed or deleted: look at the storyboard again.',
    );
  }
  return recordWritable(kata, record);
}

/** The writable record among `records` with this handle or id. */
export function recordNamed<K extends 'obstacle' | 'experiment'>(
  kata: LoadedKata,
  records: readonly LoadedRecord<K>[],
  word: K,
  handle: string,
): LoadedRecord<K> {
  const record = records.find((one) => one.handle === handle) ?? records.find((one) => one.id === handle);
  if (record === undefined) {
    return refuse(
      'edit/not-there',
      `The kata ${kata.slug} has no ${word} ${handle}, so nothing was written.`,
      records.length === 0
        ? 'It has none yet: begin with one.'
        : `Name one by its id: ${listed(records.map((one) => one.handle))}.`,
    );
  }
  return recordWritable(kata, record);
}

/** `a, b, c`, at most eight; `there is none yet` for none. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'there is none yet';
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ');
}

/** The title in quotes, for messages; on one line and not endless. */
export function quoted(text: string | undefined): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return `“${line.length > 80 ? `${line.slice(0, 79)}…` : line}”`;
}

/** The text that a person gave, trimmed; refuses where nothing is left. */
export function someText(text: string, what: string): string {
  const trimmed = text.trim();
  return trimmed === '' ? refuse('edit/invalid', `${what} is empty.`, 'Write a few words.') : trimmed;
}
