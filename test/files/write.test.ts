import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FilesFailure } from '../../src/files/failure';
import { diskFileSystem, type FileSystem, type OpenFile } from '../../src/files/file-system';
import { type FileWrite, readText, writeAll } from '../../src/files/write';
import { failingFileSystem, watchedFileSystem } from '../support/failing-fs';
import { runs } from '../support/runs';
import { slowDisk } from '../support/slow-disk';
import { putFiles, tempFolder } from '../support/temp';

const locks = tempFolder();
const lock = { folder: locks, patience: 2_000 };

function write(root: string, ...files: FileWrite[]): Promise<void> {
  return writeAll(root, files, { lock });
}

function tree(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const entries = files.map((name) => join(root, name));
  return Object.fromEntries(
    entries.flatMap((path, i) =>
      lstatSync(path).isFile() ? [[files[i] ?? '', readFileSync(path, 'latin1')]] : [],
    ),
  );
}

describe('writing files', () => {
  it('makes, changes and deletes in one go, with the folders that are needed', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'old', 'gone.yaml': 'x' });
    await write(
      root,
      { path: 'a.yaml', before: 'old', after: 'new' },
      { path: 'gone.yaml', before: 'x', after: null },
      { path: '.kata/b/kata.yaml', before: null, after: 'made' },
    );
    assert.deepEqual(tree(root), { 'a.yaml': 'new', '.kata/b/kata.yaml': 'made' });
  });

  it('keeps mode, line endings and byte order mark', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': '\ufeffa: 1\r\nb: 2\r\n' });
    chmodSync(join(root, 'a.yaml'), 0o640);
    const before = await readText(root, 'a.yaml');
    assert.equal(before, '\ufeffa: 1\r\nb: 2\r\n');
    await write(root, { path: 'a.yaml', before, after: before.replace('2', '3') });
    assert.deepEqual(readFileSync(join(root, 'a.yaml')), Buffer.from('\ufeffa: 1\r\nb: 3\r\n'));
    assert.equal(statSync(join(root, 'a.yaml')).mode & 0o777, 0o640);
  });

  it('writes nothing where a file is not what the caller saw', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'a', 'b.yaml': 'changed since' });
    const stale: FileWrite[] = [
      { path: 'b.yaml', before: 'b', after: 'mine' },
      { path: 'b.yaml', before: null, after: 'mine' },
      { path: 'none.yaml', before: 'b', after: 'mine' },
      { path: 'b.yaml', before: 'b', after: null },
    ];
    for (const file of stale) {
      const writes = write(
        root,
        { path: 'a.yaml', before: 'a', after: 'A' },
        { path: 'x/new.yaml', before: null, after: 'n' },
        file,
      );
      await assert.rejects(writes, {
        code: 'files/changed',
        message: `${file.path} was changed by another program`,
        mend: 'try again with what it holds now',
      });
      assert.deepEqual(tree(root), { 'a.yaml': 'a', 'b.yaml': 'changed since' });
      assert.equal(existsSync(join(root, 'x')), false);
    }
  });

  it('never writes over what another program writes meanwhile, whichever call it comes before', async () => {
    let last = '';
    const over: string[] = [];
    for (let at = 1; ; at++) {
      const root = tempFolder();
      putFiles(root, { 'a.yaml': 'a', 'b.yaml': 'b' });
      const { fs, calls } = watchedFileSystem((call, name) => {
        if (call !== at) return;
        last = name;
        writeFileSync(join(root, 'a.yaml'), 'theirs');
      });
      const files: FileWrite[] = [
        { path: 'b.yaml', before: 'b', after: 'B' },
        { path: 'a.yaml', before: 'a', after: 'A' },
      ];
      const failure = await writeAll(root, files, { lock, fs }).then(() => null, String);
      if (calls() < at) break;
      const now = tree(root);
      if (now['a.yaml'] !== 'theirs') over.push(last);
      else if (now['b.yaml'] !== 'B')
        assert.match(failure ?? '', /a\.yaml was changed by another program/, `${at}`);
    }
    // Between the last look and the rename no system lets one in, but nothing else may stand between them.
    assert.deepEqual(over, ['close', 'rename']);
  });

  it('does not touch a file that stays the same', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'a' });
    const { ino } = statSync(join(root, 'a.yaml'));
    await write(root, { path: 'a.yaml', before: 'a', after: 'a' });
    assert.equal(statSync(join(root, 'a.yaml')).ino, ino);
    // Nor needs it a lock for that.
    const nowhere = { folder: join(root, 'a.yaml/locks') };
    await writeAll(root, [{ path: 'a.yaml', before: 'a', after: 'a' }], { lock: nowhere });
  });

  it('refuses paths that are none below the root', async () => {
    const root = tempFolder();
    for (const path of ['../x', '/x', 'a/../../x', './x', '', 'a//b', '.git/hooks/pre-commit', 'a\0b']) {
      await assert.rejects(write(root, { path, before: null, after: 'x' }), { code: 'files/bad-path' }, path);
    }
  });

  it('refuses text that is not UTF-8', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': Buffer.from([0x61, 0xff]) });
    await assert.rejects(readText(root, 'a.yaml'), {
      code: 'files/not-utf8',
      message: 'a.yaml is not UTF-8 text',
      mend: 'save it as UTF-8',
    });
    assert.equal(await readText(root, 'none.yaml'), null);
    assert.equal(await readText(root, 'a.yaml/below.yaml'), null);
    assert.equal(await readText(root, 'none/at/all.yaml'), null);
  });

  it('says which file could not be read, at each call', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'a' });
    for (let fatal = 1; ; fatal++) {
      const { fs, calls } = failingFileSystem(fatal);
      const failure = await readText(root, 'a.yaml', fs).catch((error: unknown) => error);
      if (calls() < fatal) break;
      if (failure === 'a') continue;
      assert.ok(failure instanceof FilesFailure, String(failure));
      assert.deepEqual([failure.code, failure.message.slice(0, 7)], ['files/failed', 'a.yaml ']);
    }
  });

  it('says so where there is no such folder', async () => {
    const root = join(tempFolder(), 'none');
    await assert.rejects(write(root, { path: 'a.yaml', before: null, after: 'x' }), {
      code: 'files/failed',
      message: `There is no folder ${root}`,
      mend: 'check the name',
    });
  });

  it('says so where a file stands in the way of a folder', async () => {
    const root = tempFolder();
    putFiles(root, { a: 'file' });
    await assert.rejects(
      write(root, { path: 'a/b.yaml', before: null, after: 'x' }),
      /a folder where a file stands/,
    );
    await assert.rejects(
      write(
        tempFolder(),
        { path: '.kata', before: null, after: 'x' },
        { path: '.kata/b', before: null, after: 'x' },
      ),
    );
  });
});

/** What a person is told of each of the system's refusals. */
const REFUSALS: Readonly<Record<string, readonly [code: string, message: RegExp, mend: string]>> = {
  EIO: ['files/failed', /could not be written; nothing was written$/, 'try again'],
  ENOSPC: ['files/failed', /was not written, because the disk is full/, 'make room and try again'],
  EDQUOT: ['files/failed', /was not written, because the disk quota is used up/, 'make room and try again'],
  EACCES: ['files/read-only', /may not be written; nothing was written$/, 'change its permissions'],
  EPERM: ['files/read-only', /may not be written/, 'change its permissions'],
  EROFS: ['files/read-only', /stands on a disk that is read-only/, 'work in another folder'],
};

const FAULTS = [
  ...Object.keys(REFUSALS).map((code) => [code, 'asked at once', diskFileSystem] as const),
  ['EIO', 'waited for', slowDisk] as const,
];

describe('a fault at each call of the file system', () => {
  for (const [code, how, disk] of FAULTS) {
    it(`leaves all files old and whole, or new and whole: ${code}, ${how}`, async () => {
      const [kind, message, mend] = REFUSALS[code] ?? assert.fail(code);
      const old = { 'a.yaml': 'a', 'sub/b.yaml': 'b', 'gone.yaml': 'g', 'z.yaml': 'z' };
      let refused = 0;
      for (let fatal = 1; ; fatal++) {
        const root = tempFolder();
        putFiles(root, old);
        for (const path of Object.keys(old)) chmodSync(join(root, path), 0o640);
        const { fs, calls } = failingFileSystem(fatal, code, disk);
        const files: FileWrite[] = [
          { path: 'a.yaml', before: 'a', after: 'A'.repeat(100_000) },
          { path: 'gone.yaml', before: 'g', after: null },
          { path: 'sub/b.yaml', before: 'b', after: 'B' },
          { path: 'new/deep/c.yaml', before: null, after: 'C' },
          { path: 'z.yaml', before: 'z', after: 'Z' },
        ];
        const failure = await writeAll(root, files, { lock, fs }).then(
          () => null,
          (error: unknown) => error,
        );
        const now = tree(root);
        if (failure === null) {
          assert.deepEqual(
            now,
            { 'a.yaml': 'A'.repeat(100_000), 'sub/b.yaml': 'B', 'new/deep/c.yaml': 'C', 'z.yaml': 'Z' },
            `call ${fatal}`,
          );
        } else {
          refused++;
          assert.ok(failure instanceof FilesFailure, String(failure));
          assert.equal(failure.code, kind, failure.detail);
          assert.match(failure.message, message);
          assert.equal(failure.mend, mend);
          assert.match(failure.message, /^(a|gone|sub\/b|new\/deep\/c|z)\.yaml /);
          assert.deepEqual(now, old, `call ${fatal}: ${failure.detail}`);
          assert.equal(existsSync(join(root, 'new')), false, `call ${fatal}`);
        }
        // A deleted file that is put back has nobody to take its mode from.
        for (const path of ['a.yaml', 'sub/b.yaml', 'z.yaml'])
          assert.equal(statSync(join(root, path)).mode & 0o777, 0o640, `call ${fatal}: ${path}`);
        if (calls() < fatal) break;
      }
      assert.ok(refused > 30, `only ${refused} faults were refused`);
      assert.deepEqual(readdirSync(locks), []);
    });
  }

  it('closes all that it opened, whether it ends well or not', async () => {
    for (let fatal = 1, last = false; !last; fatal++) {
      const root = tempFolder();
      putFiles(root, { 'a.yaml': 'a', 'b.yaml': 'b' });
      let open = 0;
      let calls = 0;
      const counted = (file: OpenFile): OpenFile => ({
        ...file,
        fd: file.fd,
        close: () => {
          open--;
          return file.close();
        },
      });
      const { fs } = watchedFileSystem((call) => {
        calls = call;
        if (call === fatal) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      });
      const counting = {
        ...fs,
        open: async (path: string, flags: string | number) => {
          const file = await fs.open(path, flags);
          open++;
          return counted(file);
        },
      };
      const files: FileWrite[] = [
        { path: 'a.yaml', before: 'a', after: 'A' },
        { path: 'new/b.yaml', before: null, after: 'B' },
      ];
      await writeAll(root, files, { lock, fs: counting }).catch(() => {});
      await readText(root, 'b.yaml', counting).catch(() => {});
      await readText(root, 'none/b.yaml', counting).catch(() => {});
      assert.equal(open, 0, `call ${fatal}`);
      last = calls < fatal;
    }
  });

  it('has a text on the disk before it takes the old one’s place, and the folder after', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'a' });
    const names: string[] = [];
    const { fs } = watchedFileSystem((_, name) => names.push(name));
    await writeAll(root, [{ path: 'a.yaml', before: 'a', after: 'A' }], { lock, fs });
    assert.ok(names.includes('access'), 'whether it may be written is asked: a rename does not');
    const order = names.filter((name) => ['write', 'sync', 'rename'].includes(name));
    assert.deepEqual(order, ['write', 'sync', 'rename', 'sync']);
  });

  it('gives a file back to its owner and group, where the system lets it', async () => {
    for (const [uid, gid, refusal] of [
      [7, 0, null],
      [0, 7, null],
      [7, 7, 'EPERM'],
      [7, 7, 'EINVAL'],
      [7, 7, 'ENOSYS'],
      [7, 7, 'EIO'],
    ] as const) {
      const root = tempFolder();
      putFiles(root, { 'a.yaml': 'a' });
      const own = statSync(join(root, 'a.yaml'));
      const owners: number[][] = [];
      const fs: FileSystem = {
        ...diskFileSystem,
        lstat: async (path) => {
          const found = await diskFileSystem.lstat(path);
          return Object.assign(found, { uid: own.uid + uid, gid: own.gid + gid });
        },
        open: async (path, flags) =>
          Object.assign(await diskFileSystem.open(path, flags), {
            chown: async (...given: number[]) => {
              owners.push(given);
              if (refusal !== null) throw Object.assign(new Error(refusal), { code: refusal });
            },
          }),
      };
      const write = writeAll(root, [{ path: 'a.yaml', before: 'a', after: 'A' }], { lock, fs });
      if (refusal === 'EIO') await assert.rejects(write, { code: 'files/failed' });
      else await write;
      assert.deepEqual(owners, [[own.uid + uid, own.gid + gid]]);
    }
  });

  it('names the files that could not be put back', async () => {
    const root = tempFolder();
    putFiles(root, { 'a.yaml': 'a', 'b.yaml': 'b' });
    let renames = 0;
    const fs = {
      ...diskFileSystem,
      rename: async (from: string, to: string) => {
        if (++renames > 1) throw Object.assign(new Error('no'), { code: 'EIO' });
        await diskFileSystem.rename(from, to);
      },
    };
    const files: FileWrite[] = [
      { path: 'a.yaml', before: 'a', after: 'A' },
      { path: 'b.yaml', before: 'b', after: 'B' },
    ];
    await assert.rejects(writeAll(root, files, { lock, fs: fs as typeof diskFileSystem }), {
      code: 'files/partly',
      message: 'b.yaml could not be written, and a.yaml could not be put back: it holds the new text',
      mend: 'compare with `git diff` and restore by hand',
    });
  });
});

describe('links', () => {
  it('have their target written where it is inside', async () => {
    const root = tempFolder();
    putFiles(root, { 'real/a.yaml': 'a', 'shared/kata/k.yaml': 'k' });
    mkdirSync(join(root, 'links'));
    symlinkSync('../real/a.yaml', join(root, 'links/a.yaml'));
    symlinkSync(join(root, 'shared'), join(root, 'abs'));
    symlinkSync('a.yaml', join(root, 'links/again.yaml'));
    await write(
      root,
      { path: 'links/again.yaml', before: 'a', after: 'A' },
      { path: 'abs/kata/k.yaml', before: 'k', after: 'K' },
    );
    assert.ok(lstatSync(join(root, 'links/a.yaml')).isSymbolicLink());
    assert.ok(lstatSync(join(root, 'links/again.yaml')).isSymbolicLink());
    assert.equal(readFileSync(join(root, 'real/a.yaml'), 'utf8'), 'A');
    assert.equal(readFileSync(join(root, 'shared/kata/k.yaml'), 'utf8'), 'K');
  });

  it('are refused where they lead out, in every layout', async () => {
    const outside = tempFolder();
    putFiles(outside, { 'a.yaml': 'a', 'sub/a.yaml': 'a' });
    const name = basename(outside);
    const [file, newFile] = [join(outside, 'a.yaml'), join(outside, 'new.yaml')];
    const layouts: readonly { links: Record<string, string>; path: string }[] = [
      { links: { 'f.yaml': file }, path: 'f.yaml' },
      { links: { 'f.yaml': newFile }, path: 'f.yaml' },
      { links: { 'f.yaml': `../${name}/a.yaml` }, path: 'f.yaml' },
      { links: { 'sub/f.yaml': '../g.yaml', 'g.yaml': file }, path: 'sub/f.yaml' },
      { links: { d: outside }, path: 'd/a.yaml' },
      { links: { d: outside }, path: 'd/sub/a.yaml' },
      { links: { d: outside }, path: 'd/new.yaml' },
      { links: { d: outside }, path: 'd/new/deep/x.yaml' },
      { links: { 'x/d': outside }, path: 'x/d/a.yaml' },
      { links: { two: 'one', one: outside }, path: 'two/a.yaml' },
      { links: { d: `../${name}` }, path: 'd/a.yaml' },
      { links: { up: '..' }, path: `up/${name}/a.yaml` },
      { links: { 'in/up': '../..' }, path: `in/up/${name}/a.yaml` },
      { links: { 'in/up': '../../' }, path: `in/up/${name}/new.yaml` },
      { links: { dots: `in/../../${name}`, 'in/x': 'y' }, path: 'dots/a.yaml' },
      { links: { dots: `in/../../${name}/a.yaml`, 'in/x': 'y' }, path: 'dots' },
      { links: { 'f.yaml': `d/../${name}/a.yaml`, d: `${outside}/sub` }, path: 'f.yaml' },
      { links: { loop: 'loop' }, path: 'loop' },
      { links: { loop: 'loop' }, path: 'loop/a.yaml' },
      { links: { proc: '/proc/self/cwd' }, path: 'proc/package.json' },
      { links: { null: '/dev/null' }, path: 'null' },
    ];
    const before = tree(outside);
    for (const [i, { links, path }] of layouts.entries()) {
      const root = tempFolder();
      for (const [link, target] of Object.entries(links)) {
        mkdirSync(dirname(join(root, link)), { recursive: true });
        symlinkSync(target, join(root, link));
      }
      for (const was of ['a', null]) {
        const failure = await write(root, { path, before: was, after: 'evil' }).then(
          () => null,
          (error: unknown) => error,
        );
        assert.ok(failure instanceof FilesFailure, `layout ${i} was written`);
      }
      const read = await readText(root, path).catch(() => null);
      assert.equal(read, null, `layout ${i} was read`);
    }
    assert.deepEqual(tree(outside), before);
  });

  it('lead nowhere else when they are exchanged during the write', async function () {
    this.timeout(0);
    const [root, outside] = [tempFolder(), tempFolder()];
    putFiles(outside, { 'a.yaml': 'outside' });
    putFiles(root, { 'd/a.yaml': 'inside' });
    symlinkSync(outside, join(root, 'evil'));
    let turn = 0;
    const exchange = () => {
      const [now, next] = turn++ % 2 === 0 ? ['d', 'keep'] : ['d', 'evil'];
      if (turn % 2 === 1) {
        renameSync(join(root, now), join(root, next));
        renameSync(join(root, 'evil'), join(root, 'd'));
      } else {
        renameSync(join(root, 'd'), join(root, next));
        renameSync(join(root, 'keep'), join(root, 'd'));
      }
    };
    // The folder and the link to the outside change places before the Nth call, and back after the write.
    let exchanged = 0;
    for (let round = 0; round < runs(40); round++) {
      let calls = 0;
      const fs = new Proxy(diskFileSystem, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            if (++calls === round % 16) {
              exchange();
              exchanged++;
            }
            return Reflect.apply(value, target, args);
          };
        },
      });
      const before = readFileSync(join(root, turn % 2 === 0 ? 'd/a.yaml' : 'keep/a.yaml'), 'utf8');
      await writeAll(root, [{ path: 'd/a.yaml', before, after: `inside ${round}` }], { lock, fs }).catch(
        (error) => {
          if (!(error instanceof FilesFailure)) throw error;
        },
      );
      if (turn % 2 === 1) exchange();
      assert.deepEqual(tree(outside), { 'a.yaml': 'outside' }, `round ${round}`);
    }
    assert.ok(exchanged > 20);
  });
});
