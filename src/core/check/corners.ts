import type { Corner } from '../corners/corner';
import { isOutstanding } from '../corners/phase';
import type { KataHome, LoadedKata, LoadedRecord } from '../load/loaded';
import { type Experiment, experimentState } from '../model/experiment';
import type { Problem } from '../model/problem';
import { FILE_START } from '../yaml/lines';
import { relatedPlace } from './places';
import type { CheckCorners, Finding, Rule } from './rule';

/** An entry of a record with what tree and history say of it. */
interface Seen {
  readonly record: LoadedRecord<'experiment'>;
  readonly value: Experiment;
  readonly index: number;
  readonly corner: Corner;
}

/** The kata's entries; none where the code was not looked at. */
function* seen(kata: LoadedKata, corners: CheckCorners): Generator<Seen> {
  if (corners === null) return;
  const known = placed(corners.corners);
  for (const record of kata.experiments) {
    const { value } = record;
    if (value === undefined || record.readOnly) continue;
    const experiment = record.id ?? record.handle;
    for (const [index, entry] of (value.corners ?? []).entries()) {
      const corner = known.get(key(kata.home.folder, kata.slug, experiment, entry?.id));
      if (corner !== undefined) yield { record, value, index, corner };
    }
  }
}

/** Corners by what names an entry; made once for all rules and katas. */
const byEntry = new WeakMap<readonly Corner[], ReadonlyMap<string, Corner>>();

function placed(corners: readonly Corner[]): ReadonlyMap<string, Corner> {
  const known = byEntry.get(corners);
  if (known !== undefined) return known;
  const found = new Map<string, Corner>();
  for (const corner of corners) {
    const own = key(corner.home, corner.kata, corner.experiment, corner.id);
    // Of two entries that one record has with the same id, the first one counts for both.
    if (!found.has(own)) found.set(own, corner);
  }
  byEntry.set(corners, found);
  return found;
}

function key(...parts: readonly (string | null | undefined)[]): string {
  return JSON.stringify(parts);
}

function named({ id, what }: Corner): string {
  return what === '' ? `The corner ${id}` : `The corner “${what}” (${id})`;
}

/** Findings at a key of an entry, at its id where that is not there. */
function at({ record, value, index, corner }: Seen, key: 'id' | 'until' | 'what', message: string): Finding {
  const there = value.corners?.[index]?.[key] === undefined ? 'id' : key;
  const related = corner.places.map(({ path, line }) => ({
    path,
    range: lineRange(line),
    message: 'Its marker stands here',
  }));
  return { record, at: ['corners', index, there], message, related };
}

/** Of no record, so no `Rule`: it is said at the marker, in the code. */
export const CORNER_ORPHAN = {
  code: 'corner/orphan',
  asks: 'Does a record name each corner that is marked in the code?',
} as const;

/** Markers of this home that no record knows, each once, at its first place. */
export function orphanProblems(home: KataHome, corners: CheckCorners): Problem[] {
  return (corners?.corners ?? []).flatMap((corner): Problem[] => {
    const [first, ...others] = corner.places;
    if (corner.state !== 'orphan' || corner.home !== home.folder || first === undefined) return [];
    return [
      {
        code: CORNER_ORPHAN.code,
        severity: 'warning',
        message: `${named(corner)} is marked here, and no record knows it: add it to an experiment's corners, or take the marker out.`,
        path: first.path,
        range: lineRange(first.line),
        field: corner.id,
        kata: null,
        related: others.map(({ path, line }) => ({
          path,
          range: lineRange(line),
          message: 'It is marked here too',
        })),
      },
    ];
  });
}

function lineRange(line: number) {
  const start = { ...FILE_START.start, line };
  return { start, end: start };
}

function rule(
  code: string,
  asks: string,
  find: (one: Seen, kata: LoadedKata, today: string) => Finding | null,
): Rule {
  return {
    code,
    severity: 'warning',
    asks,
    find: (kata, today, _history, corners) =>
      [...seen(kata, corners)].flatMap((one) => find(one, kata, today) ?? []),
  };
}

export const cornerUnmarked = rule(
  'corner/unmarked',
  'Does each corner that a record names stand in the code, or was it cleaned?',
  (one) =>
    one.corner.state === 'unmarked'
      ? at(
          one,
          'id',
          `${named(one.corner)} has no marker in the code: put KATA-CORNER and its id in a comment there, or commit its clean-up.`,
        )
      : null,
);

export const cornerNoPlan = rule(
  'corner/no-plan',
  'Does each corner that is open say how it will be cleaned up?',
  (one) =>
    isOutstanding(one.corner) && one.corner.plan === null
      ? at(one, 'what', `${named(one.corner)} has no plan: say how it will be cleaned up.`)
      : null,
);

export const cornerOverdue = rule(
  'corner/overdue',
  'Was each corner cleaned by the day that was set?',
  (one) =>
    one.corner.overdue
      ? at(
          one,
          'until',
          `${named(one.corner)} was to be cleaned by ${one.corner.until}: clean it, set another day, or say why the team keeps it.`,
        )
      : null,
);

export const cornerLeftBehind = rule(
  'corner/left-behind',
  'Is the code of each experiment that was thrown away out of the tree?',
  (one) => {
    const state = experimentState(one.value);
    const isOver = state === 'refuted' || state === 'abandoned';
    return isOver && isOutstanding(one.corner)
      ? at(
          one,
          'id',
          `${named(one.corner)} is still in the code, though its experiment was ${state}: remove it, there is nothing to polish.`,
        )
      : null;
  },
);

export const cornerUncleaned = rule(
  'corner/uncleaned',
  'Was each corner cleaned before its target condition was called reached?',
  (one, kata) => {
    const targets = kata.record.value?.targets ?? [];
    const index = targets.findIndex(({ id }) => id !== undefined && id === one.value.target);
    if (targets[index]?.state !== 'reached' || !isOutstanding(one.corner)) return null;
    // One that is to be removed is told of as such.
    if (['refuted', 'abandoned'].includes(experimentState(one.value))) return null;
    const message = `${named(one.corner)} is still in the code, though ${targets[index]?.id} was reached: clean it, or say why the team keeps it.`;
    const found = at(one, 'id', message);
    const reached = relatedPlace(
      kata.record,
      ['targets', index, 'state'],
      'The target condition was reached',
    );
    return { ...found, related: [...(found.related ?? []), reached] };
  },
);
