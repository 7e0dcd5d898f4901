import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checkout, eventually, newFolder, oneWorkbench } from '../support/workbench';

const KATA = '.kata/search/kata.yaml';

/** A repository whose configuration runs a program as soon as anybody asks git for its state; the program leaves a file. */
function hostileRepository(): { folder: string; fired: string } {
  const folder = newFolder('hostile');
  const place = newFolder('canary');
  const fired = join(place, 'fired');
  const program = join(place, 'canary.sh');
  writeFileSync(program, `#!/bin/sh\ntouch '${fired}'\n`);
  chmodSync(program, 0o755);
  execFileSync('git', ['init', '--quiet', folder]);
  const made = new Checkout(folder).kata('init', 'search', '--title', 'Search', '--challenge', 'It is fast');
  assert.equal(made.status, 0, made.output);
  execFileSync('git', ['-C', folder, 'config', 'core.fsmonitor', program]);
  return { folder, fired };
}

describe('A folder that is trusted', function () {
  this.timeout(120_000);
  const { folder, fired } = hostileRepository();
  const open = oneWorkbench(() => ({ folder }));

  it('lets VS Code ask git, which runs what the folder says: so the check below can fail', async () => {
    await open().workbench.openFile(KATA);
    await eventually(() => assert.ok(existsSync(fired)));
  });
});

describe('A folder that is not trusted', function () {
  this.timeout(120_000);
  const { folder, fired } = hostileRepository();
  const open = oneWorkbench(() => ({ folder, trusted: false }));

  it('shows its storyboard and takes edits, and nothing of it is run', async () => {
    const { workbench, board, checkout } = open();
    await workbench.openFile(KATA);
    await workbench.runCommand('Kata: Open Storyboard');
    await workbench.storyboardReady();
    await board.type('Title: Search', 'Title', 'Search is fast');
    await board.box('Title').press('Enter');
    await eventually(() => assert.match(checkout.read(KATA), /^title: Search is fast$/m));
    assert.ok(!existsSync(fired), 'a program of the folder was run');
  });
});
