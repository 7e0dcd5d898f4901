import { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash, Head, History, Ref } from '../../core/experiments/history';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';
import { StartedGit } from '../started';
import { readEdge, readHead } from './head';
import { askedLog, type Homes, revisions, wholeLog } from './log';
import { parseLog } from './parse-log';
import { listRefs, mainLineRefs, type Refs } from './refs';
import { withoutUnreached } from './unreached';

/** Whether the clone leaves objects out: then a remote promises them (git's partial clone). */
const isPartial: GitCommand<boolean> = {
  args: ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
  parse: (output) => output.trim() !== '',
  failed: () => false,
};

/** So many known tips are named to git, the likeliest first: each costs it a look, and what it tells twice is passed over. */
const MOST_KNOWN = 64;

interface Known {
  readonly graph: CommitGraph;
  readonly tips: ReadonlySet<Hash>;
  readonly mainLine: Hash | null;
  readonly edge: ReadonlySet<Hash>;
}

/**
 * Keeps a repository's history in memory. The first read takes two git processes, however large the repository is, and
 * so does each later one, which reads only the commits that are new.
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
    // Started first, asked when it is known what is new.
    const log = this.#known === null ? null : this.#start(askedLog(this.#readFrom()));
    try {
      const found = await this.repository.git.run(listRefs);
      const [head, edge] = await Promise.all([
        readHead(this.repository, found.refs),
        readEdge(this.repository.commonDir),
      ]);
      const tips = tipsOf(found.refs, head);
      const graph = await this.#graph(log, tips, head, edge);
      const mainLine = mainLineOf(found, head, graph);
      this.#known = { graph, tips, mainLine, edge };
      return { graph, refs: found.refs, head, mainLine, edge, withoutRecords: this.#blind };
    } finally {
      log?.stop();
    }
  }

  async #graph(
    log: StartedGit | null,
    tips: ReadonlySet<Hash>,
    head: Head,
    edge: ReadonlySet<Hash>,
  ): Promise<CommitGraph> {
    const known = this.#known;
    // A clone that was deepened has new ancestors of what is known: only here do commits come in behind.
    if (log === null || known === null || !sameEdge(known.edge, edge)) return this.#all(tips, head);
    const { graph } = known;
    const added = [...tips].filter((tip) => !graph.has(tip));
    const left = [...known.tips].filter((tip) => !tips.has(tip));
    if (added.length > 0) {
      const likely = [...left, ...(known.mainLine === null ? [] : [known.mainLine]), ...known.tips];
      const near = [...new Set(likely)].slice(0, MOST_KNOWN);
      graph.add(parseLog(await log.answer(revisions(added, near))));
    }
    return withoutUnreached(graph, tips, left);
  }

  async #all(tips: ReadonlySet<Hash>, head: Head): Promise<CommitGraph> {
    if (tips.size === 0) return new CommitGraph();
    const detached = head.branch === null ? head.target : null;
    const graph = new CommitGraph(await this.#wholeLog(detached));
    // What came in while git was asked.
    const late = [...tips].filter((tip) => !graph.has(tip));
    if (late.length > 0) {
      graph.add(parseLog(await this.#start(askedLog(this.#readFrom())).answer(revisions(late, []))));
    }
    return graph;
  }

  /** Where a clone left folders out, git may not fetch them here, so nothing is known of files; messages still are. */
  async #wholeLog(detached: Hash | null): Promise<readonly Commit[]> {
    this.#blind = false;
    try {
      return parseLog(await this.#start(wholeLog(this.homes, detached)).answer());
    } catch (error) {
      if (!(await this.repository.git.run(isPartial))) throw error;
      this.#blind = true;
      return parseLog(await this.#start(wholeLog(null, detached)).answer());
    }
  }

  #readFrom(): Homes {
    return this.#blind ? null : this.homes;
  }

  #start(args: readonly string[]): StartedGit {
    return new StartedGit(this.repository.git, args);
  }
}

function tipsOf(refs: readonly Ref[], head: Head): ReadonlySet<Hash> {
  return new Set([...refs.map((ref) => ref.target), ...(head.target === null ? [] : [head.target])]);
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
