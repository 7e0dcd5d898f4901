import { MARKER, readMarkers } from '../../core/corners/marker';
import type { FoundMarker } from '../../core/corners/states';
import { GitFailure } from '../failure';
import type { CommitId } from '../revision';
import type { GitRunner } from '../runner';
import { ask } from './output';

/** Lines with markers that came and went, with their lines in the new and the old text. Paths are from the top. */
export interface MarkerDiff {
  readonly added: readonly FoundMarker[];
  readonly removed: readonly FoundMarker[];
}

const OPTIONS = [
  '--raw',
  '-p',
  '-z',
  '-U0',
  '--inter-hunk-context=0',
  '--no-abbrev',
  '-M',
  '--diff-algorithm=default',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-relative',
  '--submodule=short',
  '--ignore-submodules=all',
  '--output-indicator-new=+',
  '--output-indicator-old=-',
  `-G${MARKER}[(]c-`,
] as const;

/**
 * The markers that came and went between a commit and another, or the tracked files of the working tree: one
 * `git diff`. @param below a folder from the top, ended by `/`; empty for all. @throws GitFailure
 */
export async function diffMarkers(
  git: GitRunner,
  base: CommitId,
  head: CommitId | null,
  below = '',
  signal?: AbortSignal,
): Promise<MarkerDiff> {
  const ends = head === null ? [base] : [base, head];
  const where = below === '' ? [] : [below];
  const { bytes } = await ask(git, ['diff', ...OPTIONS, ...ends, '--', ...where], { signal });
  return parseMarkerDiff(bytes);
}

/** Paths are read from the raw part, which quotes none; the patch follows in the same order, after an empty entry. */
export function parseMarkerDiff(bytes: Buffer): MarkerDiff {
  const { files, patch } = parseRaw(bytes);
  const added: FoundMarker[] = [];
  const removed: FoundMarker[] = [];
  let file: File | undefined;
  let section = -1;
  let [oldLine, newLine] = [0, 0];
  for (const line of bytes.toString('utf8', patch).split('\n')) {
    const [first] = line;
    if (line.startsWith('diff --git ')) {
      section += 1;
      file = files[section];
      [oldLine, newLine] = [0, 0];
    } else if (first === '@') {
      const [, from, to] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line) ?? [];
      [oldLine, newLine] = [Number(from), Number(to)];
    } else if (file !== undefined && oldLine + newLine > 0 && (first === '+' || first === '-')) {
      const isNew = first === '+';
      const place = { path: isNew ? file.path : file.from, line: isNew ? newLine++ : oldLine++ };
      for (const { id, words } of readMarkers(line.slice(1)).markers) {
        (isNew ? added : removed).push({ ...place, id, words });
      }
    }
  }
  if (section + 1 !== files.length) {
    throw new GitFailure('git/failed', 'Git told a change in a form that is not known', 'update git');
  }
  return { added, removed };
}

interface File {
  readonly from: string;
  readonly path: string;
}

function parseRaw(bytes: Buffer): { files: readonly File[]; patch: number } {
  const files: File[] = [];
  let at = 0;
  const next = () => {
    const end = bytes.indexOf(0, at);
    const token = bytes.toString('utf8', at, end);
    at = end + 1;
    return token;
  };
  while (bytes[at] === 0x3a) {
    const status = next().split(' ').at(-1) ?? '';
    const from = next();
    const path = /^[RC]/.test(status) ? next() : from;
    // What became a link is told as deleted and added; what is in conflict has no patch of its own.
    if (status === 'T') files.push({ from, path });
    if (status !== 'U') files.push({ from, path });
  }
  return { files, patch: bytes[at] === 0 ? at + 1 : bytes.length };
}
