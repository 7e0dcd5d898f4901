import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Figure, type Measured, measure } from './measure';

const FILE = fileURLToPath(new URL('recorded.json', import.meta.url));

/** How many times its recorded ratio a figure may come to: less is a machine's noise. */
const SLOWER = 1.2;

/** Ratios as they were recorded, by figure and peer. Ratios alone, for a time is of one machine. */
export class Recorded {
  constructor(private readonly ratios: Map<string, number>) {}

  /** @param file JSON, a number by each row's words; missing is empty. */
  static read(file = FILE): Recorded {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    return new Recorded(new Map(Object.entries(JSON.parse(text))));
  }

  /** The most that a row's ratio may be; null where none is recorded. */
  limit(row: Measured): number | null {
    const ratio = this.ratios.get(wordsOf(row));
    return ratio === undefined ? null : ratio * SLOWER;
  }

  /** True where a row is slower than it was, or was never recorded. */
  isBeaten = (row: Measured): boolean => !(row.ratio <= (this.limit(row) ?? 0));

  set(row: Measured): void {
    this.ratios.set(wordsOf(row), Number(row.ratio.toPrecision(3)));
  }

  write(file = FILE): void {
    const sorted = [...this.ratios].sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  }
}

function wordsOf({ id, what, peer }: Measured): string {
  return `${id} ${what} | ${peer}`;
}

/** Measures a figure; rows that are slower than recorded once more, as machines have bad moments. The better one counts. */
export async function measureTwice(figure: Figure, runs: number, recorded: Recorded): Promise<Measured[]> {
  const rows = await measure(figure, runs);
  const slow = rows.filter((row) => recorded.limit(row) !== null && recorded.isBeaten(row));
  if (slow.length === 0) return rows;
  const peers = figure.peers.filter(({ name }) => slow.some(({ peer }) => peer === name));
  const again = await measure({ ...figure, peers }, runs);
  return rows.map((row) => again.find(({ peer, ratio }) => peer === row.peer && ratio < row.ratio) ?? row);
}
