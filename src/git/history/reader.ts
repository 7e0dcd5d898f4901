import { CommitGraph } from '../../core/experiments/graph';
import type { Commit, Hash } from '../../core/experiments/history';
import type { History } from '../../core/experiments/repository-history';
import type { Repository } from '../repository';
import type { GitCommand } from '../runner';
import { StartedGit } from '../started';
import { readEdge, readHead, readHeadAtOnce } from './head';
import {
  guessFrom,
  type Known,
  type Listed,
  likeliest,
  mainLineOf,
  sameEdge,
  tipsOf,
  unmoved,
} from './known';
import { askedLog, type Homes, revisions, wholeLog } from './log';
import { LogParser } from './parse-log';
import { type RefStamps, stampRefs } from './ref-stamps';
import { listTargets } from './refs';
import { withoutUnreached } from './unreached';

/** Whether the clone leaves objects out: then a remote promises them (git's partial clone). */
const isPartial: GitCommand<boolean> = {
  args: ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
  parse: (output) => output.trim() !== '',
  failed: () => false,
};

/** What was asked of git before it is known where refs are. */
interface Begun {
  /** Of all commits, of a guess, or waiting to be told what is new; null where nothing moved. */
  readonly log: StartedGit | null;
  /** What HEAD's own file says is new. */
  readonly guessed: { readonly tip: Hash; readonly commits: Promise<readonly Commit[]> } | null;
  readonly stamps: RefStamps | null;
  /** Refs and HEAD, where their files say that none but HEAD's branch moved. */
  readonly still: Listed | null;
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
    const begun = await this.#begin();
    try {
      const [{ found, head }, edge] = await Promise.all([
        begun.still ?? this.#list(),
        readEdge(this.repository.commonDir),
      ]);
      const tips = tipsOf(found.refs, head);
      const graph = await this.#graph(begun, tips, edge);
      const mainLine = mainLineOf(found, head, graph);
      const { stamps } = begun;
      this.#known = { graph, found, stamps, tips, head: head.target, mainLine, edge };
      const refs = found.refs.filter(({ target }) => graph.has(target));
      return { graph, refs, head, mainLine, edge, withoutRecords: this.#blind };
    } finally {
      begun.log?.stop();
    }
  }

  /** Starts git's log before it is known where refs are: both are asked at once. */
  async #begin(): Promise<Begun> {
    const { commonDir } = this.repository;
    if (this.#known === null) {
      const log = this.#start(await this.#whole());
      return { log, guessed: null, stamps: stampRefs(commonDir), still: null };
    }
    const now = readHeadAtOnce(this.repository);
    const guess = now === null ? null : guessFrom(this.#known, now);
    const log = guess === null ? null : this.#start(askedLog(this.#readFrom()));
    const guessed =
      guess === null || log === null ? null : { tip: guess.tip, commits: told(log, guess.asked) };
    guessed?.commits.catch(() => {});
    // Looked at while git starts, and before refs are listed: what is written after that is seen the next time.
    const stamps = stampRefs(commonDir);
    const still = unmoved(this.#known, stamps, now);
    // Without a guess, the log is told what is new when that is known.
    const waiting = guess === null && still === null ? this.#start(askedLog(this.#readFrom())) : null;
    return { log: log ?? waiting, guessed, stamps, still };
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
    { log, guessed }: Begun,
    tips: ReadonlySet<Hash>,
    edge: ReadonlySet<Hash>,
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

/** The commits that a log tells, read while it tells them. */
async function told(log: StartedGit, input = ''): Promise<readonly Commit[]> {
  const parser = new LogParser();
  await log.each((chunk) => parser.add(chunk), input);
  return parser.end();
}
