import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { YamlEdit } from '../yaml/edit/types';
import type { Plan } from './change';
import { textEdit, valueEdits } from './experiments';
import { fits } from './field-checks';
import { editsOf, planned, planning, quoted, recordNamed, refuse } from './planning';

/** A prediction, or a part of it. What is left out stays. */
export interface Expectation {
  readonly expect?: string;
  /** Metric id to what is expected. */
  readonly expectValues?: Readonly<Record<string, number>>;
  readonly checkBy?: IsoDate;
}

/**
 * Writes down what is expected, as long as nobody wrote down what came out: a prediction that is made or changed after
 * the result is none.
 */
export function planExpectation(kata: LoadedKata, handle: string, said: Expectation): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    notYetKnown(record);
    const { edits, notes } = expectationEdits(kata, record, said);
    return planned('write expectation', editsOf(record, edits), notes);
  });
}

/** The edits that write a prediction into its record, and what to say of the one before. */
export function expectationEdits(
  kata: LoadedKata,
  record: LoadedRecord<'experiment'>,
  said: Expectation,
): { readonly edits: YamlEdit[]; readonly notes: string[] } {
  const edits = [
    ...textEdit(record, 'expect', said.expect),
    ...valueEdits(kata, record, 'expectValues', said.expectValues ?? {}),
  ];
  const notes = edits.length === 0 ? [] : changedNotes(record);
  if (said.checkBy !== undefined && said.checkBy !== record.value?.checkBy) {
    fits(record, ['checkBy'], said.checkBy);
    edits.push({ op: 'set', path: ['checkBy'], value: said.checkBy });
  }
  return { edits, notes };
}

function notYetKnown({ value, handle }: LoadedRecord<'experiment'>): void {
  const known = (['happened', 'values', 'outcome'] as const).some((key) => value?.[key] !== undefined);
  if (!known && value?.finished === undefined) return;
  refuse(
    'edit/invalid',
    `${handle} has a result already, so its prediction stays as it is and nothing was written.`,
    'Write down what surprised you with `kata experiment result --learned`, and predict in the next experiment.',
  );
}

function changedNotes({ value }: LoadedRecord<'experiment'>): string[] {
  const before = value?.expect?.trim() ?? '';
  if (before === '' && value?.expectValues === undefined) return [];
  const said =
    before === '' ? 'Other numbers were expected before' : `It was expected before: ${quoted(before)}`;
  return [`${said}; git keeps what was committed.`];
}
