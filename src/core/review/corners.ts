import type { Corner as CodeCorner, CornerState } from '../corners/corner';
import type { LoadedRecord } from '../load/loaded';
import type { Corner, Experiment } from '../model/experiment';
import type { Metrics } from '../storyboard/metrics';
import type { Side } from './change';
import { entryEvents } from './events';
import { fieldChanges } from './fields';
import type { Two } from './records';
import type { CornerChange, CornerChanges, CornerEvent } from './review';

/** What code and history say of corners, by id, on both sides; null where the code was not looked at. */
export type CodeCorners = {
  readonly base: ReadonlyMap<string, CodeCorner>;
  readonly head: ReadonlyMap<string, CodeCorner>;
} | null;

/** A corner's entry with its record. */
type Entry = Side<Corner>;

/** What became of the corners of all experiments of a kata. @param pairs its experiments on both sides */
export function cornerChanges(
  pairs: readonly Two<LoadedRecord<'experiment'>>[],
  code: CodeCorners,
  metrics: Metrics,
): CornerChanges {
  // An experiment that is gone tells nothing of its corners; where one can't be read, nothing is known of its entries.
  const changes = pairs.flatMap(({ before, after }) => {
    if (after?.value === undefined || (before !== null && before.value === undefined)) return [];
    const [was, is] = [before === null ? new Map<string, Entry>() : entriesOf(before), entriesOf(after)];
    return [...new Set([...is.keys(), ...was.keys()])].flatMap(
      (id) => changeOf(id, was.get(id) ?? null, is.get(id) ?? null, { after, code, metrics }) ?? [],
    );
  });
  const of = (event: CornerEvent) => changes.filter((one) => groupOf(one) === event);
  const groups = { cleaned: of('cleaned'), dropped: of('dropped'), cut: of('cut'), kept: of('kept') };
  return { known: code !== null, ...groups, other: changes.filter((one) => groupOf(one) === null) };
}

const GROUPS: readonly CornerEvent[] = ['cleaned', 'dropped', 'cut', 'kept'];

function groupOf({ events }: CornerChange): CornerEvent | null {
  return GROUPS.find((group) => events.includes(group)) ?? null;
}

/** Of two entries with one id the first counts, as everywhere. */
function entriesOf(record: LoadedRecord<'experiment'>): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  (record.value?.corners ?? []).forEach((value, index) => {
    if (!entries.has(value.id)) entries.set(value.id, { value, record, path: ['corners', index], name: '' });
  });
  return entries;
}

interface Context {
  readonly after: LoadedRecord<'experiment'>;
  readonly code: CodeCorners;
  readonly metrics: Metrics;
}

function changeOf(id: string, was: Entry | null, is: Entry | null, context: Context): CornerChange | null {
  const { after, code, metrics } = context;
  const side = is ?? was;
  if (side === null) return null;
  const fields =
    was === null || is === null
      ? []
      : fieldChanges(fieldSide(was), fieldSide(is), { owner: 'corner', metrics });
  const here = code?.head.get(id) ?? null;
  const events: CornerEvent[] = [
    ...(code === null ? recordEvents(was, is) : codeEvents(was, is, code.base.get(id) ?? null, here)),
    ...(was === null && is?.value.kept !== undefined ? (['kept'] as const) : []),
    ...(was === null || is === null || fields.length === 0 ? [] : entryEvents(was.value, is.value, fields)),
  ];
  const [first, ...more] = events;
  if (first === undefined) return null;
  return {
    id,
    path: side.record.path,
    line: null,
    movedFrom: null,
    at: is === null ? null : { record: is.record.handle, path: is.path },
    wasAt: was === null ? null : { record: was.record.handle, path: was.path },
    events: [first, ...more],
    fields,
    before: was?.value ?? null,
    after: is?.value ?? null,
    experiment: after.id ?? after.handle,
    experimentName: experimentName(after.value) ?? after.handle,
    places: here?.places ?? [],
    code: here,
  };
}

function fieldSide({ value, record, path }: Entry) {
  return { value, at: { record: record.handle, path }, problems: record.problems };
}

function experimentName(value: Experiment | undefined): string | null {
  return value?.title || value?.step || null;
}

function recordEvents(was: Entry | null, is: Entry | null): CornerEvent[] {
  return was === null ? ['cut'] : is === null ? ['deleted'] : [];
}

/** In the code, or said to be: states from which a corner can be cleaned. */
const THERE: readonly CornerState[] = ['open', 'orphan', 'unmarked'];
const GONE = { cleaned: 'cleaned', dropped: 'dropped', gone: 'gone' } as const;

/** What a change did to a corner by the states before and after it. */
function codeEvents(
  was: Entry | null,
  is: Entry | null,
  before: CodeCorner | null,
  after: CodeCorner | null,
): CornerEvent[] {
  const isNew = was === null && before === null;
  const wasThere = before === null || THERE.includes(before.state);
  const state = after?.state ?? null;
  const left = state === 'cleaned' || state === 'dropped' || state === 'gone' ? GONE[state] : null;
  return [
    ...(left !== null && (wasThere || isNew) ? [left] : []),
    ...(isNew ? (['cut'] as const) : []),
    ...(!isNew && was === null && is !== null ? (['recorded'] as const) : []),
    ...(!isNew && state === 'open' && before?.state === 'unmarked' ? (['cut'] as const) : []),
    ...(state === 'unmarked' && (before?.places.length ?? 0) > 0 ? (['removed'] as const) : []),
    ...(state === 'open' && !wasThere ? (['returned'] as const) : []),
    ...(was !== null && is === null ? (['deleted'] as const) : []),
  ];
}
