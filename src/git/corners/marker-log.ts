import { MARKER } from '../../core/corners/marker';
import type { MarkerCommit, MarkerTouch } from '../../core/corners/marker-history';
import type { Hash } from '../../core/experiments/history';
import { GitFailure } from '../failure';
import type { GitRunner } from '../runner';
import { ask } from './output';

/** The commits to look at: those that `from` reach and `known` do not; ids only. */
export interface LogRange {
  readonly from: Iterable<Hash>;
  readonly known: Iterable<Hash>;
}

const OPTIONS = [
  '-z',
  '--stdin',
  '--raw',
  '--no-abbrev',
  '-M',
  // A copy is no move: what it was copied from stays.
  '--diff-algorithm=default',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--ignore-submodules=all',
  '--no-color',
  '--no-mailmap',
  '--no-notes',
  '--no-decorate',
  '--format=%x01%H',
] as const;

// Lines with a marker that came or went. Counting strings (`-S`) would miss one that took another's place.
const PATTERN = `-G${MARKER}[(]c-`;

/**
 * The commits that touched a line with a marker, with the files in which they did, in one pass. Merges are looked
 * into for what differs from all their parents. @throws GitFailure
 */
export async function markerLog(
  git: GitRunner,
  { from, known }: LogRange,
  signal?: AbortSignal,
): Promise<MarkerCommit[]> {
  return log(git, ['-c'], { from, known }, signal);
}

/** Both of these: a merge is told once for each parent from which it differs so. @throws GitFailure */
export async function touchLog(
  git: GitRunner,
  range: LogRange,
  signal?: AbortSignal,
): Promise<MarkerCommit[]> {
  return log(git, ['-m'], range, signal);
}

/** What git reads from its standard input with `--stdin`. */
export function rangeInput({ from, known }: LogRange): string {
  return [...from, ...Array.from(known, (hash) => `^${hash}`)].map((line) => `${line}\n`).join('');
}

/** The merges in which a line with a marker differs from any parent: one whole side may have been taken. @throws GitFailure */
export async function mergeLog(
  git: GitRunner,
  range: LogRange,
  signal?: AbortSignal,
): Promise<MarkerCommit[]> {
  return log(git, ['-m', '--merges'], range, signal);
}

async function log(
  git: GitRunner,
  how: readonly string[],
  range: LogRange,
  signal: AbortSignal | undefined,
): Promise<MarkerCommit[]> {
  const input = rangeInput(range);
  if (input === '') return [];
  const { bytes } = await ask(git, ['log', ...OPTIONS, ...how, PATTERN], { input, signal });
  return parseMarkerLog(bytes);
}

/** Reads `\x01HASH` and after it `:MODES IDS STATUS`, a path, and for a rename the new path, all ended by NUL. */
export function parseMarkerLog(bytes: Buffer): MarkerCommit[] {
  const commits: { hash: Hash; touches: MarkerTouch[] }[] = [];
  const tokens = bytes.toString('utf8').split('\0');
  for (let at = 0; at < tokens.length; at++) {
    const token = (tokens[at] ?? '').replace(/^\n/, '');
    if (token === '') continue;
    if (token.startsWith('\x01')) {
      commits.push({ hash: token.slice(1), touches: [] });
    } else if (token.startsWith(':')) {
      const colons = /^:+/.exec(token)?.[0].length ?? 1;
      const fields = token.slice(colons).split(' ');
      const ids = fields.slice(colons + 1, 2 * colons + 2).map((id) => (/^0+$/.test(id) ? null : id));
      const from = tokens[++at] ?? '';
      // A merge names the new path alone.
      const isRename = colons === 1 && /^[RC]/.test(fields.at(-1) ?? '');
      const path = isRename ? (tokens[++at] ?? '') : from;
      commits.at(-1)?.touches.push({
        path,
        from,
        before: ids.slice(0, colons),
        after: ids[colons] ?? null,
      });
    } else {
      throw new GitFailure(
        'git/failed',
        'Git told its history in a form that is not known',
        'update git',
        token,
      );
    }
  }
  return commits;
}
