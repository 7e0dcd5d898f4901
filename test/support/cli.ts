import { run } from '../../src/cli/run';
import { GitRepo } from './git-repo';
import { RICH } from './katas';

/** What a run of the command printed, and ended with. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  /** Makes both streams a terminal of this width. */
  readonly columns?: number;
  /** The calendar's day, in place of 24 November 2026. */
  readonly today?: string;
}

/** Runs the command in this process, in `cwd`, on 24 November 2026. Ids are drawn in a fixed order. */
export async function kata(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      texts[name] += text;
    },
    isTerminal: options.columns !== undefined,
    columns: options.columns,
  });
  let drawn = 0;
  const io = {
    cwd,
    env: options.env ?? {},
    out: stream('out'),
    err: stream('err'),
    clock: { today: () => options.today ?? '2026-11-24' },
    now: () => Date.UTC(2026, 10, 24, 10, 15),
    random: () => (drawn++ * 0.37) % 1,
  };
  const status = await run(args, io, '1.2.3');
  return { status, ...texts };
}

/** A repository whose one kata is the format page's, committed on 3 November 2026. */
export function richRepository(slug = 'checkout-latency'): GitRepo {
  const repo = GitRepo.create();
  const files = Object.entries(RICH).map(([path, text]) => [`.kata/${slug}/${path}`, text]);
  repo.write(Object.fromEntries(files)).commit('A kata', '2026-11-03');
  return repo;
}
