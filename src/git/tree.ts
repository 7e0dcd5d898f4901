import { GitFailure } from './failure';
import type { CommitId } from './revision';
import type { GitCommand } from './runner';

/** One entry of a commit's tree. Submodules are left out: their katas are their own. */
export interface TreeEntry {
  readonly path: string;
  /** The object id of the file's content, or of a link's target text. */
  readonly blob: string;
  readonly kind: 'file' | 'link';
}

/** All files below the `.kata` folders of a commit, however deep, with full paths from the repository's top. */
export function listTree(commit: CommitId): GitCommand<readonly TreeEntry[]> {
  return { args: ['ls-tree', '-r', '-z', '--full-tree', commit], parse: parseTree };
}

/** Reads `MODE TYPE ID\tPATH` entries, each ended by NUL. The many that are no kata's are passed over unread. */
export function parseTree(output: string): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const line of output.split('\0')) {
    if (line === '' || (line.includes('\t') && !line.includes('.kata/'))) continue;
    const match = /^(\d{6}) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    const [, mode, type, blob, path] = match ?? [];
    if (mode === undefined || blob === undefined || path === undefined) {
      throw new GitFailure('git/failed', 'Git listed a tree in a form that is not known', 'update git', line);
    }
    if (type === 'blob') entries.push({ path, blob, kind: mode === '120000' ? 'link' : 'file' });
  }
  return entries;
}
