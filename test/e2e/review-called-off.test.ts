import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, oneWorkbench } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';
const REVIEW = 'Kata: Review Storyboard Changes…';

/**
 * A git that takes its time to look at contents, as long as a file is there. VS Code asks a login shell for the PATH; a plain
 * one reads the file that ENV names.
 */
function slowGit(): { readonly env: Readonly<Record<string, string>>; readonly slow: string } {
  const path = newFolder('slow-git');
  const slow = join(path, 'slow');
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const waits = `case " $* " in *" cat-file "*) while [ -e '${slow}' ]; do sleep 0.1; done;; esac`;
  writeFileSync(join(path, 'git'), `#!/bin/sh\n${waits}\nexec '${git}' "$@"\n`, { mode: 0o755 });
  const profile = join(path, 'profile');
  writeFileSync(profile, `PATH='${path}':$PATH\nexport PATH\n`);
  return { env: { SHELL: '/bin/sh', ENV: profile }, slow };
}

describe('A review that takes long', function () {
  this.timeout(120_000);
  const { env, slow } = slowGit();
  const open = oneWorkbench(() => ({ env }));

  it('is called off by the button of its progress, says so, and is read when it is asked for again', async () => {
    const { workbench, board, checkout } = open();
    checkout.git('switch', '--quiet', '--create', 'topic');
    checkout.write('.kata/checkout-latency/obstacles/o-5t7ab.yaml', 'title: The session is opened twice\n');
    await workbench.openFile(KATA);
    const review = async () => {
      await workbench.runCommand(REVIEW);
      await workbench.quickInput.getByPlaceholder('Since it parted from which branch?').waitFor();
      await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: /^main/ }).first().click();
    };
    writeFileSync(slow, '');
    await review();
    await workbench.pressInNotification('Cancel');
    await board.frame.getByText('The review was called off. Open it again to read it.').waitFor();
    rmSync(slow);
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(KATA);
    await review();
    await board.obstacle('The session is opened twice').getByText('new').waitFor();
  });
});
