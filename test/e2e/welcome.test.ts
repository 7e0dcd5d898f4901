import { execFileSync } from 'node:child_process';
import { newFolder, oneWorkbench } from '../support/workbench';

/** What the view *Kata* says where there is nothing to show. */
function welcomes(name: string, folder: () => string | null, expected: RegExp, button: string): void {
  describe(`The view Kata ${name}`, function () {
    this.timeout(120_000);
    const open = oneWorkbench(() => ({ folder: folder() }));

    it('says what to do, with a button', async () => {
      const { workbench } = open();
      await workbench.openView('Kata');
      const welcome = workbench.page.locator('.welcome-view-content:visible');
      await welcome.getByText(expected).waitFor();
      await welcome.getByRole('button', { name: button }).waitFor();
    });
  });
}

function repository(): string {
  const folder = newFolder('empty-repository');
  execFileSync('git', ['init', '--quiet', folder]);
  return folder;
}

welcomes('with no folder', () => null, /A kata lives in a folder/, 'Open Folder');
welcomes(
  'in a folder without git',
  () => newFolder('plain'),
  /only git keeps its history/,
  'Initialize Repository',
);
welcomes('in a repository without a kata', repository, /No kata here yet/, 'Create Kata');
