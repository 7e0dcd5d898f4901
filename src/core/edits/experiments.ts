import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { IsoDate } from '../model/dates';
import type { Outcome } from '../model/experiment';
import type { Random } from '../ports';
import type { YamlEdit } from '../yaml/edit/types';
import type { Plan } from './change';
import { fits, requireMetric } from './field-checks';
import { newRecord } from './new-record';
import { editsOf, kataWritable, planned, planning, recordNamed, refuse, someText } from './planning';
import { activeTargetId, noTargetNotes, requireTarget } from './targets';

export interface NewExperiment {
  readonly step: string;
  readonly title?: string;
  readonly expect?: string;
  readonly expectValues?: Readonly<Record<string, number>>;
  readonly checkBy?: IsoDate;
  readonly learner?: string;
  /** The day it starts; planned where it is left out. */
  readonly started?: IsoDate;
  /** The target condition's id; the active one where it is left out. */
  readonly target?: string;
  /** The obstacle's id; null for none; the one that is addressed where it is left out. */
  readonly obstacle?: string | null;
}

/**
 * A new experiment in a file of its own.
 * @param taken ids that only other branches and refs know, so that none is given twice.
 */
export function planExperimentAdd(
  kata: LoadedKata,
  given: NewExperiment,
  random: Random,
  taken?: Iterable<string>,
): Plan {
  return planning(() => {
    kataWritable(kata);
    const step = someText(given.step, 'The next step');
    for (const metric of Object.keys(given.expectValues ?? {})) requireMetric(kata, metric);
    const target = given.target === undefined ? activeTargetId(kata) : requireTarget(kata, given.target);
    const obstacle = obstacleOf(kata, given.obstacle);
    const value = { ...given, step, target, obstacle };
    const { id, file } = newRecord(kata, 'experiment', value, given.title ?? step, random, taken);
    const notes = saysExpectation(given)
      ? []
      : ['What do you expect to happen? Write it down before you try, so that you can be surprised.'];
    return planned('add experiment', [file], [...notes, ...noTargetNotes(kata, target)], id);
  });
}

function saysExpectation(value: Pick<NewExperiment, 'expect' | 'expectValues'> | undefined): boolean {
  return (value?.expect ?? '').trim() !== '' || Object.keys(value?.expectValues ?? {}).length > 0;
}

/** The obstacle that a new experiment is for; see `NewExperiment`. */
export function obstacleOf(kata: LoadedKata, given: string | null | undefined): string | undefined {
  if (given === undefined) return addressedId(kata);
  return given === null ? undefined : requireObstacle(kata, given);
}

function addressedId(kata: LoadedKata): string | undefined {
  return kata.obstacles.find((one) => one.value?.state === 'addressing')?.id ?? undefined;
}

function requireObstacle(kata: LoadedKata, id: string): string {
  const found = kata.obstacles.find((one) => one.id === id);
  return found?.id ?? recordNamed(kata, kata.obstacles, 'obstacle', id).handle;
}

export interface ExperimentResult {
  readonly happened?: string;
  readonly learned?: string;
  /** Metric id to what was measured. */
  readonly values?: Readonly<Record<string, number>>;
}

/** What happened and what was learned. Only what is given changes; other numbers stay. */
export function planExperimentResult(kata: LoadedKata, handle: string, result: ExperimentResult): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    const edits = [
      ...textEdit(record, 'happened', result.happened),
      ...valueEdits(kata, record, 'values', result.values ?? {}),
      ...textEdit(record, 'learned', result.learned),
    ];
    const notes = saysExpectation(record.value)
      ? []
      : ['No expectation was written down, so there is nothing to compare the result with.'];
    return planned('write result', editsOf(record, edits), notes);
  });
}

/** Sets a text that is given and is another one. */
export function textEdit(
  record: LoadedRecord<'experiment'>,
  key: 'happened' | 'learned' | 'expect',
  text: string | undefined,
): YamlEdit[] {
  if (text === undefined || text.trim() === '' || record.value?.[key] === text) return [];
  return [{ op: 'set', path: [key], value: text }];
}

/** Sets the numbers that are given and are other ones; those that are not given stay. */
export function valueEdits(
  kata: LoadedKata,
  record: LoadedRecord<'experiment'>,
  key: 'values' | 'expectValues',
  values: Readonly<Record<string, number>>,
): YamlEdit[] {
  for (const [metric, value] of Object.entries(values)) {
    requireMetric(kata, metric);
    fits(record, [key, metric], value);
  }
  const old = record.value?.[key];
  const changed = Object.entries(values).filter(([metric, value]) => old?.[metric] !== value);
  if (changed.length === 0) return [];
  if (old === undefined) return [{ op: 'set', path: [key], value: Object.fromEntries(changed) }];
  return changed.map(([metric, value]) => ({ op: 'set', path: [key, metric], value }));
}

/** Finishes an experiment with its outcome on a day; the notes say what is missing in the record. */
export function planExperimentFinish(
  kata: LoadedKata,
  handle: string,
  given: { readonly outcome: Outcome; readonly finished: IsoDate; readonly learned?: string },
): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    const { value } = record;
    const edits = textEdit(record, 'learned', given.learned);
    for (const key of ['finished', 'outcome'] as const) {
      fits(record, [key], given[key]);
      if (value?.[key] !== given[key]) edits.push({ op: 'set', path: [key], value: given[key] });
    }
    if (value?.started !== undefined && given.finished < value.started) {
      refuse(
        'edit/invalid',
        `The experiment started on ${value.started}, after ${given.finished}, so nothing was written.`,
        'Give the day on which it finished.',
      );
    }
    const before = value?.outcome;
    const other = before === undefined || before === given.outcome ? [] : [`It was ${before} before.`];
    const notes = [...other, ...missing(record, given.learned)];
    return planned('finish experiment', editsOf(record, edits), notes);
  });
}

/** The outcome as the board sets it: with one the experiment is finished (on `today`, unless it says a day), without one it goes on. */
export function planOutcome(kata: LoadedKata, handle: string, outcome: Outcome | null, today: IsoDate): Plan {
  return planning(() => {
    const record = recordNamed(kata, kata.experiments, 'experiment', handle);
    if (outcome !== null) {
      return planExperimentFinish(kata, handle, { outcome, finished: record.value?.finished ?? today });
    }
    const edits = (['finished', 'outcome'] as const)
      .filter((key) => record.value?.[key] !== undefined)
      .map((key) => ({ op: 'remove', path: [key] }) as const);
    return planned('reopen experiment', editsOf(record, edits));
  });
}

function missing({ value }: LoadedRecord<'experiment'>, learned = value?.learned): string[] {
  const said = (text: string | undefined) => (text ?? '').trim() !== '';
  return [
    ...(saysExpectation(value) ? [] : ['No expectation was written down before.']),
    ...(said(value?.happened) || value?.values !== undefined
      ? []
      : ['What happened? Write the result down.']),
    ...(said(learned) ? [] : ['What did you learn? Write it down while it is fresh.']),
  ];
}
