import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { buildStoryboard } from '../../core/storyboard/build';
import type { Parts } from '../parts';
import type { FoundKata } from '../records/records';
import { today } from '../today';

/** Writes a storyboard as one page of HTML or as Markdown, where the person says. */
export async function exportStoryboard(parts: Parts, found: FoundKata): Promise<void> {
  const { folder, kata } = found;
  const beside = vscode.Uri.file(dirname(folder.root.fsPath));
  const to = await vscode.window.showSaveDialog({
    title: 'Export Storyboard',
    defaultUri: vscode.Uri.joinPath(beside, `${kata.slug}.html`),
    filters: { 'Web page': ['html'], Markdown: ['md'] },
  });
  if (to === undefined) return;
  await writeStoryboard(parts, found, to);
  const open = 'Open';
  const words = `The storyboard of ${kata.record.value?.title ?? kata.slug} is in ${to.fsPath}.`;
  if ((await vscode.window.showInformationMessage(words, open)) === open) await vscode.env.openExternal(to);
}

/** Writes the storyboard as it is now. @param to a file whose ending says in which form */
export async function writeStoryboard(parts: Parts, found: FoundKata, to: vscode.Uri): Promise<void> {
  const view = buildStoryboard(found.kata, {
    today: today(),
    history: parts.histories.of(found),
    corners: parts.storyboards.cornersOf(found),
  });
  await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(await textOf(view, to)));
}

/** Told by the file's name: Markdown where it ends so, else a page. */
async function textOf(view: ReturnType<typeof buildStoryboard>, { path }: vscode.Uri): Promise<string> {
  if (/\.(md|markdown)$/i.test(path)) {
    const { storyboardMarkdown } = await import('../../core/storyboard/markdown');
    return storyboardMarkdown(view);
  }
  const { storyboardHtml } = await import('../../core/storyboard/html');
  return storyboardHtml(view);
}
