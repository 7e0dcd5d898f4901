import { parseArgs } from 'node:util';
import {
  afterACommit,
  branchStates,
  firstIndex,
  largestBesideSmallest,
  processesAfterACommit,
} from './history';
import { type Figure, type Measured, measure } from './measure';
import { isSize, repositoryOf, restart, type SizeName } from './repositories';

const MOST_PROCESSES = 3;
const FIGURES = ['P3', 'P4', 'P10'];

/** The words on the command line: `S M --only P3,P4 --runs 7`. @throws Error where one means nothing. */
function asked() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, runs: { type: 'string', default: '7' } },
  });
  const sizes = positionals.length === 0 ? ['S', 'M'] : positionals;
  const only = values.only?.split(',') ?? FIGURES;
  for (const size of sizes) if (!isSize(size)) throw new Error(`There is no size ${size}; use S, M, L or XL`);
  for (const id of only)
    if (!FIGURES.includes(id)) throw new Error(`${id} is not measured; use ${FIGURES.join(', ')}`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs} is no number of runs`);
  return { sizes: sizes.filter(isSize), only: new Set(only), runs };
}

function line(id: string, what: string, peer: string, cells: readonly string[]): string {
  return [id.padEnd(4), what.padEnd(46), peer.padEnd(44), ...cells.map((cell) => cell.padStart(9))].join(' ');
}

/** Prints one figure. @returns whether it is reached. */
function print({ id, what, peer, ours, theirs, ratio, reach }: Measured): boolean {
  const ok = ratio <= reach;
  const cells = [ours.toFixed(1), theirs.toFixed(1), ratio.toFixed(3), `≤ ${reach}`, ok ? 'ok' : 'MISSED'];
  console.log(line(id, what, peer, cells));
  return ok;
}

async function main(): Promise<boolean> {
  const { sizes, only, runs } = asked();
  const folders = new Map<SizeName, string>();
  for (const size of sizes) folders.set(size, await repositoryOf(size));
  console.log(line('', 'what', 'peer', ['ours ms', 'peer ms', 'ratio', 'reach', '']));
  let ok = true;
  const show = async (figure: Figure) => {
    for (const one of await measure(figure, runs)) ok = print(one) && ok;
  };
  try {
    for (const [size, folder] of folders) {
      if (only.has('P3')) {
        await show(await afterACommit(folder, size));
        const count = await processesAfterACommit(folder, size);
        const few = count <= MOST_PROCESSES;
        ok &&= few;
        const cells = [String(count), '', '', `≤ ${MOST_PROCESSES}`, few ? 'ok' : 'MISSED'];
        console.log(line('P3', `${size}: git processes after a commit`, '', cells));
        restart(folder);
      }
      if (only.has('P4')) await show(firstIndex(folder, size));
      if (only.has('P10')) await show(branchStates(folder, size));
    }
    const [xl, s] = [folders.get('XL'), folders.get('S')];
    if (only.has('P3') && xl !== undefined && s !== undefined) await show(await largestBesideSmallest(xl, s));
  } finally {
    for (const folder of folders.values()) restart(folder);
  }
  return ok;
}

process.exitCode = (await main()) ? 0 : 1;
