import * as vscode from 'vscode';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { withRepository } from './work';

/** Installs the commit hook; for a hook that is somebody else's it gives the one line to add. */
export async function installCommitHook(parts: Parts, found: FoundKata): Promise<void> {
  const hooks = await withRepository(parts, found, 'Installing the commit hook…', async (repository) => {
    const { installHook } = await import('../../git/experiments/hook');
    return installHook(repository);
  });
  const theirs = hooks?.filter(({ state, line }) => line !== null && state !== 'called') ?? [];
  if (hooks === undefined) return;
  if (theirs.length === 0) {
    void vscode.window.showInformationMessage(
      "Commits on an experiment's branch now name it, from every client.",
    );
    return;
  }
  const copy = 'Copy the Lines';
  const names = theirs.map(({ file }) => file).join(' and ');
  const said = `You have hooks of your own, which are left alone: add one line to ${names}.`;
  void vscode.window.showInformationMessage(said, copy).then((chosen) => {
    if (chosen === copy) void vscode.env.clipboard.writeText(theirs.map(({ line }) => line).join('\n'));
  });
}
