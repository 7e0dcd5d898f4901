import { join } from 'node:path';
import * as vscode from 'vscode';
import { shortHash } from '../../core/experiments/history-words';
import { withRepository } from '../experiments/work';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { gitTextUri, noTextUri } from './git-texts';

/** A commit that history knows. */
export interface KnownCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly subject: string;
}

/** Shows what a commit changed, all its files in one editor; for a merge what it brought to its first parent. */
export async function openCommit(parts: Parts, found: FoundKata, commit: KnownCommit): Promise<void> {
  const { hash, parents, subject } = commit;
  const shown = await withRepository(parts, found, 'Reading the commit…', async (repository) => {
    const { commitFiles } = await import('../../git/commit-files');
    const files = await repository.git.run(commitFiles(hash, parents[0] ?? null));
    return { files, repository };
  });
  if (shown === undefined) return;
  const { files, repository } = shown;
  if (files.length === 0) {
    void vscode.window.showInformationMessage(`The commit “${subject}” changes no file.`);
    return;
  }
  const { gitDir, topLevel } = repository;
  const resources = files.map(({ path, before, after }): [vscode.Uri, vscode.Uri, vscode.Uri] => {
    const side = (file: typeof before) =>
      file === null ? noTextUri(path) : gitTextUri(gitDir, file.path, file.blob);
    return [vscode.Uri.file(join(topLevel ?? '/', path)), side(before), side(after)];
  });
  await vscode.commands.executeCommand('vscode.changes', `${subject} (${shortHash(hash)})`, resources);
}
