import { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash, Head, History, Ref } from '../../core/experiments/history';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';
import { readEdge, readHead } from './head';
import { commitLog, newLog, recordLog } from './log';
import { listRefs, mainLineRefs, type Refs } from './refs';

/** Whether the clone leaves objects out: then a remote promises them (git's partial clone). */
const isPartial: GitCommand<boolean> = {
  args: ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
  parse: (output) => output.trim() !== '',
  failed: () => false,
};

/** More ids than this on one command line, and the whole log is read instead: Windows ends a line at 32,000 characters. */
const MOST_IDS = 400;

/**
 * Keeps a repository's history in memory. The first read takes three git processes, however large the repository is;
 * each later one takes one where no ref moved and two where some did, and reads only the commits that are new.
 */
export class HistoryReader {
  private known: {
    commits: readonly Commit[];
    refs: readonly Ref[];
    head: Head;
    edge: ReadonlySet<Hash>;
  } | null = null;
  /** The ids of the known commits, with the list that they were taken from. */
  private ids: { readonly commits: readonly Commit[]; readonly hashes: Set<Hash> } | null = null;
  /** True where commits could be read but not which records they changed. */
  private blind = false;

  /** @param homes the `.kata` folders whose records are followed, from the repository's top: `['.kata']`. */
  constructor(
    private readonly repository: Repository,
    private readonly homes: readonly string[],
  ) {}

  /** @throws GitFailure */
  async read(): Promise<History> {
    const found = await this.repository.git.run(listRefs);
    const [head, edge] = await Promise.all([
      readHead(this.repository, found.refs),
      readEdge(this.repository.commonDir),
    ]);
    const commits = await this.commits(found.refs, head, edge);
    this.known = { commits, refs: found.refs, head, edge };
    return {
      commits,
      refs: found.refs,
      head,
      mainLine: mainLine(found, head, commits),
      edge,
      withoutRecords: this.blind,
    };
  }

  private async commits(
    refs: readonly Ref[],
    head: Head,
    edge: ReadonlySet<Hash>,
  ): Promise<readonly Commit[]> {
    const known = this.known;
    // A clone that was deepened has new ancestors of what is known: only here do commits come in behind.
    if (known === null || !sameEdge(known.edge, edge)) return this.all(refs, head);
    const here = this.idsOf(known.commits);
    const tips = [
      ...new Set([...refs.map((ref) => ref.target), ...(head.target === null ? [] : [head.target])]),
    ];
    const added = tips.filter((tip) => !here.has(tip));
    if (
      added.length === 0 &&
      tips.length === tipsOf(known).size &&
      tips.every((tip) => tipsOf(known).has(tip))
    ) {
      return known.commits;
    }
    const old = [...tipsOf(known)];
    if (added.length + old.length > MOST_IDS) {
      const near = old.filter((tip) => !tips.includes(tip) || tip === head.target).slice(0, MOST_IDS);
      if (added.length > MOST_IDS) return this.all(refs, head);
      return this.joined(added, near, known.commits, tips, tipsOf(known));
    }
    return this.joined(added, old, known.commits, tips, tipsOf(known));
  }

  private async joined(
    added: readonly Hash[],
    old: readonly Hash[],
    commits: readonly Commit[],
    tips: readonly Hash[],
    tipsBefore: ReadonlySet<Hash>,
  ): Promise<readonly Commit[]> {
    const here = this.idsOf(commits);
    const logged = added.length === 0 ? [] : await this.repository.git.run(newLog(added, old, !this.blind));
    const fresh = logged.filter((commit) => !here.has(commit.hash));
    // What is known holds all its ancestors, so nothing new stands below it, and the order stays children first.
    const all = [...fresh, ...commits];
    if (!nothingLeft(tipsBefore, tips, fresh)) return reachable(all, tips);
    // A copy, for another reading may be under way that compares with what it began with.
    const hashes = new Set(here);
    for (const { hash } of fresh) hashes.add(hash);
    this.ids = { commits: all, hashes };
    return all;
  }

  private idsOf(commits: readonly Commit[]): Set<Hash> {
    if (this.ids?.commits !== commits) {
      this.ids = { commits, hashes: new Set(commits.map((commit) => commit.hash)) };
    }
    return this.ids.hashes;
  }

  private async all(refs: readonly Ref[], head: Head): Promise<readonly Commit[]> {
    if (refs.length === 0 && head.target === null) return [];
    const [commits, touching] = await Promise.all([
      this.repository.git.run(commitLog(head.target)),
      this.recordsOf(head),
    ]);
    const records = new Map(touching.map((commit) => [commit.hash, commit.records]));
    return commits.map((commit) => ({ ...commit, records: records.get(commit.hash) ?? [] }));
  }

  /** Where a clone left folders out, git may not fetch them here, so nothing is known of files; messages still are. */
  private async recordsOf(head: Head): Promise<readonly Commit[]> {
    try {
      const touching = await this.repository.git.run(recordLog(head.target, this.homes));
      this.blind = false;
      return touching;
    } catch (error) {
      if (!(await this.repository.git.run(isPartial))) throw error;
      this.blind = true;
      return [];
    }
  }
}

function tipsOf(known: { refs: readonly Ref[]; head: Head }): Set<Hash> {
  return new Set([
    ...known.refs.map((ref) => ref.target),
    ...(known.head.target === null ? [] : [known.head.target]),
  ]);
}

function sameEdge(a: ReadonlySet<Hash>, b: ReadonlySet<Hash>): boolean {
  return a.size === b.size && [...a].every((hash) => b.has(hash));
}

/** True where every earlier tip is still one or a parent of a new commit: then all that was reached still is. */
function nothingLeft(before: ReadonlySet<Hash>, tips: readonly Hash[], fresh: readonly Commit[]): boolean {
  const reached = new Set([...tips, ...fresh.flatMap(({ parents }) => parents)]);
  return [...before].every((tip) => reached.has(tip));
}

/** The commits that some tip still reaches: what a rebase or a deleted branch left behind is gone from the history. */
function reachable(commits: readonly Commit[], tips: readonly Hash[]): readonly Commit[] {
  const reached = new Set(tips);
  return commits.filter((commit) => {
    if (!reached.has(commit.hash)) return false;
    for (const parent of commit.parents) reached.add(parent);
    return true;
  });
}

/** The main line's tip: the default branch, here or at its remote, whichever is ahead; HEAD where there is none. */
function mainLine(found: Refs, head: Head, commits: readonly Commit[]): Hash | null {
  const [first, second] = mainLineRefs(found);
  if (first === undefined) return head.target;
  if (second === undefined || first.target === second.target) return first.target;
  return new CommitGraph(commits, null).isAncestor(first.target, second.target)
    ? second.target
    : first.target;
}
