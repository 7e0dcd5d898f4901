import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CornerPlace } from '../../core/corners/corner';
import type { CornerChange, Review } from '../../core/review/review';
import type { ChangedFile } from '../../git/commit-files';
import type { Repository } from '../../git/repository';
import type { CommitId } from '../../git/revision';
import { withRepository } from '../experiments/work';
import { gitTextUri, noTextUri } from '../git/git-texts';
import { openCommit } from '../git/open-commit';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';

/**
 * Opens what a reviewed change did to a corner: where it is gone from the code, the commit that shows how; where it
 * stands, its file on both sides, at the marker. False where the change did nothing to its code.
 */
export async function openCornerDiff(
  parts: Parts,
  found: FoundKata,
  review: Review,
  id: string,
): Promise<boolean> {
  const change = review.katas.flatMap(({ corners }) => allOf(corners)).find((one) => one.id === id);
  if (change === undefined) return false;
  const evidence = change.code?.evidence;
  const [place] = change.places;
  if (place === undefined) return evidence != null && showCommit(parts, found, evidence);
  return showFile(parts, found, review, place);
}

function allOf({ cleaned, dropped, cut, kept, other }: Review['katas'][number]['corners']): CornerChange[] {
  return [...cleaned, ...dropped, ...cut, ...kept, ...other];
}

async function showCommit(
  parts: Parts,
  found: FoundKata,
  { hash, subject }: { readonly hash: string; readonly subject: string },
): Promise<boolean> {
  const parent = await withRepository(parts, found, 'Reading the commit…', async ({ git }) => {
    const { firstParent } = await import('../../git/revision');
    return { hash: await git.run(firstParent(hash as CommitId)) };
  });
  if (parent === undefined) return true;
  await openCommit(parts, found, { hash, subject, parents: parent.hash === null ? [] : [parent.hash] });
  return true;
}

async function showFile(
  parts: Parts,
  found: FoundKata,
  { base, head }: Review,
  { path, line }: CornerPlace,
): Promise<boolean> {
  const from = base.commit;
  if (from === null) return false;
  const sides = await withRepository(parts, found, 'Reading the file…', (repository) =>
    sidesOf(repository, from, head.commit, path),
  );
  if (sides === undefined) return true;
  if (sides === null) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  const title = `${name} (since ${base.name})`;
  await vscode.commands.executeCommand('vscode.diff', sides.left, sides.right, title, { selection: at });
  return true;
}

/** The file's two texts; null where they are the same. */
async function sidesOf(
  { git, gitDir, topLevel }: Repository,
  base: string,
  head: string | null,
  path: string,
): Promise<{ left: vscode.Uri; right: vscode.Uri } | null> {
  const { commitFiles, filesSince } = await import('../../git/commit-files');
  const text = (side: ChangedFile['before']) =>
    side === null ? noTextUri(path) : gitTextUri(gitDir, side.path, side.blob);
  if (head !== null) {
    const file = (await git.run(commitFiles(head, base))).find((one) => one.path === path);
    return file === undefined ? null : { left: text(file.before), right: text(file.after) };
  }
  const file = (await git.run(filesSince(base))).find((one) => one.path === path);
  const now = vscode.Uri.file(join(topLevel ?? gitDir, path));
  return file === undefined ? null : { left: text(file.before), right: now };
}
