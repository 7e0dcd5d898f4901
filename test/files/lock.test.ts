import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beganAt, holderName, isAlive, parseHolder } from '../../src/files/holder';
import { lockFolders, withLock } from '../../src/files/lock';
import { writeAll } from '../../src/files/write';
import { GitRepo } from '../support/git-repo';
import { putFiles, tempFolder } from '../support/temp';

/** A process id that no process has. */
const GONE = 2 ** 22 + 1;

describe('locks', () => {
  it('stand outside the working tree, and leave nothing behind', async () => {
    const repo = GitRepo.create();
    repo.write({ 'a.yaml': 'a' }).commit('one');
    const folder = tempFolder();
    await withLock(
      repo.path,
      async () => {
        assert.equal(readdirSync(folder).length, 1);
        assert.equal(repo.git('status', '--porcelain', '--ignored'), '');
      },
      { folder },
    );
    assert.deepEqual(readdirSync(folder), []);
    for (const one of lockFolders()) assert.ok(!one.startsWith(repo.path));
  });

  it('are one for each root', async () => {
    const folder = tempFolder();
    const both = () => withLock('/b', async () => 'both', { folder, patience: 100 });
    assert.equal(await withLock('/a', both, { folder }), 'both');
  });

  it('are let go where the work fails', async () => {
    const folder = tempFolder();
    await assert.rejects(
      withLock('/a', () => Promise.reject(new Error('it failed')), { folder }),
      /it failed/,
    );
    assert.equal(await withLock('/a', async () => 'again', { folder, patience: 100 }), 'again');
  });

  it('of a process that is gone are taken, its number used again or not', async () => {
    const folder = tempFolder();
    await withLock('/a', async () => {}, { folder });
    const gone = [
      { pid: GONE, began: '1', nonce: 'ab' },
      // This number lives, but it is another process: it began at another time (where the system says when).
      ...(beganAt(process.ppid) === '0' ? [] : [{ pid: process.ppid, began: '1', nonce: 'ab' }]),
      // Ours by number, and none that we hold: left by a process of this number before.
      { pid: process.pid, began: beganAt(process.pid), nonce: 'ab' },
    ];
    for (const holder of gone) {
      assert.equal(isAlive(holder), false, JSON.stringify(holder));
      let name = '';
      await withLock(
        '/a',
        async () => {
          name = readdirSync(folder)[0] ?? '';
        },
        { folder },
      );
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, holderName(holder)), '');
      mkdirSync(join(folder, `${name}.${holderName(holder)}`));
      assert.equal(await withLock('/a', async () => 'taken', { folder, patience: 1_000 }), 'taken');
      assert.deepEqual(readdirSync(folder), []);
    }
    assert.equal(isAlive({ pid: process.ppid, began: beganAt(process.ppid), nonce: 'ab' }), true);
  });

  it('whose holder is not known are left alone', async () => {
    const folder = tempFolder();
    let name = '';
    await withLock(
      '/a',
      async () => {
        name = readdirSync(folder)[0] ?? '';
      },
      { folder },
    );
    putFiles(folder, { [`${name}/something`]: '' });
    await assert.rejects(
      withLock('/a', async () => {}, { folder, patience: 50 }),
      { code: 'files/locked' },
    );
    assert.deepEqual(readdirSync(join(folder, name)), ['something']);
  });

  it('that can’t be made are a failure that says so, and nothing is written', async () => {
    const [root, file] = [tempFolder(), join(tempFolder(), 'file')];
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const writes = writeAll(root, [{ path: 'a', before: null, after: 'x' }], {
      lock: { folder: join(file, 'x') },
    });
    await assert.rejects(writes, { code: 'files/failed', mend: /writable/ });
    assert.deepEqual(readdirSync(root), []);
  });

  it('name their holder so that it is read back', () => {
    const holder = { pid: 12, began: '345', nonce: 'abc' };
    assert.deepEqual(parseHolder(holderName(holder)), holder);
    for (const name of ['', 'holder-1-2', 'holder-a-2-c', 'x-holder-1-2-c', 'holder-1-2-c.tmp']) {
      assert.equal(parseHolder(name), null);
    }
  });
});
