import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameStamps, stampRefs } from '../../../src/git/history/ref-stamps';
import { tempFolder } from '../../support/temp';

const DAY_AGO = Math.floor(Date.now() / 1000) - 86_400;

/** A git folder with two branches that were written a day ago. */
function gitFolder(): string {
  const folder = tempFolder('kata-refs');
  mkdirSync(join(folder, 'refs/heads/kata'), { recursive: true });
  for (const name of ['refs/heads/main', 'refs/heads/kata/x']) put(folder, name, DAY_AGO);
  return folder;
}

function put(folder: string, name: string, seconds = Date.now() / 1000): void {
  writeFileSync(join(folder, name), 'x');
  utimesSync(join(folder, name), seconds, seconds);
}

function isSame(folder: string, change: () => void, except: string | null = null): boolean {
  const before = stampRefs(folder);
  change();
  const now = stampRefs(folder);
  assert.ok(before !== null && now !== null);
  return sameStamps(before, now, except);
}

describe('stamps of the files of refs', () => {
  it('are the same where nothing was written, and a lock is no ref', () => {
    const folder = gitFolder();
    assert.ok(isSame(folder, () => put(folder, 'refs/heads/main.lock')));
  });

  it('are never the same for what was written a moment ago', () => {
    const folder = gitFolder();
    put(folder, 'refs/heads/kata/x');
    assert.ok(!isSame(folder, () => {}));
    assert.ok(isSame(folder, () => {}, 'refs/heads/kata/x'));
  });

  it('pass over the one branch that they are told to, there or not', () => {
    const folder = gitFolder();
    const change = () => put(folder, 'refs/heads/new', DAY_AGO);
    assert.ok(isSame(folder, change, 'refs/heads/new'));
    assert.ok(!isSame(folder, () => put(folder, 'refs/heads/newer', DAY_AGO), 'refs/heads/new'));
  });

  it('show that refs were packed, and a first ref of a remote', () => {
    const folder = gitFolder();
    assert.ok(!isSame(folder, () => put(folder, 'packed-refs', DAY_AGO)));
    mkdirSync(join(folder, 'refs/remotes/origin'), { recursive: true });
    assert.ok(!isSame(folder, () => put(folder, 'refs/remotes/origin/main', DAY_AGO)));
  });

  it('are not taken where refs are kept otherwise', () => {
    const linked = gitFolder();
    symlinkSync(join(linked, 'refs/heads/kata'), join(linked, 'refs/heads/idea'), 'junction');
    assert.equal(stampRefs(linked), null);
    const reftable = tempFolder('kata-refs');
    mkdirSync(join(reftable, 'refs'));
    put(reftable, 'refs/heads');
    assert.equal(stampRefs(reftable), null);
  });
});
