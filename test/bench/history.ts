import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { KnownHistory } from '../../src/core/experiments/known-history';
import { loadHomes } from '../../src/core/load/load-homes';
import type { KataHome } from '../../src/core/load/loaded';
import { KataHistory } from '../../src/git/history/kata-history';
import { openRepository } from '../../src/git/repository';
import { revisionFiles } from '../../src/git/revision-files';
import { type LandedBy, landedBranches } from './branches';
import type { FigureSet } from './figure-set';
import { experimentIds, experimentText, SIZES } from './make-repository';
import type { Candidate, Figure } from './measure';
import { commitRecord, git, type SizeName } from './repositories';

const run = promisify(execFile);
const MOST_PROCESSES = 3;
const ALL = ['--branches', '--remotes', '--glob=refs/kata/'];

/** A peer that is one git process whose output is read and thrown away. */
function peer(folder: string, ...args: string[]): Promise<unknown> {
  return run('git', ['-C', folder, ...args], { maxBuffer: 2 ** 30 });
}

/** The katas of main as a board has them before it asks for their history. */
async function katasOf(folder: string): Promise<readonly KataHome[]> {
  const { files } = await revisionFiles(await openRepository(folder), 'refs/heads/main');
  return loadHomes(files);
}

/** A history that is read again after each commit of a record, and the commit that the last round made. */
async function refreshing(folder: string, size: SizeName) {
  const homes = await katasOf(folder);
  const history = new KataHistory(await openRepository(folder), folder);
  await history.read(homes);
  const id = experimentIds(SIZES[size])[0] ?? '';
  let version = Date.now();
  let last = { old: '', now: '' };
  const before = () => {
    // Every round has a version that nobody has seen: its blob has to be read as well.
    version += 1;
    const text = `${experimentText(0)}# ${version}\n`;
    last = commitRecord(folder, `.kata/checkout/experiments/${id}.yaml`, text);
  };
  const ours = { name: 'ours', before, run: () => history.read(homes) } satisfies Candidate;
  before();
  await history.read(homes);
  return { ours, last: () => last };
}

/** P3: the board after a commit, beside git's own telling of that commit. */
async function afterACommit(folder: string, size: SizeName): Promise<Figure> {
  const { ours, last } = await refreshing(folder, size);
  return {
    id: 'P3',
    what: `${size}: history after a commit of a record`,
    ours,
    peers: [
      {
        name: 'git log --raw old..new',
        reach: 2,
        run: () => peer(folder, 'log', '--raw', `${last().old}..${last().now}`),
      },
    ],
  };
}

/** P3 between sizes: what a refresh costs in the largest repository beside the smallest. */
async function largestBesideSmallest(xl: string, s: string): Promise<Figure> {
  const [large, small] = [await refreshing(xl, 'XL'), await refreshing(s, 'S')];
  return {
    id: 'P3',
    what: 'XL: history after a commit of a record',
    ours: large.ours,
    peers: [{ ...small.ours, name: 'the same at S', reach: 1.5 }],
  };
}

/** P4: the first index, beside one log that tells the same: messages with trailers and changed files, over all refs. */
async function firstIndex(folder: string, size: SizeName): Promise<Figure> {
  const homes = await katasOf(folder);
  const fields = '--format=%H%x00%P%x00%an%x00%aI%x00%s%x00%(trailers)';
  return {
    id: 'P4',
    what: `${size}: first index of all history`,
    ours: { name: 'ours', run: () => firstRead(folder, homes) },
    peers: [
      {
        name: 'git log, trailers and raw changes, all refs',
        reach: 0.75,
        run: () => peer(folder, 'log', ...ALL, fields, '--raw', '--no-abbrev', '-z'),
      },
    ],
  };
}

/** How many experiment branches are asked for beside each size. */
const BRANCHES = { S: 200, M: 1_000 } as const;
/** Of so many branches one is asked for by `git cherry`, which takes minutes for a thousand; its time counts as often. */
const SAMPLE = { S: 1, M: 20 } as const;
const REACH = { trailer: 0.01, patch: 0.125 } as const;

/** P10: what became of every experiment's branch, beside `git cherry` asked branch by branch. */
async function branchStates(size: keyof typeof BRANCHES, by: LandedBy): Promise<Figure> {
  const [count, sample] = [BRANCHES[size], SAMPLE[size]];
  const folder = await landedBranches(count, by);
  const homes = await katasOf(folder);
  const listed = git(folder, 'for-each-ref', '--format=%(refname)', 'refs/heads/kata/');
  const branches = listed.split('\n').filter((name, at) => name !== '' && at % sample === 0);
  await mustTell(folder, homes, count, by);
  return {
    id: 'P10',
    what: `state of ${count} branches by ${by}, nothing cached`,
    ours: { name: 'ours', run: () => firstRead(folder, homes) },
    peers: [
      {
        name: `git cherry, branch by branch${sample === 1 ? '' : ` (each ${sample}th, times ${sample})`}`,
        reach: REACH[by],
        times: sample,
        run: async () => {
          for (const branch of branches) await peer(folder, 'cherry', 'refs/heads/main', branch);
        },
      },
    ],
  };
}

/** A time counts only for a right answer: each landed branch is known by its squash. @throws Error */
async function mustTell(
  folder: string,
  homes: readonly KataHome[],
  count: number,
  by: LandedBy,
): Promise<void> {
  const { derived } = await firstRead(folder, homes);
  const tie = by === 'trailer' ? 'message' : 'patch';
  const told = [...(derived?.experiments.values() ?? [])].filter(({ commits }) =>
    commits.some((tied) => tied.tie === tie && tied.commit.subject.startsWith('Land it')),
  );
  if (told.length !== count - Math.floor(count / 10)) {
    throw new Error(`${told.length} of ${count} branches are known by ${by}`);
  }
}

async function firstRead(folder: string, homes: readonly KataHome[]): Promise<KnownHistory> {
  return new KataHistory(await openRepository(folder), folder).read(homes);
}

/** How many git processes a refresh after a commit of a record starts: every start goes through the runner's two methods. */
async function processesAfterACommit(folder: string, size: SizeName): Promise<number> {
  const repository = await openRepository(folder);
  let started = 0;
  const counted = new Proxy(repository.git, {
    get(target, name) {
      if (name === 'run' || name === 'start') started += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const homes = await katasOf(folder);
  const history = new KataHistory({ ...repository, git: counted }, folder);
  await history.read(homes);
  const id = experimentIds(SIZES[size])[0] ?? '';
  commitRecord(folder, `.kata/checkout/experiments/${id}.yaml`, `${experimentText(0)}# ${Date.now()}\n`);
  started = 0;
  await history.read(homes);
  return started;
}

export const historyFigures: readonly FigureSet[] = [
  {
    id: 'P3',
    each: async ({ size, folder, show, most }) => {
      await show(await afterACommit(folder, size));
      const count = await processesAfterACommit(folder, size);
      most('P3', `${size}: git processes after a commit`, count, MOST_PROCESSES);
    },
    between: async ({ show }, xl, s) => show(await largestBesideSmallest(xl, s)),
  },
  { id: 'P4', each: async ({ size, folder, show }) => show(await firstIndex(folder, size)) },
  {
    id: 'P10',
    each: async ({ size, show }) => {
      if (size !== 'S' && size !== 'M') return;
      await show(await branchStates(size, 'trailer'));
      await show(await branchStates(size, 'patch'));
    },
  },
];
