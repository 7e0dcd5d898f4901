import type { Experiment } from '../model/experiment';
import { attachedBy, branchRefs, branchRegions, branchTips } from './branch-work';
import { Claims } from './claims';
import { Copies, type PatchId, type PatchQuestion } from './copies';
import { Elsewhere, type RecordElsewhere } from './elsewhere';
import { branchName, type Derived, differing, type ExperimentHistory, isOwnRef } from './experiment-history';
import { append, FactBook } from './facts';
import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import { MainLine } from './main-line';
import { judgePrediction, type RecordAt } from './prediction';
import { Reach } from './reach';
import { RecordBook } from './record-book';
import { RefBook } from './ref-book';
import type { History } from './repository-history';
import { StraightWork } from './straight';
import { tieCommits, withStraight } from './tie-commits';
import { experimentAt, type TiedCommit } from './ties';
import { versionAtHead } from './versions';

/** A commit that cleaned a corner of an experiment, as tree and history show it. */
export interface Cleaning {
  readonly experiment: string;
  readonly commit: Hash;
}

/** What is derived from, besides the commits. */
export interface Knowledge {
  readonly history: History;
  /** Today's records by id, as their text says now. */
  readonly here: ReadonlyMap<string, Experiment>;
  /** Reads a record from a blob; undefined where it can't be read. */
  readonly recordAt: RecordAt;
  readonly cleanings?: readonly Cleaning[];
}

/**
 * All that is derived from a history, kept so that new commits, moved refs and changed records cost only what they
 * touch. Made for one graph, which grows; a history that was rewritten has another graph, and takes another index.
 */
export class HistoryIndex {
  readonly #facts: FactBook;
  readonly #claims: Claims;
  readonly #line: MainLine;
  readonly #head: Reach;
  readonly #refs = new RefBook();
  readonly #straight: StraightWork;
  readonly #elsewhere: Elsewhere;
  readonly #copies: Copies;
  /** Experiments to derive again though nothing moved. */
  #learned = new Set<string>();
  /** How many of the graph's commits are known. */
  #size = 0;
  readonly #records = new RecordBook();
  #cleaned: ReadonlyMap<string, readonly Hash[]> = new Map();
  readonly #ties = new Map<string, Map<Hash, TiedCommit>>();
  #derived: Derived = { experiments: new Map(), elsewhere: [] };

  constructor(readonly graph: CommitGraph) {
    this.#facts = new FactBook(graph);
    this.#claims = new Claims(graph);
    this.#line = new MainLine(graph);
    this.#head = new Reach(graph);
    this.#straight = new StraightWork(graph, this.#line);
    this.#elsewhere = new Elsewhere(graph, this.#head.has);
    this.#copies = new Copies(graph, this.#line);
  }

  /** The patches that have to be known before all copies are told; none where nothing looks like a copy. */
  get wantedPatches(): readonly PatchQuestion[] {
    return this.#copies.wanted;
  }

  /** What is wanted, for the next update. @param patches by `patchKey` */
  learnPatches(patches: ReadonlyMap<string, PatchId>): void {
    for (const id of this.#copies.learn(patches)) this.#learned.add(id);
  }

  /** Brings everything up to what is known now. @returns the same as before where nothing changed. */
  update(knowledge: Knowledge): Derived {
    const { history, here, cleanings = [] } = knowledge;
    const known = this.#size;
    const added = this.graph.from(known);
    this.#size = this.graph.size;
    const records = this.#records.update(here);
    /** Experiments whose branches have to be looked at again. */
    const moved = new Set([...this.#facts.add(added), ...records.attached]);
    const stale = new Set([...records.changed, ...this.#changedCleanings(cleanings), ...this.#learned]);
    this.#learned = new Set();
    this.#followMessages(added, stale);

    const refs = this.#refs.update(history.refs);
    for (const name of refs) {
      for (const id of this.#refs.named(name)) moved.add(id);
      for (const id of this.#records.attachedTo(branchName(name))) moved.add(id);
    }
    const line = this.#line.follow(history.mainLine);
    for (const id of this.#recordedAt(line.changed)) moved.add(id);
    // Work that was tied by hand tells itself from the main line's.
    if (line.changed.length > 0) for (const id of this.#records.attachedTo()) moved.add(id);
    // A merge brings ranges to the main line, or parts of them; another line leaves behind what came there.
    const landed = line.changed.some((position) => position < known) ? this.#copies.open : [];
    for (const id of line.anew ? this.#ties.keys() : landed) stale.add(id);
    const reached = this.#head.follow(history.head.target);
    for (const id of this.#recordedAt(reached)) stale.add(id);
    // What is new at HEAD alone takes nothing from refs that stayed where they were.
    const others = reached.some((position) => position < known) ? this.#refs.names : [];
    for (const id of this.#elsewhere.update(this.#refs, new Set([...refs, ...others]))) stale.add(id);

    for (const id of this.#moveBranches(moved, knowledge)) stale.add(id);
    const straight = this.#straight.advance(line.anew);
    for (const [id, came] of straight) if (came === null || !this.#isPlain(id, came)) stale.add(id);
    const grown = new Map([...straight].filter(([id]) => !stale.has(id)));
    if (stale.size > 0 || grown.size > 0) this.#derive(stale, grown, knowledge);
    this.#copies.followLine(line.anew);
    return this.#derived;
  }

  /** What new commits say of what is known already: they clean or revert, or were told of before they were here. */
  #followMessages(added: readonly Commit[], stale: Set<string>): void {
    const shown = new Map<Hash, string[]>();
    for (const [id, commits] of this.#cleaned) for (const hash of commits) append(shown, hash, id);
    for (const { hash, reverts, cleans } of added) {
      for (const id of shown.get(hash) ?? []) stale.add(id);
      for (const corner of cleans) {
        for (const id of this.#records.ofCorner(corner)) stale.add(id);
      }
      if (reverts === null) continue;
      for (const [id, ties] of this.#ties) if (ties.has(reverts)) stale.add(id);
    }
    for (const commit of this.#copies.add(added)) {
      const twins = this.#copies.twinsOf(commit);
      for (const [id, ties] of this.#ties) if (twins.some(({ hash }) => ties.has(hash))) stale.add(id);
    }
  }

  #changedCleanings(cleanings: readonly Cleaning[]): ReadonlySet<string> {
    const now = new Map<string, Hash[]>();
    for (const { experiment, commit } of cleanings) append(now, experiment, commit);
    const before = this.#cleaned;
    this.#cleaned = now;
    const ids = [...new Set([...before.keys(), ...now.keys()])];
    return new Set(ids.filter((id) => before.get(id)?.join() !== now.get(id)?.join()));
  }

  #commitsAt(positions: readonly number[]): Commit[] {
    return positions.flatMap((position) => this.graph.at(position) ?? []);
  }

  *#recordedAt(positions: readonly number[]): Generator<string> {
    for (const { records } of this.#commitsAt(positions)) {
      for (const { path } of records) {
        const id = experimentAt(path);
        if (id !== null) yield id;
      }
    }
  }

  /** Looks at branches again. @returns the experiments that own other commits than before. */
  #moveBranches(moved: ReadonlySet<string>, { history, recordAt }: Knowledge) {
    const changed = new Set<Commit>();
    const { graph } = this;
    for (const id of moved) {
      const starts = this.#startsOf(id, recordAt);
      const attached = attachedBy(this.#records.get(id));
      const blind = history.withoutRecords === true;
      const question = { id, starts, attached, graph, line: this.#line, refs: this.#refs, blind };
      const regions = branchRegions(question);
      for (const commit of this.#claims.set(id, regions)) changed.add(commit);
      // A ref that only keeps the commit of the prediction tells of no branch.
      const branches = regions.filter(({ start, commits }) => commits.size > 1 || !commits.has(start));
      const own = new Set(branches.map(({ start }) => start));
      const straight = starts.some((start) => !own.has(start) && this.#line.broughtBy(start.hash) === start);
      this.#straight.set(id, straight ? this.#stretchOf(id, recordAt) : null);
    }
    const owners = new Set(moved);
    for (const commit of changed) {
      for (const { id } of this.#claims.claimsOf(commit)) owners.add(id);
      const owner = this.#straight.ownerOf(commit);
      if (owner !== null) owners.add(owner);
    }
    return owners;
  }

  /**
   * Where an experiment's work starts: at the commit that added its record; where it was only planned on the main line, at
   * the one that began it, for what the main line did meanwhile is not its work.
   */
  #startsOf(id: string, recordAt: RecordAt): readonly Commit[] {
    const { starts, versions } = this.#facts.of(id);
    const begun = this.#firstWith(id, 'started', recordAt);
    if (begun === null) return starts;
    const isPlan = (start: Commit) => {
      const added = versions.find(({ commit }) => commit === start);
      const record = added === undefined ? undefined : recordAt(added.after);
      const isPlanned = record !== undefined && record.started === undefined;
      const isOnLine = this.#line.broughtBy(start.hash) === start;
      return isPlanned && isOnLine && this.graph.isAncestor(start.hash, begun.hash);
    };
    return [...new Set(starts.map((start) => (isPlan(start) ? begun : start)))];
  }

  #stretchOf(id: string, recordAt: RecordAt) {
    const [begin, end] = [
      this.#firstWith(id, 'started', recordAt),
      this.#firstWith(id, 'finished', recordAt),
    ];
    return { begin: begin?.hash ?? null, end: end?.hash ?? null };
  }

  /** The first commit whose record says when it started, or when it finished. */
  #firstWith(id: string, key: 'started' | 'finished', recordAt: RecordAt): Commit | null {
    const { versions } = this.#facts.of(id);
    return versions.find(({ after }) => recordAt(after)?.[key] !== undefined)?.commit ?? null;
  }

  /** True where commits that came straight onto the main line change nothing but that they are the experiment's too. */
  #isPlain(id: string, came: readonly Commit[]): boolean {
    if (!this.#ties.has(id) || !this.#derived.experiments.has(id)) return false;
    return came.every((commit) => {
      const isReverted = this.#facts.revertsOf(commit.hash).length > 0;
      return !isReverted && this.#copies.twinsOf(commit).length === 1;
    });
  }

  #derive(
    stale: ReadonlySet<string>,
    grown: ReadonlyMap<string, readonly Commit[] | null>,
    knowledge: Knowledge,
  ): void {
    const { here, recordAt } = knowledge;
    const experiments = new Map(this.#derived.experiments);
    for (const [id, came] of grown) {
      const [before, ties] = [experiments.get(id), this.#ties.get(id)];
      if (before === undefined || ties === undefined || came === null) continue;
      const own = came.filter((commit) => this.#claims.claimsOf(commit).length === 0);
      experiments.set(id, { ...before, commits: withStraight(before.commits, own, ties, this.graph) });
    }
    const only = new Map<string, RecordElsewhere>();
    for (const id of stale) {
      const newest = here.has(id) ? null : this.#newest(this.#elsewhere.of(id));
      if (newest !== null) only.set(id, newest);
      const today = here.get(id) ?? (newest === null ? undefined : recordAt(newest.blob));
      if (today === undefined) {
        experiments.delete(id);
        this.#ties.delete(id);
      } else experiments.set(id, this.#experiment(id, today, newest, knowledge));
    }
    const before = this.#derived.elsewhere;
    const same = only.size === 0 && !before.some(({ id }) => stale.has(id));
    const elsewhere = [...before.filter(({ id }) => !stale.has(id)), ...only.values()];
    this.#derived = {
      experiments,
      elsewhere: same ? before : elsewhere.sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }

  #experiment(
    id: string,
    today: Experiment,
    only: RecordElsewhere | null,
    { history, recordAt }: Knowledge,
  ): ExperimentHistory {
    const others = this.#elsewhere.of(id);
    const tied = branchRefs(attachedBy(this.#records.get(id))?.branch ?? '').filter(
      (ref) => this.#refs.target(ref) !== null,
    );
    const refs = [...new Set([...this.#refs.naming(id), ...tied, ...others.map(({ ref }) => ref)])];
    const { versions } = this.#facts.of(id);
    const atHead = (commit: Commit) => this.#head.has(this.graph.position(commit.hash) ?? -1);
    const committed = only?.blob ?? versionAtHead(versions, atHead);
    const ties = this.#tiesOf(id);
    this.#ties.set(id, ties);
    return {
      id,
      branches: refs.filter((ref) => !isOwnRef(ref)).map(branchName),
      remembered: refs.some(isOwnRef),
      keptBy: refs.filter(isOwnRef),
      prediction: judgePrediction(today, committed, versions, history.edge, recordAt),
      commits: [...ties.values()].sort((a, b) => this.graph.byTime(b.commit, a.commit)),
      differing: only === null ? differing(today, others, recordAt) : [],
    };
  }

  /** Of the versions on several refs, the one whose commit is the newest; a person's branch before the tool's own ref. */
  #newest(records: readonly RecordElsewhere[]): RecordElsewhere | null {
    const order = (a: RecordElsewhere, b: RecordElsewhere) => {
      const [mine, others] = [this.graph.get(a.commit), this.graph.get(b.commit)];
      const byTime = mine === undefined || others === undefined ? 0 : this.graph.byTime(others, mine);
      return byTime || Number(isOwnRef(a.ref)) - Number(isOwnRef(b.ref));
    };
    return [...records].sort(order)[0] ?? null;
  }

  #tiesOf(id: string): Map<Hash, TiedCommit> {
    const { named, touching } = this.#facts.of(id);
    const straight = this.#straight.of(id).filter((commit) => this.#claims.claimsOf(commit).length === 0);
    const record = this.#records.get(id);
    const shown = (this.#cleaned.get(id) ?? []).flatMap((hash) => this.graph.get(hash) ?? []);
    const said = (record?.corners ?? []).flatMap((corner) => this.#facts.cleaning(corner.id));
    const sources = {
      message: named,
      file: touching,
      clean: [...shown, ...said],
      branch: [...this.#claims.of(id), ...straight],
      patch: [],
    };
    const ties = tieCommits(sources, this.#facts);
    const tips = branchTips(id, attachedBy(record), this.#refs, this.graph);
    const patch = this.#copies.of(id, tips, ties);
    return patch.length === 0 ? ties : tieCommits({ ...sources, patch }, this.#facts);
  }
}

/** Derives all of it from a history once. */
export function derive(history: History, here: ReadonlyMap<string, Experiment>, recordAt: RecordAt): Derived {
  return new HistoryIndex(history.graph).update({ history, here, recordAt });
}
