import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { MainLine } from './main-line';
import { Squashes } from './squashes';
import type { Copy } from './tie-commits';
import type { TiedCommit } from './ties';
import { Twins } from './twins';

/** Asks for a commit against its parent, or for a whole range against its base. */
export interface PatchQuestion {
  /** `files`: which files change and how, which git tells many times faster than their `patch`. */
  readonly what: 'files' | 'patch';
  readonly commit: Hash;
  /** Null for the commit's own parent. */
  readonly base: Hash | null;
}

/** Names a question; answers are kept under it. */
export function patchKey({ what, commit, base }: PatchQuestion): string {
  return `${what} ${commit} ${base ?? ''}`;
}

/** The same for the same changes wherever they stand; null for a patch too small to tell anything, and where it can't be read. */
export type PatchId = string | null;

/**
 * Copies of commits that an experiment has, told by their patches: picks and rebases among commits of one author and
 * date, and squashes of whole ranges among the main line's commits that change the same files. Nothing else is ever
 * compared, so that histories without such commits cost nothing.
 */
export class Copies {
  readonly #twins = new Twins();
  readonly #squashes: Squashes;
  readonly #answers = new Map<string, PatchId>();
  readonly #wanted = new Map<string, PatchQuestion>();
  /** By a range's files, the experiments whose range it is. */
  readonly #ranges = new Map<string, Set<string>>();
  /** By a question, the experiments that wait for the answer. */
  readonly #waiting = new Map<string, Set<string>>();

  constructor(
    private readonly graph: CommitGraph,
    line: MainLine,
  ) {
    this.#squashes = new Squashes(graph, line);
  }

  /** What has to be known before all copies are told. */
  get wanted(): readonly PatchQuestion[] {
    return [...this.#wanted.values()];
  }

  /** Experiments with a range that may be squashed. */
  get open(): Iterable<string> {
    return this.#squashes.open;
  }

  /** @returns new commits that may be copies of others. */
  add(commits: readonly Commit[]): readonly Commit[] {
    return this.#twins.add(commits);
  }

  /** Those that may be copies of each other with this commit among them. */
  twinsOf(commit: Commit): readonly Commit[] {
    return this.#twins.of(commit);
  }

  /** Asks for what is new on the main line, where anything may be a squash. @param anew whether the line was left */
  followLine(anew: boolean): void {
    for (const commit of this.#squashes.next(anew)) {
      const question = asOne('files', commit);
      const files = this.#answers.get(patchKey(question));
      if (files === undefined) this.#wanted.set(patchKey(question), question);
      else if (files !== null) this.#squashes.learn(commit, files);
    }
  }

  /** @param answers by `patchKey`. @returns the experiments that this may tell more of. */
  learn(answers: ReadonlyMap<string, PatchId>): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const [key, answer] of answers) {
      const question = this.#wanted.get(key);
      this.#wanted.delete(key);
      this.#answers.set(key, answer);
      for (const id of this.#waiting.get(key) ?? []) ids.add(id);
      this.#waiting.delete(key);
      if (answer === null || question?.what !== 'files' || question.base !== null) continue;
      const commit = this.graph.get(question.commit);
      if (commit === undefined) continue;
      this.#squashes.learn(commit, answer);
      for (const id of this.#ranges.get(answer) ?? []) ids.add(id);
    }
    return ids;
  }

  /** The copies that are known. @param tips where the experiment's branches end. @param ties its commits by stronger ties. */
  of(id: string, tips: readonly Hash[], ties: ReadonlyMap<Hash, TiedCommit>): readonly Copy[] {
    const copies: Copy[] = [];
    for (const { commit } of ties.values()) {
      for (const twin of this.#twins.of(commit)) {
        if (!ties.has(twin.hash) && this.#same(id, asOne('patch', commit), asOne('patch', twin)))
          copies.push({ commit: twin, of: commit.hash });
      }
    }
    const told = [...ties.values()].flatMap(({ commit, tie }) =>
      tie === 'message' && commit.reverts === null ? [commit] : [],
    );
    for (const range of this.#squashes.follow(id, tips, told)) {
      const whole = { commit: range.tip.hash, base: range.base };
      const files = this.#answer(id, { what: 'files', ...whole });
      if (files === undefined || files === null) continue;
      this.#ranges.set(files, (this.#ranges.get(files) ?? new Set()).add(id));
      for (const commit of this.#squashes.of(range, files)) {
        const same =
          !ties.has(commit.hash) && this.#same(id, { what: 'patch', ...whole }, asOne('patch', commit));
        if (same) copies.push({ commit, of: range.tip.hash });
      }
    }
    // Of several that it may copy, the oldest is the original.
    return copies.sort((a, b) => this.#byOriginal(a, b));
  }

  #byOriginal(a: Copy, b: Copy): number {
    const [first, second] = [this.graph.get(a.of), this.graph.get(b.of)];
    return first === undefined || second === undefined ? 0 : this.graph.byTime(first, second);
  }

  #same(id: string, a: PatchQuestion, b: PatchQuestion): boolean {
    const [mine, other] = [this.#answer(id, a), this.#answer(id, b)];
    return mine !== null && mine !== undefined && mine === other;
  }

  #answer(id: string, question: PatchQuestion): PatchId | undefined {
    const key = patchKey(question);
    const known = this.#answers.get(key);
    if (known === undefined) {
      this.#wanted.set(key, question);
      this.#waiting.set(key, (this.#waiting.get(key) ?? new Set()).add(id));
    }
    return known;
  }
}

function asOne(what: PatchQuestion['what'], { hash }: Commit): PatchQuestion {
  return { what, commit: hash, base: null };
}
