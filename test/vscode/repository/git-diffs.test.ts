import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { GitPlace } from '../support/git-place';

describe('git diffs, set up in VS Code', () => {
  const place = new GitPlace();

  beforeEach(() => place.start());
  afterEach(() => place.remove());

  it('name what a hunk of a record is about, and are taken away without a trace', async () => {
    const { repo } = place;
    const path = 'obstacles/o-zzz99-long.yaml';
    const record = `.kata/checkout/${path}`;
    const text = (note: string) => `title: The build is slow\n${'# a line\n'.repeat(9)}note: ${note}\n`;
    await place.put({ [path]: text('N') });
    repo.commit('A record');
    await place.put({ [path]: text('M') });
    const attributes = join(repo.path, '.git/info/attributes');
    const config = () => readFileSync(join(repo.path, '.git/config'), 'utf8');
    const before = config();
    assert.equal(existsSync(attributes), false);
    await vscode.commands.executeCommand('kata.setUpGitDiffs', place.uri());
    assert.match(repo.git('diff', '--', record), /^@@ .* @@ title: The build is slow$/m);
    await vscode.commands.executeCommand('kata.takeAwayGitDiffs', place.uri());
    assert.equal(existsSync(attributes), false);
    assert.equal(config(), before);
  });
});
