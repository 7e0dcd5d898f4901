import { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash, Head, Ref } from '../../core/experiments/history';
import type { History } from '../../core/experiments/repository-history';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';
import { StartedGit } from '../started';
import { type HeadAtOnce, readEdge, readHead, readHeadAtOnce } from './head';
import { askedLog, type Homes, revisions, wholeLog } from './log';
import { LogParser } from './parse-log';
import { type RefStamps, sameStamps, stampRefs } from './ref-stamps';
import { listTargets, mainLineRefs, type Refs } from './refs';
import { withoutUnreached } from './unreached';

/** Whether the clone leaves objects out: then a remote promises them (git's partial clone). */
const isPartial: GitCommand<boolean> = {
  args: ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
  parse: (output) => output.trim() !== '',
  failed: () => false,
};

/** So many known tips are named to git, the likeliest first: each costs it a look, and what it tells twice is passed over. */
const MOST_KNOWN = 16;

interface Listed {
  readonly found: Refs;
  readonly head: Head;
}

interface Known {
  readonly graph: CommitGraph;
  readonly found: Refs;
  /** What the refs' files were before they were read; null where they can't be told by their files. */
  readonly stamps: RefStamps | null;
  readonly tips: ReadonlySet<Hash>;
  readonly head: Hash | null;
  readonly mainLine: Hash | null;
  readonly edge: ReadonlySet<Hash>;
}

/**
 * Keeps a repository's history in memory. The first read takes two git processes, however large the repository is. A
 * later one reads only the commits that are new: with one process where no other ref than HEAD's moved, with none where
 * that did not move either, else with two.
 */
export class HistoryReader {
  #known: Known | null = null;
  /** True where commits could be read but not which records they changed. */
  #blind = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param homes the `.kata` folders whose records are followed, from the repository's top: `['.kata']`. */
  constructor(
    private readonly repository: Repository,
    private readonly homes: readonly string[],
  ) {}

  /** The history as it is now; one reading after the other. @throws GitFailure */
  read(): Promise<History> {
    const reading = this.#turn.then(() => this.#read());
    this.#turn = reading.catch(() => {});
    return reading;
  }

  async #read(): Promise<History> {
    const known = this.#known;
    const now = known === null ? null : readHeadAtOnce(this.repository);
    const guess = known === null || now === null ? null : guessFrom(known, now);
    const begun =
      known === null
        ? this.#start(await this.#whole())
        : guess === null
          ? null
          : this.#start(askedLog(this.#readFrom()));
    const guessed =
      guess === null || begun === null ? null : { tip: guess.tip, commits: told(begun, guess.asked) };
    guessed?.commits.catch(() => {});
    // Looked at while git starts, and before refs are listed: what is written after that is seen the next time.
    const stamps = stampRefs(this.repository.commonDir);
    const still = known === null || now === null ? null : unmoved(known, stamps, now);
    // Log and refs are asked at once; without a guess, the log is told what is new when that is known.
    const log = begun ?? (still === null ? this.#start(askedLog(this.#readFrom())) : null);
    try {
      const [{ found, head }, edge] = await Promise.all([
        still ?? this.#list(),
        readEdge(this.repository.commonDir),
      ]);
      const tips = tipsOf(found.refs, head);
      const graph = await this.#graph(log, tips, edge, guessed);
      const mainLine = mainLineOf(found, head, graph);
      this.#known = { graph, found, stamps, tips, head: head.target, mainLine, edge };
      const refs = found.refs.filter(({ target }) => graph.has(target));
      return { graph, refs, head, mainLine, edge, withoutRecords: this.#blind };
    } finally {
      log?.stop();
    }
  }

  async #list(): Promise<Listed> {
    const listing = this.#start(listTargets.args)
      .answer()
      .then((listed) => listTargets.parse(listed.toString()));
    const refs = listing.then((one) => one.refs);
    const [found, head] = await Promise.all([listing, readHead(this.repository, refs)]);
    return { found, head };
  }

  async #graph(
    log: StartedGit | null,
    tips: ReadonlySet<Hash>,
    edge: ReadonlySet<Hash>,
    guessed: { readonly tip: Hash; readonly commits: Promise<readonly Commit[]> } | null,
  ): Promise<CommitGraph> {
    const known = this.#known;
    // A clone that was deepened has new ancestors of what is known: only here do commits come in behind.
    if (known === null || !sameEdge(known.edge, edge)) {
      return this.#all(tips, known === null && log !== null ? log : this.#start(await this.#whole()));
    }
    const { graph } = known;
    const reached = new Set(tips);
    const add = (commits: readonly Commit[]) => {
      for (const { parents } of graph.add(commits)) for (const parent of parents) reached.add(parent);
    };
    if (guessed !== null) add(await guessed.commits);
    // What was told of before and is not there is no commit.
    const added = [...tips].filter((tip) => !graph.has(tip) && !known.tips.has(tip));
    if (added.length > 0) {
      const left = [...known.tips].filter((tip) => !tips.has(tip));
      const next = guessed === null && log !== null ? log : this.#start(askedLog(this.#readFrom()));
      add(await told(next, revisions(added, likeliest(known, left))));
    }
    // What a new commit stands on is still reached: after most commits nothing else has to be looked for.
    const before = guessed === null ? known.tips : [...known.tips, guessed.tip];
    if ([...before].every((tip) => reached.has(tip))) return graph;
    // What a tag holds among a remote's branches is reached too, but only git knows what that is.
    const isPlain = [...tips].every((tip) => graph.has(tip));
    return isPlain ? withoutUnreached(graph, tips) : this.#all(tips, this.#start(await this.#whole()));
  }

  async #all(tips: ReadonlySet<Hash>, log: StartedGit): Promise<CommitGraph> {
    const graph = new CommitGraph(await this.#wholeLog(log));
    // What came in while git was asked.
    const late = [...tips].filter((tip) => !graph.has(tip));
    if (late.length > 0) {
      graph.add(await told(this.#start(askedLog(this.#readFrom())), revisions(late, [])));
    }
    return graph;
  }

  /** Where a clone left folders out, git may not fetch them here, so nothing is known of files; messages still are. */
  async #wholeLog(log: StartedGit): Promise<readonly Commit[]> {
    try {
      return await told(log);
    } catch (error) {
      if (this.#blind || !(await this.repository.git.run(isPartial))) throw error;
      this.#blind = true;
      return told(this.#start(await this.#whole()));
    }
  }

  /** Asks for all commits. HEAD is named only where no branch is, for a branch that has no commit yet is no revision. */
  async #whole(): Promise<readonly string[]> {
    const { branch, target } = await readHead(this.repository, []);
    return wholeLog(this.#readFrom(), branch === null ? target : null);
  }

  #readFrom(): Homes {
    return this.#blind ? null : this.homes;
  }

  #start(args: readonly string[]): StartedGit {
    return new StartedGit(this.repository.git, args);
  }
}

/** The refs as they are now, without asking git; null where another than HEAD's branch may have moved. */
function unmoved(
  { found, stamps: before }: Known,
  stamps: RefStamps | null,
  head: HeadAtOnce | null,
): Listed | null {
  if (head === null || before === null || stamps === null) return null;
  const { branch, target } = head;
  if (!sameStamps(before, stamps, branch)) return null;
  if (branch === null) return { found, head };
  // A branch that was not there, and a name for another branch, are for git to tell.
  if (!found.refs.some(({ name }) => name === branch)) return null;
  const refs = found.refs.map((ref) => (ref.name === branch ? { name: branch, target } : ref));
  return { found: { ...found, refs }, head };
}

/**
 * After most commits, all that is new is what HEAD's branch has come to, and one file says so: then git is asked for it
 * while it still lists the refs. Null where that file says nothing new.
 */
function guessFrom(known: Known, { target }: HeadAtOnce): { tip: Hash; asked: string } | null {
  if (known.graph.has(target)) return null;
  const head = known.head === null ? [] : [known.head];
  return { tip: target, asked: revisions([target], likeliest(known, head)) };
}

/** The commits that a log tells, read while it tells them. */
async function told(log: StartedGit, input = ''): Promise<readonly Commit[]> {
  const parser = new LogParser();
  await log.each((chunk) => parser.add(chunk), input);
  return parser.end();
}

function tipsOf(refs: readonly Ref[], head: Head): ReadonlySet<Hash> {
  return new Set([...refs.map((ref) => ref.target), ...(head.target === null ? [] : [head.target])]);
}

/** Known commits that new ones may stand on. @param first those that a ref has just left */
function likeliest({ tips, mainLine }: Known, first: readonly Hash[]): readonly Hash[] {
  const all = [...first, ...(mainLine === null ? [] : [mainLine]), ...tips];
  return [...new Set(all)].slice(0, MOST_KNOWN);
}

function sameEdge(a: ReadonlySet<Hash>, b: ReadonlySet<Hash>): boolean {
  return a.size === b.size && [...a].every((hash) => b.has(hash));
}

/** The main line's tip: the default branch, here or at its remote, whichever is ahead; HEAD where there is none. */
function mainLineOf(found: Refs, head: Head, graph: CommitGraph): Hash | null {
  const [first, second] = mainLineRefs(found);
  if (first === undefined) return head.target;
  if (second === undefined || first.target === second.target) return first.target;
  return graph.isAncestor(first.target, second.target) ? second.target : first.target;
}
