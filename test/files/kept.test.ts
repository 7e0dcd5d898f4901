import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, renameSync, rmSync, type Stats, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { KataFiles } from '../../src/core/ports';
import { markOf } from '../../src/files/mark';
import { workingTreeFiles } from '../../src/files/working-tree';
import { runs } from '../support/runs';
import { putFiles, tempFolder } from '../support/temp';

/** To whom all that was just written is long settled. */
const later = () => Date.now() + 60_000;

async function seen(files: KataFiles) {
  const listed = await files.list();
  return { listed, contents: await files.read(listed) };
}

/** Ends when the file system's clock has ticked, so that what changes from now on bears another time. */
function tick(root: string): void {
  const file = join(root, 'tick');
  const time = () => {
    writeFileSync(file, '');
    return lstatSync(file).ctimeMs;
  };
  const start = time();
  while (time() === start);
}

const FOLDERS = ['', 'pkg', 'pkg/deep', 'other'];
const NAMES = ['kata.yaml', 'obstacles/o-m3w8a.yaml', 'experiments/x-7f3kq-t.yaml'];

/** A thing that a person or git does to a working tree. */
type Act = (root: string) => void;

const place = fc
  .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom('a', 'b'), fc.constantFrom(...NAMES))
  .map(([folder, kata, name]) => join(folder, '.kata', kata, name));

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(place, fc.constantFrom('one', 'two', 'three')).map(([path, text]) => put(path, text)),
  },
  place.map((path) => quietly((root) => rmSync(join(root, path), { force: true }))),
  fc
    .constantFrom('.kata', 'pkg', 'pkg/deep', 'other')
    .map((path) => quietly((root) => rmSync(join(root, path), { recursive: true, force: true }))),
  fc.tuple(place, place).map(([from, to]) => quietly((root) => renameSync(join(root, from), join(root, to)))),
  fc
    .tuple(fc.constantFrom('pkg', 'other'), fc.constantFrom('pkg', 'moved'))
    .map(([from, to]) => quietly((root) => renameSync(join(root, from), join(root, to)))),
  place.map((path) => quietly((root) => symlinkSync('kata.yaml', join(root, path)))),
  fc
    .constantFrom('pkg', 'other')
    .map((path) => quietly((root) => symlinkSync('../.kata', join(root, path, '.kata')))),
  fc.constantFrom('pkg', 'other').map((path) => put(join(path, '.git'), 'gitdir: elsewhere')),
);

function put(path: string, text: string): Act {
  return quietly((root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  });
}

/** What can't be done as the tree stands is not done. */
function quietly(work: Act): Act {
  return (root) => {
    try {
      work(root);
    } catch {}
  };
}

describe('files of the working tree that are kept', () => {
  it('are what a first look sees, whatever was done to the tree', async function () {
    this.timeout(60_000 * runs(1));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
        async (rounds) => {
          const root = tempFolder();
          putFiles(root, { '.kata/a/kata.yaml': 'one', 'pkg/deep/.kata/b/kata.yaml': 'two' });
          const kept = workingTreeFiles(root, { now: later });
          for (const acts of [[], ...rounds]) {
            tick(root);
            for (const one of acts) one(root);
            assert.deepEqual(await seen(kept), await seen(workingTreeFiles(root)));
          }
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('are not read again where nothing moved', async () => {
    const root = tempFolder();
    putFiles(root, { '.kata/a/kata.yaml': 'a', '.kata/b/kata.yaml': 'b' });
    const files = workingTreeFiles(root, { now: later });
    const before = await seen(files);
    tick(root);
    writeFileSync(join(root, '.kata/b/kata.yaml'), 'c');
    const { contents } = await seen(files);
    assert.equal(contents.get('.kata/a/kata.yaml'), before.contents.get('.kata/a/kata.yaml'));
    assert.notDeepEqual(contents.get('.kata/b/kata.yaml'), before.contents.get('.kata/b/kata.yaml'));
  });

  it('are only kept where a later change is sure to bear another time', () => {
    const at = (mtimeMs: number, ctimeMs: number) =>
      markOf({ ino: 1, size: 2, mtimeMs, ctimeMs } as Stats, 10_000);
    assert.deepEqual(at(7_000, 7_999), { ino: 1, size: 2, mtimeMs: 7_000, ctimeMs: 7_999 });
    assert.equal(at(7_000, 8_000), null);
    assert.equal(at(8_000, 7_000), null);
    // A clock that is ahead of ours.
    assert.equal(at(99_000, 7_000), null);
  });

  it('are read again where they changed within a tick of the clock', async () => {
    const root = tempFolder();
    const file = join(root, '.kata/a/kata.yaml');
    putFiles(root, { '.kata/a/kata.yaml': 'start' });
    const files = workingTreeFiles(root);
    for (let round = 10; round < 60; round++) {
      writeFileSync(file, `text ${round}`);
      writeFileSync(join(root, `.kata/a/${round}.yaml`), '');
      const { listed, contents } = await seen(files);
      const content = contents.get('.kata/a/kata.yaml');
      assert.ok(content !== undefined && 'bytes' in content);
      assert.equal(Buffer.from(content.bytes).toString(), `text ${round}`);
      assert.ok(listed.includes(`.kata/a/${round}.yaml`));
    }
  });
});
