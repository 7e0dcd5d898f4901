import { parseArgs } from 'node:util';
import type { Bench } from './figure-set';
import { FIGURES } from './figures';
import { type Figure, type Measured, measure } from './measure';
import { measureTwice, Recorded } from './recorded';
import { isSize, repositoryOf, restart, type SizeName } from './repositories';

/** The words on the command line: `S M --only P3,P4 --runs 7 --against`. @throws Error where one means nothing. */
function asked() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '7' },
      record: { type: 'boolean', default: false },
      against: { type: 'boolean', default: false },
    },
  });
  const sizes = positionals.length === 0 ? ['S', 'M'] : positionals;
  const known = FIGURES.map(({ id }) => id);
  const only = values.only?.split(',') ?? known;
  for (const size of sizes) if (!isSize(size)) throw new Error(`There is no size ${size}; use S, M, L or XL`);
  for (const id of only)
    if (!known.includes(id)) throw new Error(`${id} is not measured; use ${known.join(', ')}`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs} is no number of runs`);
  const { record, against } = values;
  const figures = FIGURES.filter(({ id }) => only.includes(id));
  return { sizes: sizes.filter(isSize), figures, runs, record, against };
}

function line(id: string, what: string, peer: string, cells: readonly string[]): string {
  return [id.padEnd(4), what.padEnd(46), peer.padEnd(44), ...cells.map((cell) => cell.padStart(9))].join(' ');
}

/** Prints a row. @param limit what its ratio may be at most; null where that is not known. @returns whether it is reached. */
function print({ id, what, peer, ours, theirs, ratio }: Measured, limit: number | null): boolean {
  const ok = limit !== null && ratio <= limit;
  const [most, word] = limit === null ? ['', 'NEW'] : [`≤ ${Number(limit.toPrecision(3))}`, 'MISSED'];
  const cells = [ours.toFixed(1), theirs.toFixed(1), ratio.toFixed(3), most, ok ? 'ok' : word];
  console.log(line(id, what, peer, cells));
  return ok;
}

async function main(): Promise<boolean> {
  const { sizes, figures, runs, record, against } = asked();
  const recorded = Recorded.read();
  const folders = new Map<SizeName, string>();
  for (const size of sizes) folders.set(size, await repositoryOf(size));
  console.log(line('', 'what', 'peer', ['ours ms', 'peer ms', 'ratio', against ? 'at most' : 'reach', '']));
  let ok = true;
  const show = async (figure: Figure) => {
    // How long a key waits is the worst of many moments: that is told, and held against nobody.
    const isRecorded = figure.id !== 'typing';
    const isHeld = against && isRecorded;
    const rows = isHeld ? await measureTwice(figure, runs, recorded) : await measure(figure, runs);
    for (const row of rows) {
      ok = print(row, isHeld ? recorded.limit(row) : row.reach) && ok;
      if (record && isRecorded) recorded.set(row);
    }
  };
  const most: Bench['most'] = (id, what, count, limit) => {
    ok &&= count <= limit;
    const cells = [String(count), '', '', `≤ ${limit}`, count <= limit ? 'ok' : 'MISSED'];
    console.log(line(id, what, '', cells));
  };
  try {
    for (const [size, folder] of folders) {
      for (const { each } of figures) {
        await each?.({ size, folder, show, most });
        restart(folder);
      }
    }
    const [xl, s] = [folders.get('XL'), folders.get('S')];
    if (xl !== undefined && s !== undefined) {
      for (const { between } of figures) await between?.({ show }, xl, s);
    }
  } finally {
    for (const folder of folders.values()) restart(folder);
  }
  if (record) recorded.write();
  return ok;
}

process.exitCode = (await main()) ? 0 : 1;
