import {
  type CornerHistory,
  evidenceOf,
  lastRemoval,
  type MarkerCommit,
  type MarkerEvent,
  markerEvents,
  NO_HISTORY,
} from '../../core/corners/marker-history';
import type { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash } from '../../core/experiments/history';
import { shortHash } from '../../core/experiments/history-words';
import type { History } from '../../core/experiments/repository-history';
import { GitFailure } from '../failure';
import type { Repository } from '../repository';
import type { CommitId } from '../revision';
import { BlobFacts } from './blob-facts';
import { FirstEntries } from './first-entries';
import { grepMarkers } from './grep';
import type { IsIgnored } from './ignored';
import { markerLog, mergeLog } from './marker-log';

/** What is asked of history. */
export interface AskedOfHistory {
  /** The ids that the tree does not decide. */
  readonly ids: ReadonlySet<string>;
  /** All ids, for the commit that cut each. */
  readonly all: ReadonlySet<string>;
  readonly ignored: IsIgnored;
  /** The commit whose past counts, and no other; for null it is HEAD's, and other branches' where that knows nothing. */
  readonly at: CommitId | null;
  readonly signal?: AbortSignal | undefined;
}

export interface KnownOfCorners {
  readonly histories: ReadonlyMap<string, CornerHistory>;
  /** What is not known, and why, in sentences. */
  readonly why: readonly string[];
}

/** What git's history says of corners. Kept between calls, it reads only commits that are new. */
export class CornerHistories {
  private commits: MarkerCommit[] = [];
  private tips = new Set<Hash>();
  private readonly blobs: BlobFacts;
  private readonly first: FirstEntries;
  /** The last answer: corners are read again far more often than history or settings change. */
  private last:
    | (Pick<AskedOfHistory, 'ignored' | 'at'> & {
        readonly history: History;
        readonly key: string;
        readonly known: KnownOfCorners;
      })
    | null = null;
  /** What was found out for one HEAD. */
  private atHead: { head: Hash; inTree: ReadonlySet<string>; merges: readonly MarkerCommit[] | null } | null =
    null;

  /** @param prefix where the root is within the repository: empty, or ended by `/`. */
  constructor(
    private readonly repository: Repository,
    private readonly prefix: string,
  ) {
    this.blobs = new BlobFacts(repository.git);
    this.first = new FirstEntries(repository.git);
  }

  /** @throws GitFailure only where the reading was called off: what git can't tell is said in `why`. */
  async read(history: History, asked: AskedOfHistory): Promise<KnownOfCorners> {
    const key = [...asked.all, '', ...asked.ids].join(' ');
    const last = this.last;
    const isSame = last?.history === history && last.ignored === asked.ignored && last.at === asked.at;
    if (isSame && last.key === key) return last.known;
    const known = await this.readNow(history, asked);
    this.last = { history, ignored: asked.ignored, at: asked.at, key, known };
    return known;
  }

  private async readNow(history: History, asked: AskedOfHistory): Promise<KnownOfCorners> {
    const { signal } = asked;
    const why: string[] = [];
    const { graph, edge } = history;
    const first = await this.first.read(history, asked.all, signal).catch(unlessCalledOff(signal));
    const answer = new Map<string, CornerHistory>();
    for (const id of asked.all) answer.set(id, { ...NO_HISTORY, cut: first?.get(id) ?? null });
    if (asked.ids.size === 0) return { histories: answer, why };
    if (edge.size > 0) why.push(shallowWords(edge));
    const known = await this.follow(history, signal).then(() => true, unlessCalledOff(signal));
    if (known === undefined) why.push(NO_CONTENTS);
    const past = this.pastOf(history, asked);
    for (const id of asked.ids) {
      const found = await this.historyOf(id, history, past, asked);
      const cut = answer.get(id)?.cut ?? oldest(graph, past.events.get(id) ?? [], edge);
      const silent = found.removed === null && found.cleaned === null;
      answer.set(id, { ...found, cut, cutOff: silent && (edge.size > 0 || known === undefined) });
    }
    return { histories: answer, why };
  }

  /** Reads on to where the refs are now. */
  private async follow({ graph, refs, head }: History, signal: AbortSignal | undefined): Promise<void> {
    const tips = new Set([
      ...refs.map(({ target }) => target),
      ...(head.target === null ? [] : [head.target]),
    ]);
    const left = [...this.tips].filter((tip) => graph.has(tip));
    const added = [...tips].filter((tip) => !this.tips.has(tip));
    if (added.length > 0) {
      const fresh = await markerLog(this.repository.git, { from: added, known: left }, signal);
      await this.blobs.read(blobsOf(fresh), signal);
      const here = new Set(this.commits.map(({ hash }) => hash));
      this.commits.push(...fresh.filter(({ hash }) => !here.has(hash)));
    }
    this.commits = this.commits.filter(({ hash }) => graph.has(hash));
    this.tips = tips;
  }

  /** Every event that is known, by id and oldest first, told by whether it is in the past of what is shown. */
  private pastOf({ graph, head }: History, { ignored, at }: AskedOfHistory): Past {
    const reached = reachedFrom(graph, at ?? head.target);
    const isSeen = (path: string) => path.startsWith(this.prefix) && !ignored(path.slice(this.prefix.length));
    const events = new Map<string, MarkerEvent[]>();
    for (const { hash, touches } of this.commits) {
      const commit = graph.get(hash);
      if (commit === undefined) continue;
      for (const event of markerEvents(commit, touches, this.blobs.countsIn, isSeen)) {
        const known = events.get(event.id);
        if (known === undefined) events.set(event.id, [event]);
        else known.push(event);
      }
    }
    for (const own of events.values()) own.sort((a, b) => graph.byTime(a.commit, b.commit));
    return {
      events,
      isHere: ({ hash }) => reached.has(graph.position(hash) ?? -1),
      cleans: cleansIn(graph),
      isSeen,
    };
  }

  private async historyOf(
    id: string,
    history: History,
    { events, isHere, cleans, isSeen }: Past,
    { at, signal }: AskedOfHistory,
  ): Promise<CornerHistory> {
    const all = events.get(id) ?? [];
    const here = all.filter(({ commit }) => isHere(commit));
    const said = cleans.get(id) ?? [];
    const saidHere = said.filter(isHere);
    const stood = here.length > 0;
    const removed =
      stood || at !== null
        ? (lastRemoval(here) ?? (await this.lostInMerge(id, here, history, isSeen, { at, signal })))
        : lastRemoval(all);
    // Where the past of what is shown knows the corner, other branches say nothing of it.
    const cleaned = saidHere.at(-1) ?? (stood || at !== null ? undefined : said.at(-1));
    return {
      removed,
      cleaned: cleaned === undefined ? null : evidenceOf(cleaned),
      cut: null,
      stood,
      cutOff: false,
    };
  }

  /**
   * A marker that came, that no commit took away and that is not in the commit's tree went where a merge took one
   * side whole: then git's combined diff shows nothing.
   */
  private async lostInMerge(
    id: string,
    here: readonly MarkerEvent[],
    { graph, head }: History,
    isSeen: (path: string) => boolean,
    { at, signal }: Pick<AskedOfHistory, 'at' | 'signal'>,
  ): Promise<CornerHistory['removed']> {
    const came = here.at(-1);
    const tip = at ?? head.target;
    if (came === undefined || tip === null) return null;
    const { git } = this.repository;
    if (this.atHead?.head !== tip) {
      const { markers } = await grepMarkers(git, tip as CommitId, this.prefix, signal);
      const inTree = new Set(markers.filter(({ path }) => isSeen(path)).map((marker) => marker.id));
      this.atHead = { head: tip, inTree, merges: null };
    }
    if (this.atHead.inTree.has(id)) return null;
    if (this.atHead.merges === null) {
      const merges = await mergeLog(git, { from: [tip], known: [] }, signal);
      await this.blobs.read(blobsOf(merges), signal);
      this.atHead.merges = merges;
    }
    const lost = this.atHead.merges.flatMap(({ hash, touches }) => {
      const commit = graph.get(hash);
      if (commit === undefined || graph.byTime(commit, came.commit) <= 0) return [];
      const found = markerEvents(commit, touches, this.blobs.countsIn, isSeen);
      return found.some((event) => event.id === id && event.change < 0) ? [commit] : [];
    });
    const [first] = lost.sort(graph.byTime);
    return first === undefined
      ? null
      : { commit: evidenceOf(first), isMerge: true, isRevert: false, withItsFile: false };
  }
}

interface Past {
  readonly events: ReadonlyMap<string, readonly MarkerEvent[]>;
  /** True for a commit in the past of what is shown. */
  readonly isHere: (commit: Commit) => boolean;
  /** Commits that say they clean a corner, by its id, oldest first. */
  readonly cleans: ReadonlyMap<string, readonly Commit[]>;
  readonly isSeen: (path: string) => boolean;
}

const NO_CONTENTS =
  'This clone leaves contents out, so what became of corners that are not in the code is not known: `git fetch --refetch` brings them.';

function shallowWords(edge: ReadonlySet<Hash>): string {
  const [commit = ''] = edge;
  return `History is cut off at ${shortHash(commit)}, so what became of corners before it is not known: \`git fetch --unshallow\` brings it.`;
}

/** For a failure of git's: nothing is known then. A reading that was called off ends. */
function unlessCalledOff(signal: AbortSignal | undefined) {
  return (error: unknown): undefined => {
    if (signal?.aborted === true || !(error instanceof GitFailure)) throw error;
    return undefined;
  };
}

function blobsOf(commits: readonly MarkerCommit[]): Hash[] {
  return commits.flatMap(({ touches }) =>
    touches.flatMap(({ before, after }) => [...before, after].filter((blob) => blob !== null)),
  );
}

/** The positions of all commits that `tip` came from, itself with them. */
function reachedFrom(graph: CommitGraph, tip: Hash | null): ReadonlySet<number> {
  const start = tip === null ? undefined : graph.position(tip);
  const reached = new Set(start === undefined ? [] : [start]);
  for (const position of reached) for (const parent of graph.parentsAt(position)) reached.add(parent);
  return reached;
}

function cleansIn(graph: CommitGraph): ReadonlyMap<string, readonly Commit[]> {
  const found = new Map<string, Commit[]>();
  for (const commit of graph.from(0)) {
    for (const id of commit.cleans) found.set(id, [...(found.get(id) ?? []), commit]);
  }
  for (const commits of found.values()) commits.sort(graph.byTime);
  return found;
}

/** The first commit with a marker; null at the edge of a shallow clone, where it may be older. */
function oldest(graph: CommitGraph, events: readonly MarkerEvent[], edge: ReadonlySet<Hash>) {
  const [first] = events
    .filter(({ change }) => change > 0)
    .map(({ commit }) => commit)
    .sort(graph.byTime);
  return first === undefined || edge.has(first.hash) ? null : evidenceOf(first);
}
