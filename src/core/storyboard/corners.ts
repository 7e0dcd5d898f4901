import type { Corner, Corners } from '../corners/corner';
import { isOutstanding, phaseOf } from '../corners/phase';
import { shortHash } from '../experiments/history-words';
import type { LoadedKata, LoadedRecord } from '../load/loaded';
import { daysBetween, type IsoDate } from '../model/dates';
import type { ExperimentState } from '../model/experiment';
import { cornerCountsWords, cornerStateWords, phaseWords, skippedWords } from './corner-words';
import { textFields } from './fields';
import type { BoardCornersView, CornerFoundView, CornerView, ExperimentCornersView } from './view';

/** Corners of one kata by id, as tree and history show them; null where the code was not looked at. */
export type FoundCorners = ReadonlyMap<string, Corner> | null;

export function foundCorners(kata: LoadedKata, corners: Corners | null): FoundCorners {
  if (corners === null) return null;
  const ours = corners.corners.filter(
    ({ kata: slug, home }) => slug === kata.slug && home === kata.home.folder,
  );
  return new Map(ours.map((corner) => [corner.id, corner]));
}

/** The corners that an experiment's record names, the last one cut first, with what the code says of them. */
export function cornerViews(
  record: Pick<LoadedRecord<'experiment'>, 'handle' | 'value' | 'readOnly'>,
  today: IsoDate,
  found: FoundCorners,
): CornerView[] {
  const { handle, value, readOnly } = record;
  return (value?.corners ?? [])
    .map((corner, index): CornerView => {
      const due = corner.kept === undefined ? corner.until : undefined;
      const known = found?.get(corner.id);
      return {
        record: handle,
        id: corner.id,
        index,
        experimentStep: value?.step ?? '',
        readOnly,
        ...textFields(handle, ['corners', index], corner, [
          'what',
          'why',
          'plan',
          'until',
          'owner',
          'kept',
          'path',
        ]),
        daysLeft: due === undefined ? null : daysBetween(today, due),
        found: known === undefined ? null : foundView(known, today),
      };
    })
    .reverse();
}

function foundView(corner: Corner, today: IsoDate): CornerFoundView {
  const { state, places, evidence, overdue } = corner;
  return {
    state,
    outstanding: isOutstanding(corner),
    words: cornerStateWords(corner, today),
    overdue,
    places,
    evidence: evidence === null ? null : { ...evidence, short: shortHash(evidence.hash) },
  };
}

/** What an experiment's corners come to; null where it cut none, or the code was not looked at. */
export function experimentCorners(
  id: string | null,
  state: ExperimentState,
  found: FoundCorners,
): ExperimentCornersView | null {
  if (found === null || id === null) return null;
  const corners = [...found.values()].filter(({ experiment }) => experiment === id);
  const words = cornerCountsWords(corners);
  if (words === null) return null;
  const phase = phaseOf(state, corners);
  return {
    phase,
    phaseWords: phaseWords(phase),
    words,
    outstanding: corners.filter(isOutstanding).length,
  };
}

/** What tree and history say of corners that no record of the kata tells; null where the code was not looked at. */
export function boardCorners(corners: Corners | null, today: IsoDate): BoardCornersView | null {
  if (corners === null) return null;
  const orphans = corners.corners.filter(({ state }) => state === 'orphan');
  return {
    orphans: orphans.map((corner) => ({ id: corner.id, what: corner.what, found: foundView(corner, today) })),
    skipped: corners.skipped,
    skippedWords: skippedWords(corners.skipped.length),
    why: corners.why,
  };
}
