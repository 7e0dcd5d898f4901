import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withLock } from '../../src/files/lock';
import { readText, writeAll } from '../../src/files/write';
import { bundled } from '../support/bundled';
import { runs } from '../support/runs';
import { putFiles, tempFolder } from '../support/temp';

const FILE = '.kata/a/kata.yaml';

describe('writers that are killed', () => {
  let program: string;
  before(() => {
    program = bundled('test/support/writer.ts');
  });

  function start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function said(child: ChildProcess, word: string): Promise<void> {
    assert.ok(child.stdout);
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      if (String(chunk).includes(word)) return;
    }
    assert.fail(`the process ended without saying ${word}`);
  }

  async function killed(child: ChildProcess): Promise<void> {
    const closed = once(child, 'exit');
    child.kill('SIGKILL');
    await closed;
  }

  /** Kills a writer `times` times at random moments. @returns how often the file was torn, and how often a temporary file stood beside it. */
  async function killLoop(
    what: 'write' | 'plain',
    root: string,
    locks: string,
    times: number,
  ): Promise<{ torn: number; strays: number }> {
    let [torn, strays] = [0, 0];
    for (let i = 0; i < times; i++) {
      const child = start(what, root, locks);
      await said(child, 'writing');
      await wait(Math.random() * 25);
      await killed(child);
      if (!isWhole(readFileSync(join(root, FILE), 'utf8'))) torn++;
      const beside = readdirSync(join(root, '.kata/a')).length - 1;
      // What the writer before left is gone: nothing heaps up.
      assert.ok(beside <= 1, `${beside} temporary files`);
      strays += beside;
    }
    return { torn, strays };
  }

  function isWhole(text: string): boolean {
    const [, size = '', letter = ''] = /^(\d+) ([a-z])\n/.exec(text) ?? [];
    return text === `${size} ${letter}\n${letter.repeat(Number(size))}` && size !== '';
  }

  it('never tear a file, leave nothing behind after the next write; plain writeFile does tear', async function () {
    this.timeout(0);
    const [root, locks] = [tempFolder(), tempFolder()];
    putFiles(root, { [FILE]: '1 a\na' });
    const times = runs(30);
    const ours = await killLoop('write', root, locks, times);
    assert.equal(ours.torn, 0);
    const before = await readText(root, FILE);
    await writeAll(root, [{ path: FILE, before, after: 'next\n' }], {
      lock: { folder: locks, patience: 5_000 },
    });
    assert.deepEqual(readdirSync(join(root, '.kata/a')), ['kata.yaml']);
    assert.deepEqual(readdirSync(locks), []);
    const plain = await killLoop('plain', root, locks, times);
    console.log(
      `      ${times} kills: 0 torn, ${ours.strays} temporary files left and swept; plain writeFile: ${plain.torn} torn`,
    );
    assert.ok(plain.torn > 0, 'the control has to tear');
    assert.ok(ours.strays > 0, 'some kills have to come amid a write');
  });

  it("free a killed holder's lock, and keep a live one's even while it is stopped", async function () {
    this.timeout(0);
    const [root, locks] = [tempFolder(), tempFolder()];
    const holder = start('hold', root, locks);
    await said(holder, 'holding');
    holder.kill('SIGSTOP');
    const impatient = withLock(root, async () => assert.fail('stolen'), { folder: locks, patience: 300 });
    await assert.rejects(impatient, { code: 'files/locked', message: new RegExp(`${holder.pid}`) });
    await killed(holder);
    assert.equal(await withLock(root, async () => 'free', { folder: locks, patience: 5_000 }), 'free');
    assert.deepEqual(readdirSync(locks), []);
  });

  it('leave no sign of a waiter that was killed before it had the lock', async () => {
    const [root, locks] = [tempFolder(), tempFolder()];
    let name = '';
    await withLock(root, async () => (name = readdirSync(locks)[0] ?? ''), { folder: locks });
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    const holder = `holder-${gone.pid}-1-00ff`;
    putFiles(locks, { [`${name}.${holder}/${holder}`]: '' });
    await withLock(root, async () => undefined, { folder: locks });
    assert.deepEqual(readdirSync(locks), []);
  });

  it('lose no edit of several processes', async function () {
    this.timeout(0);
    for (const processes of [2, 4]) {
      const [root, locks, each] = [tempFolder(), tempFolder(), runs(40)];
      putFiles(root, { [FILE]: '' });
      const children = Array.from({ length: processes }, (_, i) =>
        start('add', root, locks, `w${i}`, String(each)),
      );
      const ends = await Promise.all(children.map((child) => once(child, 'exit')));
      assert.deepEqual(
        ends.map(([code]) => code),
        children.map(() => 0),
      );
      const lines = readFileSync(join(root, FILE), 'utf8').trim().split('\n');
      const wanted = children.flatMap((_, i) => Array.from({ length: each }, (_, line) => `w${i}-${line}`));
      assert.deepEqual(lines.sort(), wanted.sort());
    }
  });

  it('lets two writers of one process take turns', async () => {
    const [root, locks] = [tempFolder(), tempFolder()];
    let inside = 0;
    const turn = () =>
      withLock(
        root,
        async () => {
          assert.equal(++inside, 1);
          await wait(2);
          inside--;
        },
        { folder: locks },
      );
    await Promise.all(Array.from({ length: 8 }, turn));
    assert.deepEqual(readdirSync(locks), []);
  });
});
