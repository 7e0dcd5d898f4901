import { shortHash } from '../experiments/history-words';
import { shorten } from '../text/width';
import type { Review, ReviewedSide } from './review';

/** What stands at the end of a review: what was compared, and what is not known. */
export function footerNotes({ base, head, why, katas }: Review): string[] {
  const known = katas.every(({ corners }) => corners.known);
  return [
    `Compared: ${sideWords(head)} with ${sideWords(base)}.`,
    ...(known ? [] : ['Corners are told by the records alone: the code was not looked at.']),
    ...why,
  ];
}

function sideWords({ name, commit }: ReviewedSide): string {
  const cut = shorten(name, 100);
  return commit === null || commit.startsWith(name) ? cut : `${cut} at ${shortHash(commit)}`;
}
