import type { LoadedRecord } from '../load/loaded';
import type { Metrics } from '../storyboard/metrics';
import type { YamlPath } from '../yaml/edit/types';
import type { Owner } from './field-words';
import { fieldChanges } from './fields';
import type { Change, FieldChange, ItemEvent } from './review';

/** A record, or an item of one, on one side. */
export interface Side<Value> {
  readonly value: Value;
  readonly record: LoadedRecord;
  /** Within the record; empty for all of it. */
  readonly path: YamlPath;
  /** Its file below its kata's folder: a kata that was renamed renames none of its records. */
  readonly name: string;
}

export interface ChangeOptions<Value, Event extends string> {
  readonly id: string;
  readonly owner: Owner;
  readonly metrics: Metrics;
  readonly except?: readonly string[];
  /** Items of `kata.yaml` have a line; looking one up parses the file again. */
  readonly line?: (side: Side<Value>) => number | null;
  /** What it means that it is new. */
  readonly added: (value: Value) => readonly Event[];
  /** What it means that these fields, one or more, differ. */
  readonly changed: (before: Value, after: Value, fields: readonly FieldChange[]) => readonly Event[];
}

/** What happened to one thing; null where it is the same on both sides. */
export function changeOf<Value extends object, Event extends string>(
  before: Side<Value> | null,
  after: Side<Value> | null,
  options: ChangeOptions<Value, Event>,
): Change<Value, Event | ItemEvent> | null {
  const side = after ?? before;
  if (side === null) return null;
  // What did not change was read once, for both sides.
  const isOther = before !== null && after !== null && before.value !== after.value;
  const fields = isOther ? differences(before, after, options) : [];
  const renamed = before !== null && after !== null && before.name !== after.name;
  const events: readonly (Event | ItemEvent)[] =
    before === null
      ? options.added(side.value)
      : after === null
        ? ['deleted']
        : fields.length > 0
          ? options.changed(before.value, after.value, fields)
          : renamed
            ? ['renamed']
            : [];
  const [first, ...more] = events;
  if (first === undefined) return null;
  return {
    id: options.id,
    path: side.record.path,
    line: options.line === undefined ? 1 : options.line(side),
    movedFrom: renamed ? before.record.path : null,
    at: after === null ? null : addressOf(after),
    wasAt: before === null ? null : addressOf(before),
    events: [first, ...more],
    fields,
    before: before?.value ?? null,
    after: after?.value ?? null,
  };
}

function differences<Value extends object, Event extends string>(
  before: Side<Value>,
  after: Side<Value>,
  { owner, metrics, except = [] }: ChangeOptions<Value, Event>,
): FieldChange[] {
  const sideOf = (side: Side<Value>) => ({
    value: side.value,
    at: addressOf(side),
    problems: side.record.problems,
  });
  return fieldChanges(sideOf(before), sideOf(after), { owner, metrics, except });
}

function addressOf({ record, path }: Side<unknown>) {
  return { record: record.handle, path };
}
