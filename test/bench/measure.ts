import { performance } from 'node:perf_hooks';

/** One thing to time. It is given a fresh state by `before`, which is not timed. */
export interface Candidate {
  readonly name: string;
  readonly before?: () => unknown;
  readonly run: () => unknown;
  /** What it took, where that is something else than the time of `run`: the worst of many moments in it. */
  readonly took?: () => number;
  /** How often its time counts, where it does only such a part of the work; once without. */
  readonly times?: number;
}

/** One figure: ours beside its peers. */
export interface Figure {
  /** As in the list of figures: `P4`. */
  readonly id: string;
  readonly what: string;
  readonly ours: Candidate;
  readonly peers: readonly (Candidate & {
    /** The most that ours may take as a share of this peer's time: 0.75 is three quarters, 0.01 a hundredth. */
    readonly reach: number;
  })[];
}

export interface Measured {
  readonly id: string;
  readonly what: string;
  readonly peer: string;
  readonly ours: number;
  readonly theirs: number;
  /** Median of the ratios of the runs, pair by pair. */
  readonly ratio: number;
  readonly reach: number;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

async function time(candidate: Candidate): Promise<number> {
  await candidate.before?.();
  const start = performance.now();
  await candidate.run();
  const took = performance.now() - start;
  return (candidate.took?.() ?? took) * (candidate.times ?? 1);
}

/**
 * Times ours and its peers in turn, so that a machine which slows down slows both: after one round that does not
 * count, `runs` rounds. Times are milliseconds.
 */
export async function measure(figure: Figure, runs = 7): Promise<Measured[]> {
  const all = [figure.ours, ...figure.peers];
  const times = all.map((): number[] => []);
  for (let round = -1; round < runs; round++) {
    // The order turns round by round, so that nobody always comes after the same other.
    for (let turn = 0; turn < all.length; turn++) {
      const at = (turn + round + 1) % all.length;
      const candidate = all[at];
      if (candidate === undefined) continue;
      const took = await time(candidate);
      if (round >= 0) times[at]?.push(took);
    }
  }
  const [ours = [], ...theirs] = times;
  return figure.peers.map((peer, index) => {
    const peers = theirs[index] ?? [];
    return {
      id: figure.id,
      what: figure.what,
      peer: peer.name,
      ours: median(ours),
      theirs: median(peers),
      ratio: median(ours.map((took, run) => took / (peers[run] ?? Number.NaN))),
      reach: peer.reach,
    };
  });
}
