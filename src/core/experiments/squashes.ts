import { append } from './facts';
import type { CommitGraph } from './graph';
import type { Commit, Hash } from './history';
import type { MainLine } from './main-line';
import { type OpenRange, openRanges } from './ranges';

/** Clocks of hosts and people differ: a squash may seem to be older than what it holds, but not by more seconds than this. */
const SLACK = 86_400;

/**
 * Squashes of whole ranges, looked for among the main line's commits that are newer than the oldest range which may
 * still come there; where there is no such range, nothing is looked for.
 */
export class Squashes {
  readonly #open = new Map<string, readonly OpenRange[]>();
  readonly #byFiles = new Map<string, Commit[]>();
  /** The part of the line whose files were asked for, as positions. */
  #asked: { readonly from: number; readonly to: number } | null = null;

  constructor(
    private readonly graph: CommitGraph,
    private readonly line: MainLine,
  ) {}

  /** Experiments with a range that may be squashed. */
  get open(): Iterable<string> {
    return this.#open.keys();
  }

  /**
   * Looks again at where an experiment's branches end.
   * @param told commits whose messages name the experiment: one that came to the main line later tells where the work went.
   * @returns its ranges that may be squashed.
   */
  follow(id: string, tips: readonly Hash[], told: readonly Commit[]): readonly OpenRange[] {
    const positions = told.map(({ hash }) => this.graph.position(hash) ?? -1);
    const latest = Math.max(-1, ...positions.filter((position) => this.line.isOn(position)));
    const ranges = openRanges(id, tips, this.graph, this.line).filter(
      ({ base }) => latest <= this.#onLine(base),
    );
    if (ranges.length > 0) this.#open.set(id, ranges);
    else this.#open.delete(id);
    return ranges;
  }

  /** Commits of the line that were not asked for and may be squashes. @param anew whether the line was left */
  next(anew: boolean): readonly Commit[] {
    if (anew) this.#asked = null;
    const newest = this.line.line.at(-1);
    if (this.#open.size === 0 || newest === undefined) return [];
    const bases = [...this.#open.values()].flat().map(({ base }) => this.#onLine(base));
    const oldest = Math.min(...bases, this.#asked?.from ?? newest);
    const { from, to } = this.#asked ?? { from: newest + 1, to: newest };
    const found: Commit[] = [];
    if (oldest === from && newest === to) return found;
    for (let at = this.line.line.length - 1; at >= 0; at--) {
      const position = this.line.line[at] ?? -1;
      if (position < oldest || (oldest === from && position <= to)) break;
      const commit = position >= from && position <= to ? undefined : this.graph.at(position);
      if (commit?.parents.length === 1) found.push(commit);
    }
    this.#asked = { from: oldest, to: newest };
    return found;
  }

  learn(commit: Commit, files: string): void {
    if (this.#byFiles.get(files)?.includes(commit) !== true) append(this.#byFiles, files, commit);
  }

  /** The line's commits that change the files of a range. */
  of({ base, tip }: OpenRange, files: string): readonly Commit[] {
    const oldest = this.#onLine(base);
    return (this.#byFiles.get(files) ?? []).filter((commit) => {
      const position = this.graph.position(commit.hash) ?? -1;
      return this.line.isOn(position) && position > oldest && commit.time + SLACK >= tip.time;
    });
  }

  #onLine(hash: Hash): number {
    return this.graph.position(this.line.broughtBy(hash)?.hash ?? hash) ?? 0;
  }
}
