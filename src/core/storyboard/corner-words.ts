import type { Corner, CornerState } from '../corners/corner';
import { isOutstanding, type Phase } from '../corners/phase';
import { shortHash } from '../experiments/history-words';
import type { IsoDate } from '../model/dates';
import { countWords, dateWords } from './words';

const STATES: Record<CornerState, string> = {
  open: 'in the code',
  orphan: 'in the code, in no record',
  cleaned: 'cleaned up',
  dropped: 'went without being cleaned up',
  gone: 'not in the code: history cannot say how it went',
  unmarked: 'not marked in the code',
};

/** What became of a corner, with what shows it: `cleaned up 12 Nov by Ana in 4f2a91ca`. */
export function cornerStateWords({ state, evidence }: Corner, today: IsoDate): string {
  if (evidence === null || (state !== 'cleaned' && state !== 'dropped')) return STATES[state];
  const { date, author, hash } = evidence;
  return `${STATES[state]} ${dateWords(date, today)} by ${author} in ${shortHash(hash)}`;
}

/** Where an experiment stands with its corners, for people; null where there is nothing to say. */
export function phaseWords(phase: Phase): string | null {
  if (phase === 'cleaning') return 'to clean up';
  if (phase === 'toRemove') return 'to remove, not to polish';
  return phase === 'clean' ? 'clean' : null;
}

/** How many corners an experiment cut and what became of them: `2 open, 1 cleaned up, 1 kept`; null where it cut none. */
export function cornerCountsWords(corners: readonly Corner[]): string | null {
  const kept = corners.filter(({ state, kept: why }) => state === 'open' && why !== null).length;
  const counts: [number, string][] = [
    [corners.filter(isOutstanding).length, 'open'],
    [corners.filter(({ state }) => state === 'cleaned').length, 'cleaned up'],
    [kept, 'kept'],
    [corners.filter(({ state }) => state === 'dropped' || state === 'gone').length, 'gone'],
    [corners.filter(({ state }) => state === 'unmarked').length, 'not marked'],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return words.length === 0 ? null : words.join(', ');
}

/** Why not all is known of corners: a sentence; null where all files could be looked into. */
export function skippedWords(skipped: number): string | null {
  return skipped === 0 ? null : `${countWords(skipped, 'file')} could not be looked into for corners.`;
}
