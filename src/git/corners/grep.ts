import { MARKER, readMarkers } from '../../core/corners/marker';
import type { FoundMarker } from '../../core/corners/states';
import { GitFailure } from '../failure';
import type { CommitId } from '../revision';
import type { GitRunner } from '../runner';
import { type Asking, ask } from './output';

/** What a search of many files found. Paths are from the repository's top. */
export interface Grepped {
  readonly markers: readonly FoundMarker[];
  /** Files that hold a marker's letters and are no text that can be read: binary, or UTF-16. */
  readonly binary: readonly string[];
  /** False where this git has no Perl patterns, so that UTF-16 could not be told. */
  readonly sawUtf16: boolean;
}

// The letters with up to three NUL between them: UTF-16 and UTF-32 hold them so. What follows is enough for id and
// words, however long the line is, and ends where the next marker may begin. The dot is a byte: git runs in the C locale.
const LETTERS = [...MARKER].join('\\x00{0,3}');
const PERL = `${LETTERS}\\x00{0,3}\\((?:(?!${MARKER}).){0,900}`;
const PLAIN = `${MARKER}[(][^K]{0,900}`;

/** Asked for in full, so that nobody's `grep.…` settings count. */
const OPTIONS = [
  '--no-column',
  '--no-color',
  '--full-name',
  '--no-recurse-submodules',
  '--no-textconv',
  '--no-heading',
  '--no-break',
  '-H',
  '-n',
  '-o',
  '-z',
] as const;

const NOTHING = 1;

/**
 * Finds the markers in all tracked files of the working tree, or of a commit, with one `git grep`.
 * @param below a folder from the top, ended by `/`; empty for all. @throws GitFailure
 */
export async function grepMarkers(
  git: GitRunner,
  at: CommitId | null,
  below: string,
  signal?: AbortSignal,
): Promise<Grepped> {
  const where = [...(at === null ? [] : [at]), '--', ...(below === '' ? [] : [below])];
  const asking = { signal, accept: [NOTHING] } satisfies Asking;
  const perl = ['grep', ...OPTIONS, '-P', '-e', PERL, ...where];
  const prefix = at === null ? '' : `${at}:`;
  try {
    return { ...parseGrep((await ask(git, perl, asking)).bytes, prefix), sawUtf16: true };
  } catch (error) {
    if (!(error instanceof GitFailure) || !/Perl-compatible/.test(error.detail)) throw error;
  }
  const plain = ['grep', ...OPTIONS, '-E', '-e', PLAIN, ...where];
  return { ...parseGrep((await ask(git, plain, asking)).bytes, prefix), sawUtf16: false };
}

const BINARY = Buffer.from('Binary file ');
const MATCHES = Buffer.from(' matches\n');

/**
 * Reads `PATH NUL LINE NUL TEXT LF`, and `Binary file PATH matches LF`. A path may hold anything but NUL, so it is
 * read up to that; the text holds no LF.
 */
export function parseGrep(bytes: Buffer, prefix: string): Omit<Grepped, 'sawUtf16'> {
  const markers: FoundMarker[] = [];
  const binary: string[] = [];
  const pathOf = (from: number, to: number) => bytes.toString('utf8', from, to).slice(prefix.length);
  for (let at = 0; at < bytes.length; ) {
    const nul = bytes.indexOf(0, at);
    if (bytes.subarray(at, at + BINARY.length).equals(BINARY)) {
      const end = bytes.indexOf(MATCHES, at);
      if (end >= 0 && (nul < 0 || end < nul)) {
        binary.push(pathOf(at + BINARY.length, end));
        at = end + MATCHES.length;
        continue;
      }
    }
    const second = bytes.indexOf(0, nul + 1);
    if (nul < 0 || second < 0) throw unknownForm(bytes.toString('utf8', at, at + 200));
    const lf = bytes.indexOf(10, second + 1);
    const end = lf < 0 ? bytes.length : lf;
    const path = pathOf(at, nul);
    const line = Number(bytes.toString('latin1', nul + 1, second));
    for (const { id, words } of readMarkers(bytes.toString('utf8', second + 1, end)).markers) {
      markers.push({ path, line, id, words });
    }
    at = end + 1;
  }
  return { markers, binary };
}

function unknownForm(detail: string): GitFailure {
  return new GitFailure('git/failed', 'Git found markers in a form that is not known', 'update git', detail);
}
