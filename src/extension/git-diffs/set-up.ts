import * as vscode from 'vscode';
import { withRepository } from '../experiments/work';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';

const TAKE_AWAY = 'Take It Away Again';

/** Has `git diff` name what a hunk of a record is about, in this clone alone. Asks nothing; it can be taken away again. */
export async function setUpGitDiffs(parts: Parts, found: FoundKata): Promise<void> {
  const state = await withRepository(parts, found, 'Setting up git diffs…', async (repository) => {
    const { installDiffs } = await import('../../git/diffs/diffs');
    return installDiffs(repository);
  });
  if (state === undefined) return;
  const said =
    'Diffs of records now name the experiment, obstacle or target: in this clone alone, by .git/info/attributes and one setting.';
  void vscode.window.showInformationMessage(said, TAKE_AWAY).then(async (chosen) => {
    if (chosen === TAKE_AWAY) await takeAwayGitDiffs(parts, found);
  });
}

/** Takes it away without a trace. */
export async function takeAwayGitDiffs(parts: Parts, found: FoundKata): Promise<void> {
  const state = await withRepository(parts, found, 'Taking git diffs away…', async (repository) => {
    const { uninstallDiffs } = await import('../../git/diffs/diffs');
    return uninstallDiffs(repository);
  });
  if (state === undefined) return;
  const said =
    state === 'taken'
      ? 'The setting diff.kata.xfuncname is your own and stays.'
      : 'Diffs of records are as git makes them.';
  void vscode.window.showInformationMessage(said);
}
