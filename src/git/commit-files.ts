import { GitFailure } from './failure';
import type { GitCommand } from './runner';

/** One file that a commit changed. A side is null where the file is not there on it, or is no file but a submodule. */
export interface ChangedFile {
  /** In the commit; for a file that it took away, in its parent. From the repository's top. */
  readonly path: string;
  readonly before: { readonly path: string; readonly blob: string } | null;
  readonly after: { readonly path: string; readonly blob: string } | null;
}

/**
 * The files that differ between a commit and its first parent, renames followed: what the commit did, for a merge what it
 * brought. Both are full object ids. @param parent null for a commit without one
 */
export function commitFiles(commit: string, parent: string | null): GitCommand<readonly ChangedFile[]> {
  const sides = parent === null ? ['--root', '--no-commit-id', commit] : [parent, commit];
  return {
    args: [
      'diff-tree',
      '-r',
      '-M',
      '-z',
      '--raw',
      '--no-abbrev',
      '--no-ext-diff',
      '--no-textconv',
      ...sides,
      '--',
    ],
    parse: parseChangedFiles,
  };
}

/** A file that differs between a commit and the working tree. */
export interface FileSince {
  readonly path: string;
  readonly before: ChangedFile['before'];
  /** True where the working tree has it no more. */
  readonly gone: boolean;
}

/** The tracked files in which the working tree differs from a commit, renames followed. @param commit full object id */
export function filesSince(commit: string): GitCommand<readonly FileSince[]> {
  return {
    args: [
      'diff',
      '-M',
      '-z',
      '--raw',
      '--no-abbrev',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules',
      commit,
      '--',
    ],
    parse: (output) =>
      entriesOf(output).map(({ path, before, status }) => ({ path, before, gone: status === 'D' })),
  };
}

const HEADER = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;
const SUBMODULE = '160000';

interface Entry extends ChangedFile {
  readonly status: string;
}

/** As `entriesOf`, without what each entry's letter says. */
export function parseChangedFiles(output: string): readonly ChangedFile[] {
  return entriesOf(output).map(({ path, before, after }) => ({ path, before, after }));
}

/** Reads `:MODE MODE ID ID STATUS` entries with one path, or two where a file was renamed or copied. */
function entriesOf(output: string): readonly Entry[] {
  const parts = output.split('\0');
  const files: Entry[] = [];
  for (let at = 0; at < parts.length - 1; ) {
    const [, oldMode, newMode, old = '', now = '', status = ''] = HEADER.exec(parts[at] ?? '') ?? [];
    const from = parts[at + 1];
    const renamed = status === 'R' || status === 'C';
    const path = renamed ? parts[at + 2] : from;
    if (oldMode === undefined || from === undefined || path === undefined) {
      throw new GitFailure(
        'git/failed',
        'Git told of a commit in a form that is not known',
        'update git',
        output,
      );
    }
    const side = (where: string, mode: string | undefined, blob: string) =>
      mode === SUBMODULE || /^0+$/.test(blob) ? null : { path: where, blob };
    files.push({ status, path, before: side(from, oldMode, old), after: side(path, newMode, now) });
    at += renamed ? 3 : 2;
  }
  return files;
}
