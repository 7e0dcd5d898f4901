import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { READ_LIMIT } from '../../src/core/model/kata-path';
import { gitEnvironment } from '../../src/git/environment';
import { GitExit } from '../../src/git/failure';
import { type GitObject, ObjectReader } from '../../src/git/object-reader';
import { discover } from '../../src/git/repository';
import { type CommitId, commitDate, resolveCommit } from '../../src/git/revision';
import { pathState } from '../../src/git/status';
import { parseTree } from '../../src/git/tree';
import { runs } from '../support/runs';

const ID = 'a'.repeat(40);

describe('git commands as values', () => {
  it('puts what people name behind --end-of-options or --, as one argument', () => {
    const { args } = resolveCommit('--output=x');
    assert.deepEqual(args.slice(-2), ['--end-of-options', '--output=x^{commit}']);
    assert.deepEqual(pathState('-x').args.slice(-2), ['--', '-x']);
  });

  it('keeps any text at all in one place, where git takes no options', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `-${text}`),
        ),
        (text) => {
          assert.deepEqual(pathState(text).args.filter((arg) => arg === text).length > 0, true);
          assert.equal(pathState(text).args.indexOf('--'), pathState(text).args.length - 2);
          let args: readonly string[];
          try {
            args = resolveCommit(text).args;
          } catch {
            return;
          }
          assert.deepEqual(args, [
            'rev-parse',
            '--verify',
            '--quiet',
            '--end-of-options',
            `${text}^{commit}`,
          ]);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('accepts nothing but one full object id for a revision', () => {
    const parse = (output: string) => resolveCommit('x').parse(output);
    assert.equal(parse(`${ID}\n`), ID);
    assert.equal(parse(`${'b'.repeat(64)}\n`), 'b'.repeat(64));
    for (const output of ['', `^${ID}\n`, `${ID}\n${ID}\n`, 'HEAD\n', ID.slice(1), ID.toUpperCase()]) {
      assert.throws(() => parse(output), { code: 'git/no-revision' }, output);
    }
  });

  it('refuses a revision with a control character before git sees it', () => {
    for (const name of ['', 'a\0b', 'a\nb', '\u007f']) {
      assert.throws(() => resolveCommit(name), { code: 'git/no-revision' });
    }
  });

  it('reads the day of a commit', () => {
    assert.equal(commitDate(ID as CommitId).parse(`commit ${ID}\n2026-11-02\n`), '2026-11-02');
    assert.throws(() => commitDate(ID as CommitId).parse(''), { code: 'git/failed' });
  });

  it('reads a tree with any name in it', () => {
    const names = ['a b', 'tab\tand\nnewline', 'é', '-x', '"quoted"'].map((name) => `.kata/${name}`);
    const output = ['src/.kata.ts', ...names].map((name) => `100644 blob ${ID}\t${name}\0`).join('');
    assert.deepEqual(
      parseTree(output).map(({ path }) => path),
      names,
    );
    assert.deepEqual(parseTree(`160000 commit ${ID}\tsub\x00${'120000'} blob ${ID}\tx/.kata/link\x00`), [
      { path: 'x/.kata/link', blob: ID, kind: 'link' },
    ]);
    assert.throws(() => parseTree('nonsense\0'), { code: 'git/failed' });
  });

  it('reads the state of a path', () => {
    const parse = (output: string) => pathState('x').parse(output);
    assert.equal(parse(''), 'clean');
    assert.equal(parse('? x\0'), 'untracked');
    assert.equal(parse('! x\0'), 'ignored');
    assert.equal(parse('1 .M N... 100644 100644 100644 a b x\0'), 'changed');
    assert.equal(parse('u UU N... 1 2 3 4 a b c x\0'), 'changed');
  });

  it('names what keeps it from a repository', () => {
    const code = (stderr: string) => {
      try {
        discover('/x').failed?.(new GitExit(128, stderr));
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'nothing';
    };
    assert.equal(code("fatal: detected dubious ownership in repository at '/x'\n"), 'git/dubious-ownership');
    assert.equal(code("fatal: unsafe repository ('/x' is owned by someone else)\n"), 'git/dubious-ownership');
    assert.equal(
      code('fatal: not a git repository (or any of the parent directories): .git\n'),
      'git/no-repository',
    );
    assert.equal(
      code("fatal: cannot use bare repository '/x' (safe.bareRepository is 'explicit')\n"),
      'git/no-working-tree',
    );
    assert.equal(code('fatal: something new\n'), 'git/failed');
  });

  it("keeps the person's configuration files, drops what redirects git or starts programs", () => {
    const kept = gitEnvironment({
      PATH: '/bin',
      GIT_DIR: '/evil',
      GIT_INDEX_FILE: 'x',
      GIT_SSH_COMMAND: 'x',
      GIT_EXTERNAL_DIFF: 'x',
      EDITOR: 'vi',
      PAGER: 'less',
      GIT_CONFIG_GLOBAL: '/home/a/.gitconfig',
      LC_ALL: 'de_DE.UTF-8',
    });
    assert.deepEqual(Object.keys(kept).sort(), [
      'GIT_ALLOW_PROTOCOL',
      'GIT_CONFIG_GLOBAL',
      'GIT_FLUSH',
      'GIT_NO_LAZY_FETCH',
      'GIT_NO_REPLACE_OBJECTS',
      'GIT_OPTIONAL_LOCKS',
      'GIT_TERMINAL_PROMPT',
      'LANGUAGE',
      'LC_ALL',
      'PATH',
    ]);
    assert.equal(kept.LC_ALL, 'C');
  });
});

describe('reading cat-file --batch', () => {
  it('finds every blob wherever the pipe cuts', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(contents, fc.array(fc.nat(60), { maxLength: 20 }), (blobs, cuts) => {
        const ids = blobs.map((_, i) => i.toString(16).padStart(40, '0'));
        const answer = Buffer.concat([
          ...blobs.flatMap((blob, i) => [
            Buffer.from(`${ids[i]} blob ${blob.length}\n`),
            blob,
            Buffer.from('\n'),
          ]),
          Buffer.from(`${ID} missing\n`),
        ]);
        const read: (GitObject | null)[] = [];
        const reader = new ObjectReader((object) => read.push(object));
        let at = 0;
        for (const cut of cuts) {
          reader.add(answer.subarray(at, at + cut));
          at += cut;
        }
        reader.add(answer.subarray(at));
        const found = blobs.map((blob, i) => ({ id: ids[i], type: 'blob', bytes: Buffer.from(blob) }));
        assert.deepEqual(read, [...found, null]);
      }),
    );
  });

  it('keeps no more of a huge blob than shows that it is too large', () => {
    const read = new Map<string, Buffer>();
    const reader = new ObjectReader((object) => object && read.set(object.id, object.bytes));
    const size = READ_LIMIT * 4;
    reader.add(Buffer.from(`${ID} blob ${size}\n`));
    for (let i = 0; i < 4; i++) reader.add(Buffer.alloc(READ_LIMIT, 'x'));
    reader.add(Buffer.from(`\n${'b'.repeat(40)} blob 1\ny\n`));
    assert.equal(read.get(ID)?.length, READ_LIMIT);
    assert.equal(read.get('b'.repeat(40))?.toString(), 'y');
  });
});
