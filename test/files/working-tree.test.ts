import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pace } from '../../src/files/pace';
import { workingTreeFiles } from '../../src/files/working-tree';
import { slowPace } from '../support/slow-disk';
import { putFiles, tempFolder } from '../support/temp';

async function texts(root: string): Promise<Record<string, string>> {
  const files = workingTreeFiles(root);
  const listed = await files.list();
  const contents = await files.read(listed);
  // The same of a disk that has to be waited for.
  const waiting = workingTreeFiles(root, { pace: slowPace() });
  assert.deepEqual(await waiting.list(), listed);
  assert.deepEqual(await waiting.read(listed), contents);
  return Object.fromEntries(
    [...contents].map(([path, content]) => [
      path,
      'error' in content ? `! ${content.error}` : Buffer.from(content.bytes).toString(),
    ]),
  );
}

describe('kata files of the working tree', () => {
  it('finds every .kata folder, and looks into no one else’s files', async () => {
    const root = tempFolder();
    putFiles(root, {
      '.git/.kata/a/kata.yaml': 'no',
      '.kata/a/kata.yaml': 'a',
      '.kata/a/experiments/x-7f3kq-t.yaml': 'x',
      'packages/pay/.kata/config.yaml': 'c',
      'node_modules/p/.kata/a/kata.yaml': 'no',
      'packages/pay/node_modules/p/.kata/a/kata.yaml': 'no',
      'nested/.git/HEAD': 'ref',
      'nested/.kata/a/kata.yaml': 'no',
      'submodule/.git': 'gitdir: ../.git/modules/submodule',
      'submodule/deep/.kata/a/kata.yaml': 'no',
      'kata/a/kata.yaml': 'no',
      'file/.kata': 'a file by that name',
      '.kata/a/kata.yaml.kata-write-holder-1-2-abcdef': 'stray',
    });
    assert.deepEqual(await texts(root), {
      '.kata/a/experiments/x-7f3kq-t.yaml': 'x',
      '.kata/a/kata.yaml': 'a',
      'packages/pay/.kata/config.yaml': 'c',
    });
  });

  it('follows links that stay inside, and says where one leads out', async () => {
    const [root, outside] = [tempFolder(), tempFolder()];
    putFiles(outside, { 'secret.yaml': 'secret', 'k/kata.yaml': 'secret' });
    putFiles(root, {
      'shared/o-m3w8a.yaml': 'shared',
      '.kata/a/kata.yaml': 'a',
      'docs/kata/b/kata.yaml': 'b',
    });
    mkdirSync(join(root, '.kata/a/obstacles'));
    symlinkSync('../../../shared/o-m3w8a.yaml', join(root, '.kata/a/obstacles/o-m3w8a.yaml'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, '.kata/a/obstacles/o-0000a.yaml'));
    symlinkSync(join(outside, 'k'), join(root, '.kata/c'));
    symlinkSync('../..', join(root, '.kata/a/round'));
    symlinkSync('nothing', join(root, '.kata/a/dangling.yaml'));
    mkdirSync(join(root, 'pkg'));
    symlinkSync('../docs/kata', join(root, 'pkg/.kata'));
    mkdirSync(join(root, 'evil'));
    symlinkSync(outside, join(root, 'evil/.kata'));
    const found = await texts(root);
    assert.equal(found['.kata/a/obstacles/o-m3w8a.yaml'], 'shared');
    assert.equal(found['pkg/.kata/b/kata.yaml'], 'b');
    for (const path of ['.kata/a/obstacles/o-0000a.yaml', '.kata/c', 'evil/.kata']) {
      assert.match(found[path] ?? '', /^! .*leads? out of/, path);
    }
    assert.match(found['.kata/a/dangling.yaml'] ?? '', /^! .*nowhere/);
    assert.ok(!JSON.stringify(found).includes('secret"'));
  });

  it('gives equal stamps for equal contents alone', async () => {
    const root = tempFolder();
    putFiles(root, {
      '.kata/a/kata.yaml': 'same',
      '.kata/b/kata.yaml': 'same',
      '.kata/c/kata.yaml': 'other',
    });
    const files = workingTreeFiles(root);
    const stamps = [...(await files.read(await files.list())).values()].map((file) =>
      'stamp' in file ? file.stamp : '',
    );
    assert.equal(stamps[0], stamps[1]);
    assert.notEqual(stamps[0], stamps[2]);
  });

  it('leaves out what is gone, waits for no pipe, and reads a huge file in part', async () => {
    const root = tempFolder();
    putFiles(root, { '.kata/a/kata.yaml': Buffer.alloc(3_000_000, 'x') });
    execFileSync('mkfifo', [join(root, '.kata/a/pipe.yaml')]);
    for (const pace of [new Pace(), slowPace()]) {
      const files = workingTreeFiles(root, { pace });
      const contents = await files.read([
        ...(await files.list()),
        '.kata/gone/kata.yaml',
        '.kata/a/kata.yaml/below',
      ]);
      const large = contents.get('.kata/a/kata.yaml');
      assert.equal(large !== undefined && 'bytes' in large ? large.bytes.length : 0, 1024 * 1024 + 1);
      const pipe = contents.get('.kata/a/pipe.yaml');
      assert.ok(pipe !== undefined && 'error' in pipe);
      assert.equal(contents.size, 2);
    }
  });

  it('reads a folder of many files', async () => {
    const root = tempFolder();
    mkdirSync(join(root, '.kata/a/obstacles'), { recursive: true });
    for (let i = 0; i < 500; i++) writeFileSync(join(root, `.kata/a/obstacles/${i}.yaml`), String(i));
    assert.equal(Object.keys(await texts(root)).length, 500);
  });
});
