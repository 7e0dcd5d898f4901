import type { Corner } from '../core/corners/corner';
import { type CornerEntry, cornerEntries } from '../core/corners/entry';
import { cornerStates, idsToAsk } from '../core/corners/states';
import type { KataHome } from '../core/load/loaded';
import type { IsoDate } from '../core/model/dates';
import { CornerHistories } from './corners/histories';
import { ignoredBy } from './corners/ignored';
import { EverStood } from './ever-stood';
import { GitFailure } from './failure';
import { HistoryReader } from './history/reader';
import type { Markers } from './markers';
import type { Repository } from './repository';
import type { CommitId } from './revision';

export interface CheckedCorners {
  readonly today: IsoDate;
  /** The commit whose past counts; null for the working tree's. */
  readonly at: CommitId | null;
  /** Of these ids history may be asked, and of those that name a file; of all without it. */
  readonly only?: ReadonlySet<string>;
  /** A search of history that was begun in advance; it is ended where it is not needed. */
  readonly search?: Pick<EverStood, 'ids' | 'stop'> | null;
}

/**
 * What the rules ask of corners. History, which costs more than all else, is read only where it decides what a rule says:
 * of an entry without a marker whose experiment is not over, or that names a file. Of others without a marker no rule
 * says anything, whatever became of them, so their states here are not for showing.
 * @throws GitFailure
 */
export async function checkedCorners(
  repository: Repository,
  homes: readonly KataHome[],
  markers: Markers,
  { today, at, only, search = null }: CheckedCorners,
): Promise<{ readonly corners: readonly Corner[] }> {
  const entries = cornerEntries(homes);
  const ignored = ignoredBy(homes);
  const counted = markers.filter(({ path }) => !ignored(path));
  const standing = idsToAsk(entries, counted);
  const undecided = entries.filter(({ id }) => standing.has(id)).filter(isOpenQuestion);
  // Of one in a file, only a message tells that it was cleaned: another record may ask of it again.
  const isAsked = (entry: CornerEntry) => only === undefined || only.has(entry.id) || namesFile(entry);
  const wanted = new Set(undecided.filter(isAsked).map(({ id }) => id));
  const ids = await knownToHistory(repository, wanted, search);
  if (ids.size === 0) return cornersWithoutPast(homes, markers, today);
  const tops = homes.map(({ folder }) => folder);
  const folders = tops.map((folder) => (folder === '' ? '.kata' : `${folder}/.kata`));
  const history = await new HistoryReader(repository, folders).read();
  const asked = { ids, all: ids, ignored, at };
  const { histories } = await new CornerHistories(repository, '').read(history, asked);
  return { corners: cornerStates(entries, counted, histories, today, tops) };
}

/** What tree and records alone say of corners. */
export function cornersWithoutPast(
  homes: readonly KataHome[],
  markers: Markers,
  today: IsoDate,
): { readonly corners: readonly Corner[] } {
  const ignored = ignoredBy(homes);
  const counted = markers.filter(({ path }) => !ignored(path));
  const tops = homes.map(({ folder }) => folder);
  return { corners: cornerStates(cornerEntries(homes), counted, new Map(), today, tops) };
}

/** Those of the ids that reading all of history could tell something of. */
async function knownToHistory(
  repository: Repository,
  ids: ReadonlySet<string>,
  search: Pick<EverStood, 'ids' | 'stop'> | null,
): Promise<ReadonlySet<string>> {
  // Where history is cut off, its whole reading says so.
  if (ids.size === 0 || repository.shallow) {
    search?.stop();
    return ids;
  }
  try {
    const known = await (search ?? new EverStood(repository.git)).ids();
    return new Set([...ids].filter((id) => known.has(id)));
  } catch (error) {
    if (error instanceof GitFailure) return ids;
    throw error;
  }
}

function isOpenQuestion(entry: CornerEntry): boolean {
  return entry.state === 'planned' || entry.state === 'running' || namesFile(entry);
}

function namesFile({ value }: CornerEntry): boolean {
  return (value.path ?? '') !== '';
}

/**
 * Whether history will likely be asked, told by the letters of records before any is parsed: one names a corner that is
 * not marked, and says of no result, or of a file. What rules ask is told when records are read; this only says whether
 * to begin.
 * @param texts of experiments
 */
export function likelyAsked(texts: Iterable<string>, markers: Markers): boolean {
  const standing = new Set(markers.map(({ id }) => id));
  for (const text of texts) {
    if (ENDED.test(text) && !text.includes('path')) continue;
    for (const [id] of text.matchAll(CORNER_ID)) if (!standing.has(id)) return true;
  }
  return false;
}

const CORNER_ID = /\bc-[0-9a-z]{5}\b/g;
const ENDED = /^(?:finished|outcome)\b/m;

/** The ids of markers of which one side has more, or in other files. */
export function movedMarkers(before: Markers, after: Markers): ReadonlySet<string> {
  const placed = (markers: Markers) => {
    const paths = new Map<string, string[]>();
    for (const { id, path } of markers) paths.set(id, [...(paths.get(id) ?? []), path]);
    return new Map(Array.from(paths, ([id, all]) => [id, all.sort().join('\0')]));
  };
  const [was, is] = [placed(before), placed(after)];
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id)));
}

/** The ids of corners that their records say something else of, or whose experiments are in another state. */
export function retoldCorners(before: readonly KataHome[], after: readonly KataHome[]): ReadonlySet<string> {
  const told = (homes: readonly KataHome[]) =>
    new Map(cornerEntries(homes).map(({ id, value, state }) => [id, JSON.stringify([state, value])]));
  const [was, is] = [told(before), told(after)];
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id)));
}
