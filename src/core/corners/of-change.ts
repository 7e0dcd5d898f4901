import type { KataHome } from '../load/loaded';
import type { Corner, CornerState } from './corner';
import { cornerEntries } from './entry';
import type { FoundMarker } from './states';

/** What a change did with a corner; `removed`: its marker went, and no commit says yet what that was. */
export type CornerEvent = 'cut' | 'cleaned' | 'dropped' | 'removed' | 'kept';

export interface ChangedCorner {
  readonly corner: Corner;
  readonly event: CornerEvent;
}

/** What is known of a change from its base to what is shown. */
export interface ChangeFacts {
  /** Markers that came and went, those in untracked files among them. */
  readonly added: readonly Pick<FoundMarker, 'id'>[];
  readonly removed: readonly Pick<FoundMarker, 'id'>[];
  /** The records as they were. */
  readonly before: readonly KataHome[];
  /** True for a commit of the change. */
  readonly isOwn: (commit: string) => boolean;
}

const ENDS: ReadonlySet<CornerState> = new Set(['cleaned', 'dropped']);

/** The corners that a change cut, cleaned, dropped or decided to keep; a marker that only moved is none of it. */
export function cornersOfChange(corners: readonly Corner[], facts: ChangeFacts): ChangedCorner[] {
  const entries = new Map(cornerEntries(facts.before).map((entry) => [entry.id, entry.value]));
  return corners.flatMap((corner): ChangedCorner[] => {
    const event = eventOf(corner, entries.get(corner.id), facts);
    return event === null ? [] : [{ corner, event }];
  });
}

function eventOf(
  { id, places, state, evidence, path, kept }: Corner,
  before: { readonly kept?: string | undefined } | undefined,
  { added, removed, isOwn }: ChangeFacts,
): CornerEvent | null {
  const of = (markers: readonly Pick<FoundMarker, 'id'>[]) => markers.filter((one) => one.id === id).length;
  const now = places.length;
  const then = now - of(added) + of(removed);
  if (now > 0 && then <= 0) return 'cut';
  if (now === 0 && then > 0) return ENDS.has(state) ? (state as CornerEvent) : 'removed';
  if (evidence !== null && isOwn(evidence.hash) && ENDS.has(state)) return state as CornerEvent;
  if (path !== null && before === undefined) return 'cut';
  return kept !== null && (before?.kept ?? '').trim() === '' ? 'kept' : null;
}
