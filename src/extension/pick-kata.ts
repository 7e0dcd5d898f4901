import * as vscode from 'vscode';
import type { FoundKata, Records } from './records/records';
import { isNode } from './tree/nodes';

/**
 * The kata that a command is meant for: of the tree's line that it was called on, of the `kata.yaml` whose title bar
 * it was called from or that is open, else the only one, else the one that the person picks.
 * Undefined where there is none or the person went away.
 */
export async function pickKata(records: Records, given: unknown): Promise<FoundKata | undefined> {
  if (isNode(given)) return given.found;
  const uri = given instanceof vscode.Uri ? given : activeUri();
  const open = uri && (await kataAround(records, uri));
  if (open !== undefined) return open;
  await records.settled();
  const { katas } = records;
  if (katas.length === 0) {
    const create = 'Create Kata…';
    const chosen = await vscode.window.showInformationMessage('There is no kata here yet.', create);
    if (chosen === create) await vscode.commands.executeCommand('kata.create');
    return undefined;
  }
  if (katas.length === 1) return katas[0];
  const items = katas.map((found) => ({
    label: found.kata.record.value?.title ?? found.kata.slug,
    description: records.folders.length > 1 ? found.folder.name : '',
    found,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which kata?',
    matchOnDescription: true,
  });
  return picked?.found;
}

/** The kata that a file is a record of. */
export async function kataAround(records: Records, uri: vscode.Uri): Promise<FoundKata | undefined> {
  const match = /^(.*\/\.kata\/[^/]+)\//.exec(uri.path);
  return match === null ? undefined : records.find(uri.with({ path: `${match[1]}/kata.yaml` }));
}

/** What the active editor shows, be it text or a storyboard. */
export function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return undefined;
}
