import { join } from 'node:path';
import * as vscode from 'vscode';
import { gitTextUri, noTextUri } from '../git/git-texts';
import type { Parts } from '../parts';
import { type FoundExperiment, nameOf } from './pick-experiment';
import { withRepository } from './work';

/** Shows how the working tree differs from what an experiment started from, all files in one editor. */
export async function compareWithStart(parts: Parts, { found, one }: FoundExperiment): Promise<void> {
  const history = one.id === null ? undefined : parts.histories.of(found)?.derived?.experiments.get(one.id);
  // Children come before parents, so the first commit of the experiment is the last.
  const start = history?.commits.at(-1)?.commit.parents[0];
  if (start === undefined) {
    void vscode.window.showInformationMessage(`History does not know what “${nameOf(one)}” started from.`);
    return;
  }
  const shown = await withRepository(parts, found, 'Comparing with the start…', async (repository) => {
    const { filesSince } = await import('../../git/commit-files');
    return { repository, files: await repository.git.run(filesSince(start)) };
  });
  if (shown === undefined) return;
  const { topLevel, gitDir } = shown.repository;
  if (shown.files.length === 0 || topLevel === null) {
    void vscode.window.showInformationMessage(`Nothing differs from the start of “${nameOf(one)}”.`);
    return;
  }
  const resources = shown.files.map(({ path, before, gone }): [vscode.Uri, vscode.Uri, vscode.Uri] => {
    const now = vscode.Uri.file(join(topLevel, path));
    const then = before === null ? noTextUri(path) : gitTextUri(gitDir, before.path, before.blob);
    return [now, then, gone ? noTextUri(path) : now];
  });
  await vscode.commands.executeCommand('vscode.changes', `Since the start of ${nameOf(one)}`, resources);
}
