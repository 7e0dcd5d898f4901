import * as vscode from 'vscode';

/** What a person wants to see reviewed, told by a view of VS Code's git. */
export interface GivenCommit {
  /** The file that they looked at. */
  readonly file: vscode.Uri;
  /** Null for what is not committed yet. */
  readonly commit: string | null;
}

const COMMIT = /^[0-9a-f]{7,64}$/;

/**
 * Reads what VS Code hands to a command: of a timeline's line, git's item with its `ref` and the file beside it; of a
 * diff's title, the address of the text on its right side, where git's own (`git:`) say path and `ref` in their query
 * (the index and HEAD are told by other words). Undefined for anything else.
 */
export function givenCommit(given: unknown, beside: unknown): GivenCommit | undefined {
  if (given instanceof vscode.Uri) {
    if (given.scheme === 'file') return { file: given, commit: null };
    if (given.scheme !== 'git') return undefined;
    const { path, ref } = inQuery(given.query);
    return typeof path === 'string' ? { file: vscode.Uri.file(path), commit: commitIn(ref) } : undefined;
  }
  if (!(beside instanceof vscode.Uri) || typeof given !== 'object' || given === null) return undefined;
  const commit = commitIn((given as { ref?: unknown }).ref);
  return commit === null ? undefined : { file: beside.with({ scheme: 'file' }), commit };
}

function commitIn(ref: unknown): string | null {
  return typeof ref === 'string' && COMMIT.test(ref) ? ref : null;
}

function inQuery(query: string): { path?: unknown; ref?: unknown } {
  try {
    const read: unknown = JSON.parse(query);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
