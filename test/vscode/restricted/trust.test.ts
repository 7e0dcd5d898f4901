import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { tempFolder } from '../../support/temp';
import { FakePage } from '../support/fake-panel';
import { startedHost } from '../support/host';
import { KataPlace } from '../support/workspace';

describe('Restricted Mode', () => {
  it('shows the board and takes an edit', async () => {
    assert.equal(vscode.workspace.isTrusted, false, 'these tests need an untrusted workspace');
    const place = new KataPlace();
    await place.putKata();
    const page = await FakePage.open(place);
    try {
      assert.equal(page.snapshot.view.readOnly, null);
      const { version } = page.snapshot;
      const was = 'Checkout is fast';
      await page.done({ type: 'set', version, record: 'kata', path: ['title'], was, value: 'Still edited' });
      assert.match(place.text(), /^title: Still edited/m);
      assert.equal(page.snapshot.view.history, null, 'git was asked');
    } finally {
      page.close();
      await place.remove();
    }
  });
  it('runs no git, whatever is asked: one that is planted on the PATH records nothing', async () => {
    const folder = tempFolder('kata-planted');
    const [git, record] = [join(folder, 'git'), join(folder, 'record')];
    writeFileSync(git, `#!/bin/sh\necho "$@" >> '${record}'\nexit 128\n`);
    chmodSync(git, 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${folder}${delimiter}${path}`;
    const place = new KataPlace();
    try {
      await place.putKata();
      const host = await startedHost();
      await host.histories.refresh();
      const found = await host.records.find(place.uri());
      assert.ok(found);
      await assert.rejects(host.histories.repository(found), /not asked in Restricted Mode/);
      for (const command of [
        'startExperiment',
        'carryRecord',
        'installHook',
        'setUpGitDiffs',
        'takeAwayGitDiffs',
      ]) {
        await vscode.commands.executeCommand(`kata.${command}`, place.uri());
      }
      assert.equal(existsSync(record), false);
      // The planted one is what would have been run.
      const { findGit } = await import('../../../src/git/binary');
      assert.equal(findGit([]), git);
    } finally {
      process.env.PATH = path;
      await place.remove();
    }
  });
});
