import * as vscode from 'vscode';
import type { Repository } from '../../git/repository';

/** What a review compares with: the default branch first, as on a pull request. Undefined where the person went away. */
export async function pickBase(repository: Repository): Promise<string | undefined> {
  const [{ defaultBranch }, { listRefs }, { readHead }] = await Promise.all([
    import('../../git/default-branch'),
    import('../../git/history/refs'),
    import('../../git/history/head'),
  ]);
  const [usual, { refs }, { branch }] = await Promise.all([
    // Without one, the person picks among the others.
    repository.git.run(defaultBranch).catch(() => null),
    repository.git.run(listRefs),
    readHead(repository, []),
  ]);
  const current = branch?.replace(/^refs\/heads\//, '') ?? null;
  const names = refs
    .filter(({ name }) => !name.startsWith('refs/kata/'))
    .map(({ name }) => name.replace(/^refs\/(?:heads|remotes)\//, ''))
    .filter((name) => name !== usual && name !== current);
  const items: vscode.QuickPickItem[] = [
    ...(usual === null ? [] : [{ label: usual, description: 'where pull requests go' }]),
    ...names.map((label) => ({
      label,
      ...(current !== null && label === `origin/${current}` ? { description: 'what is pushed' } : {}),
    })),
  ];
  if (items.length === 0) {
    void vscode.window.showInformationMessage('There is no other branch to compare with.');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Review Storyboard Changes',
    placeHolder: 'Since it parted from which branch?',
  });
  return picked?.label;
}
