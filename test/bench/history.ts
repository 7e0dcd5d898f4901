import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { KataHome } from '../../src/core/load/loaded';
import { KataHistory } from '../../src/git/history/kata-history';
import { openRepository } from '../../src/git/repository';
import type { FigureSet } from './figure-set';
import { experimentIds, experimentText, SIZES } from './make-repository';
import type { Candidate, Figure } from './measure';
import { commitRecord, git, type SizeName } from './repositories';

const run = promisify(execFile);
const NO_HOMES: readonly KataHome[] = [];
const MOST_PROCESSES = 3;
const ALL = ['--branches', '--remotes', '--glob=refs/kata/'];

/** A peer that is one git process whose output is read and thrown away. */
function peer(folder: string, ...args: string[]): Promise<unknown> {
  return run('git', ['-C', folder, ...args], { maxBuffer: 2 ** 30 });
}

/** A history that is read again after each commit of a record, and the commit that the last round made. */
async function refreshing(folder: string, size: SizeName) {
  const history = new KataHistory(await openRepository(folder), folder);
  await history.read(NO_HOMES);
  const id = experimentIds(SIZES[size])[0] ?? '';
  let version = Date.now();
  let last = { old: '', now: '' };
  const before = () => {
    // Every round has a version that nobody has seen: its blob has to be read as well.
    version += 1;
    const text = `${experimentText(0)}# ${version}\n`;
    last = commitRecord(folder, `.kata/checkout/experiments/${id}.yaml`, text);
  };
  const ours = { name: 'ours', before, run: () => history.read(NO_HOMES) } satisfies Candidate;
  before();
  await history.read(NO_HOMES);
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
function firstIndex(folder: string, size: SizeName): Figure {
  const fields = '--format=%H%x00%P%x00%an%x00%aI%x00%s%x00%(trailers)';
  return {
    id: 'P4',
    what: `${size}: first index of all history`,
    ours: { name: 'ours', run: () => firstRead(folder) },
    peers: [
      {
        name: 'git log, trailers and raw changes, all refs',
        reach: 0.75,
        run: () => peer(folder, 'log', ...ALL, fields, '--raw', '--no-abbrev', '-z'),
      },
    ],
  };
}

/** P10: what became of every experiment's branch, beside `git cherry` asked branch by branch. */
function branchStates(folder: string, size: SizeName): Figure {
  const listed = git(folder, 'for-each-ref', '--format=%(refname)', 'refs/heads/kata/');
  const branches = listed.split('\n').filter((name) => name !== '');
  return {
    id: 'P10',
    what: `${size}: state of ${branches.length} branches, nothing cached`,
    ours: { name: 'ours', run: () => firstRead(folder) },
    peers: [
      {
        name: 'git cherry, branch by branch',
        reach: 0.01,
        run: async () => {
          for (const branch of branches) await peer(folder, 'cherry', 'refs/heads/main', branch);
        },
      },
    ],
  };
}

async function firstRead(folder: string): Promise<void> {
  await new KataHistory(await openRepository(folder), folder).read(NO_HOMES);
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
  const history = new KataHistory({ ...repository, git: counted }, folder);
  await history.read(NO_HOMES);
  const id = experimentIds(SIZES[size])[0] ?? '';
  commitRecord(folder, `.kata/checkout/experiments/${id}.yaml`, `${experimentText(0)}# ${Date.now()}\n`);
  started = 0;
  await history.read(NO_HOMES);
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
  { id: 'P4', each: async ({ size, folder, show }) => show(firstIndex(folder, size)) },
  { id: 'P10', each: async ({ size, folder, show }) => show(branchStates(folder, size)) },
];
