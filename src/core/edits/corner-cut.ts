import { asComment, type CommentStyle } from '../corners/comment-styles';
import { markerText } from '../corners/marker';
import type { LoadedKata } from '../load/loaded';
import type { Random } from '../ports';
import type { Plan } from './change';
import { type NewCorner, planCornerCut } from './corners';

/** Where a corner is cut. Paths are relative to the source of the records. */
export type CutPlace =
  /** Above a line of a file. */
  | {
      readonly kind: 'line';
      readonly path: string;
      /** From 1. */
      readonly line: number;
      /** What the line says now, so that the marker goes nowhere else. */
      readonly anchor: string;
      readonly comment: CommentStyle;
    }
  /** A file that can hold no comment. */
  | { readonly kind: 'path'; readonly path: string };

/** So much of what was cut stands in the marker; all of it is in the record. */
const MOST_IN_CODE = 100;

/**
 * Cuts a corner: its entry in the experiment's record and its marker in the code, in one change.
 * @param experiment handle or id
 * @param taken ids that no record of the home names, but the code or another branch does
 */
export function planCornerCutAt(
  kata: LoadedKata,
  experiment: string,
  given: NewCorner,
  place: CutPlace,
  { random, taken = [] }: { readonly random: Random; readonly taken?: Iterable<string> },
): Plan {
  const entry = place.kind === 'path' ? { ...given, path: place.path } : given;
  const plan = planCornerCut(kata, experiment, entry, random, taken);
  if (!plan.ok) return plan;
  const notes = (given.plan ?? '').trim() === '' ? ['How will it be cleaned up? Write a plan.'] : [];
  if (place.kind === 'path' || plan.created === null) return { ...plan, notes };
  const { path, line, anchor, comment } = place;
  const text = asComment(comment, markerText(plan.created, shortened(given.what)));
  const files = [...plan.change.files, { kind: 'insert-line', path, line, anchor, text } as const];
  return { ...plan, change: { ...plan.change, files }, notes };
}

function shortened(what: string): string {
  const words = what.replace(/\s+/g, ' ').trim();
  const letters = [...words];
  return letters.length <= MOST_IN_CODE
    ? words
    : `${letters
        .slice(0, MOST_IN_CODE - 1)
        .join('')
        .trimEnd()}…`;
}
