import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { eventually, newFolder, oneWorkbench } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';

/** A `git` before the machine's own, as options of a workbench: whoever starts git by its name leaves a line in `record`. */
function plantedGit(): { record: string; env: Record<string, string> } {
  const folder = newFolder('planted');
  const record = join(folder, 'calls.txt');
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$@" >> '${record}'\nexit 1\n`);
  chmodSync(join(folder, 'git'), 0o755);
  return { record, env: { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` } };
}

describe('A folder that is trusted', function () {
  this.timeout(120_000);
  const { record, env } = plantedGit();
  const open = oneWorkbench(() => ({ env }));

  it('lets git be started, so that the check below can fail', async () => {
    await open().workbench.openFile(KATA);
    await eventually(() => assert.notEqual(readFileSync(record, 'utf8'), ''));
  });
});

describe('A folder that is not trusted', function () {
  this.timeout(120_000);
  const { record, env } = plantedGit();
  const open = oneWorkbench(() => ({ trusted: false, env }));

  it('shows its storyboard and takes edits, and no git is started', async () => {
    const { workbench, board, checkout } = open();
    await workbench.openFile(KATA);
    await workbench.runCommand('Kata: Open Storyboard');
    await workbench.storyboardReady();
    await board.type('Coach: Bo', 'Coach', 'Dora');
    await board.box('Coach').press('Enter');
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));
    assert.equal(existsSync(record) ? readFileSync(record, 'utf8') : '', '');
  });
});
