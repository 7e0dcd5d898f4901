import { append } from './facts';
import type { Commit } from './history';

/** A robot's or an import's commits may all be of one second: more than so many tell nothing. */
const MOST = 16;

/**
 * Commits that one person wrote in one second, and that are no merges: a pick, a rebase and a mailed patch keep author
 * and date, so a copy of a commit is among these, and hardly anything else is.
 */
export class Twins {
  readonly #first = new Map<string, Commit>();
  readonly #more = new Map<string, Commit[]>();

  /** @returns those of the commits that have a twin. */
  add(commits: readonly Commit[]): readonly Commit[] {
    const found: Commit[] = [];
    for (const commit of commits) {
      if (commit.parents.length > 1) continue;
      const first = this.#first.get(commit.date);
      if (first === undefined) this.#first.set(commit.date, commit);
      else {
        append(this.#more, commit.date, commit);
        found.push(commit);
      }
    }
    return found;
  }

  /** All that may be copies of each other with this one among them; only itself where it has no twin. */
  of(commit: Commit): readonly Commit[] {
    const [first, more] = [this.#first.get(commit.date), this.#more.get(commit.date)];
    if (first === undefined || more === undefined || commit.parents.length > 1) return [commit];
    const all = [first, ...more].filter(({ author }) => author === commit.author);
    return all.length > MOST ? [commit] : all;
  }
}
