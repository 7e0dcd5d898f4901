import * as vscode from 'vscode';
import { showRecordText } from '../board/open-text';
import type { Parts } from '../parts';
import { kataUri } from '../records/kata-folder';
import { compareWithStart } from './compare';
import { activeExperiment, nameOf } from './pick-experiment';
import { finishExperiment, recordResult } from './result';

/** What can be done with the active experiment, from the status bar. */
export async function experimentMenu(parts: Parts): Promise<void> {
  const active = activeExperiment(parts);
  if (active === undefined) {
    void vscode.window.showInformationMessage('No branch of an experiment is checked out. Start one first.');
    return;
  }
  const { found, one } = active;
  const items: (vscode.QuickPickItem & { run: () => unknown })[] = [
    { label: '$(note) Record Result…', run: () => recordResult(parts, active) },
    { label: '$(check) Finish…', run: () => finishExperiment(parts, active) },
    { label: '$(source-control) Commit', run: () => vscode.commands.executeCommand('workbench.view.scm') },
    { label: '$(diff-multiple) Compare with Start', run: () => compareWithStart(parts, active) },
    { label: '$(go-to-file) Go to Record', run: () => showRecordText(found, one.record, null, null) },
    {
      label: '$(project) Open Storyboard',
      run: () => parts.storyboards.open(kataUri(found.folder, found.kata), one.record),
    },
  ];
  await (await vscode.window.showQuickPick(items, { title: nameOf(one) }))?.run();
}
