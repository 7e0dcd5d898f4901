import * as vscode from 'vscode';
import { planInit } from '../core/edits/init';
import { isSlug, slugOf } from '../core/model/ids';
import type { Parts } from './parts';
import { uriBelow } from './paths';
import type { KataFolder } from './records/kata-folder';

/** How a person is asked; VS Code's own window, unless a test answers. */
export type Questions = Pick<typeof vscode.window, 'showInputBox' | 'showQuickPick'>;

/** Asks, one after another, for what a kata needs at least; writes its `kata.yaml` and opens the storyboard. */
export async function createKata(
  { records, storyboards, writer }: Parts,
  ui: Questions = vscode.window,
): Promise<void> {
  const folder = await pickFolder(records.folders, ui);
  if (folder === undefined) return;
  await records.settled();
  const title = await ask(
    ui,
    1,
    'What do you want to be able to do?',
    'Checkout answers in under 300 ms',
    (text) => (text.trim() === '' ? 'Write a few words: they are the headline of the storyboard.' : null),
  );
  if (title === undefined) return;
  const challenge = await ask(
    ui,
    2,
    "What is the challenge: what can't you do yet, and by when shall you?",
    'Every checkout page answers in under 300 ms at p95 by next summer.',
    (text) => (text.trim() === '' ? 'Write a sentence. You can change it at any time.' : null),
  );
  if (challenge === undefined) return;
  const taken = new Set(
    folder.homes.filter((home) => home.folder === '').flatMap((home) => home.katas.map((kata) => kata.slug)),
  );
  const slug = await ask(
    ui,
    3,
    'The name of its folder below .kata',
    'checkout-latency',
    (text) => badSlug(text, taken),
    freeSlug(title, taken),
  );
  if (slug === undefined) return;
  const home = folder.homes.find((one) => one.folder === '') ?? null;
  const plan = planInit(slug, { title, challenge, home });
  const written = plan.ok ? await writer.write(folder, plan.change) : plan;
  if (!written.ok) {
    void vscode.window.showErrorMessage(`${written.message} ${written.mend}`);
    return;
  }
  await records.readFresh(folder, `.kata/${slug}`);
  await storyboards.open(uriBelow(folder.root, `.kata/${slug}/kata.yaml`));
}

function badSlug(text: string, taken: ReadonlySet<string>): string | null {
  if (!isSlug(text)) return 'Use lower-case letters, digits and hyphens, such as checkout-latency.';
  return taken.has(text) ? `There is a kata ${text} already. Choose another name.` : null;
}

/** The title as a slug that is not taken; empty where the title has no letter that a slug may have. */
export function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(title);
  if (slug === '' || !taken.has(slug)) return slug;
  for (let count = 2; ; count++) if (!taken.has(`${slug}-${count}`)) return `${slug}-${count}`;
}

async function ask(
  ui: Questions,
  step: number,
  prompt: string,
  example: string,
  problem: (text: string) => string | null,
  value = '',
): Promise<string | undefined> {
  const text = await ui.showInputBox({
    title: `Create Kata (${step} of 3)`,
    prompt,
    placeHolder: example,
    value,
    ignoreFocusOut: true,
    validateInput: problem,
  });
  return text?.trim();
}

async function pickFolder(folders: readonly KataFolder[], ui: Questions): Promise<KataFolder | undefined> {
  if (folders.length === 0) {
    const open = 'Open Folder…';
    const chosen = await vscode.window.showInformationMessage(
      'A kata lives in a folder, best in a git repository: open one first.',
      open,
    );
    if (chosen === open) await vscode.commands.executeCommand('vscode.openFolder');
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const items = folders.map((folder) => ({ label: folder.name, description: folder.root.fsPath, folder }));
  const picked = await ui.showQuickPick(items, {
    placeHolder: 'In which folder shall the kata live?',
  });
  return picked?.folder;
}
