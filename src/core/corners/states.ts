import type { IsoDate } from '../model/dates';
import type { ExperimentState } from '../model/experiment';
import type { Corner, CornerEvidence, CornerPlace, CornerState } from './corner';
import type { CornerEntry } from './entry';
import { type CornerHistory, NO_HISTORY } from './marker-history';

/** A marker that stands in the tree. */
export interface FoundMarker extends CornerPlace {
  readonly id: string;
  readonly words: string;
}

/** All that a corner's state is judged by. */
interface Facts {
  readonly isKnown: boolean;
  readonly stands: boolean;
  readonly hasPath: boolean;
  readonly experiment: ExperimentState | null;
  readonly history: CornerHistory;
}

interface Verdict {
  readonly state: CornerState;
  readonly evidence?: (history: CornerHistory) => CornerEvidence | null;
}

const ENDED: ReadonlySet<ExperimentState | null> = new Set(['confirmed', 'inconclusive', 'finished']);
const THROWN_AWAY: ReadonlySet<ExperimentState | null> = new Set(['refuted', 'abandoned']);

/** The ordered list of the format: the first row that holds says the state. */
const ORDERED: readonly (Verdict & { readonly holds: (facts: Facts) => boolean })[] = [
  { holds: ({ stands, isKnown }) => stands && isKnown, state: 'open' },
  { holds: ({ stands }) => stands, state: 'orphan' },
  { holds: ({ hasPath, history }) => hasPath && history.cleaned === null, state: 'open' },
  {
    holds: ({ history: { removed } }) =>
      removed !== null && (removed.isRevert || removed.isMerge || removed.withItsFile),
    state: 'dropped',
    evidence: ({ removed }) => removed?.commit ?? null,
  },
  {
    holds: ({ history }) => history.removed !== null || history.cleaned !== null,
    state: 'cleaned',
    evidence: ({ removed, cleaned }) => removed?.commit ?? cleaned,
  },
  { holds: ({ history, experiment }) => !history.stood && THROWN_AWAY.has(experiment), state: 'dropped' },
  // Where history is cut off it can't say either, and nobody is told that a marker is missing.
  {
    holds: ({ history, experiment }) => !history.stood && (ENDED.has(experiment) || history.cutOff),
    state: 'gone',
  },
  { holds: () => true, state: 'unmarked' },
];

function judge(facts: Facts): { state: CornerState; evidence: CornerEvidence | null } {
  const row = ORDERED.find(({ holds }) => holds(facts));
  return { state: row?.state ?? 'unmarked', evidence: row?.evidence?.(facts.history) ?? null };
}

/**
 * The state of every corner: those that records name, in their order, then those that only the code knows, by place.
 * Two entries with one id are two corners with the same places: `id/duplicate` tells of them.
 * @param markers all that stand in the tree that is shown.
 * @param histories what is known of ids; an id that is not in it has no known history.
 * @param today judges what is overdue.
 * @param homes the folders of all kata homes: an orphan belongs to the nearest above it.
 */
export function cornerStates(
  entries: readonly CornerEntry[],
  markers: readonly FoundMarker[],
  histories: ReadonlyMap<string, CornerHistory>,
  today: IsoDate,
  homes: readonly string[] = [],
): Corner[] {
  const places = placesById(markers);
  const known = entries.map((entry) => {
    const history = histories.get(entry.id) ?? NO_HISTORY;
    return cornerOf(entry, places.get(entry.id) ?? [], history, today);
  });
  const named = new Set(entries.map(({ id }) => id));
  const orphans = [...places]
    .filter(([id]) => !named.has(id))
    .map(([id, found]) => orphanOf(id, found, histories.get(id) ?? NO_HISTORY, homes));
  return [...known, ...orphans];
}

/** The ids that tree and records alone don't decide: history is asked for these. */
export function idsToAsk(
  entries: readonly CornerEntry[],
  markers: readonly Pick<FoundMarker, 'id'>[],
): ReadonlySet<string> {
  const standing = new Set(markers.map(({ id }) => id));
  return new Set(entries.map(({ id }) => id).filter((id) => !standing.has(id)));
}

function cornerOf(
  { id, kata, home, experiment, value, state: experimentIs }: CornerEntry,
  places: readonly FoundMarker[],
  history: CornerHistory,
  today: IsoDate,
): Corner {
  const { state, evidence } = judge({
    isKnown: true,
    stands: places.length > 0,
    hasPath: said(value.path) !== null,
    experiment: experimentIs,
    history,
  });
  const kept = said(value.kept);
  return {
    id,
    kata,
    home,
    experiment,
    what: said(value.what) ?? places.find(({ words }) => words !== '')?.words ?? '',
    why: said(value.why),
    plan: said(value.plan),
    owner: said(value.owner),
    until: value.until ?? null,
    path: said(value.path),
    state,
    kept,
    overdue: state === 'open' && kept === null && value.until !== undefined && value.until < today,
    places: places.map(({ path, line }) => ({ path, line })),
    evidence,
    cut: history.cut,
  };
}

function orphanOf(
  id: string,
  places: readonly FoundMarker[],
  history: CornerHistory,
  homes: readonly string[],
): Corner {
  const { state, evidence } = judge({
    isKnown: false,
    stands: true,
    hasPath: false,
    experiment: null,
    history,
  });
  return {
    id,
    kata: null,
    home: nearestHome(places[0]?.path ?? '', homes),
    experiment: null,
    what: places.find(({ words }) => words !== '')?.words ?? '',
    why: null,
    plan: null,
    owner: null,
    until: null,
    path: null,
    state,
    kept: null,
    overdue: false,
    places: places.map(({ path, line }) => ({ path, line })),
    evidence,
    cut: history.cut,
  };
}

function nearestHome(path: string, homes: readonly string[]): string | null {
  const above = homes.filter((folder) => folder === '' || path.startsWith(`${folder}/`));
  return above.sort((a, b) => b.length - a.length)[0] ?? null;
}

function placesById(markers: readonly FoundMarker[]): ReadonlyMap<string, readonly FoundMarker[]> {
  const found = new Map<string, FoundMarker[]>();
  const inOrder = [...markers].sort((a, b) =>
    a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1,
  );
  for (const marker of inOrder) {
    const places = found.get(marker.id) ?? [];
    found.set(marker.id, places);
    // Two markers of one id on one line are one place.
    if (places.at(-1)?.path !== marker.path || places.at(-1)?.line !== marker.line) places.push(marker);
  }
  return found;
}

function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
