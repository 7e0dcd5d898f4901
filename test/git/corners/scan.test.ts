import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadHomes } from '../../../src/core/load/load-homes';
import { workingTreeFiles } from '../../../src/files/working-tree';
import { CornerIndex } from '../../../src/git/corners/corner-index';
import { cornersAt } from '../../../src/git/corners/trees';
import { openRepository } from '../../../src/git/repository';
import { resolveCommit } from '../../../src/git/revision';
import { C, code, cornerRepo, cornersOf, D, E, inWords, mark, TODAY } from '../../support/corner-repo';
import { KATA } from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';
import { tempFolder } from '../../support/temp';

const today = TODAY;

/** Where each marker stands, `id path:line`, sorted. */
async function places(repo: GitRepo): Promise<string[]> {
  return placed((await cornersOf(repo.path)).corners);
}

function placed(corners: Awaited<ReturnType<typeof cornersOf>>['corners']): string[] {
  return corners
    .flatMap(({ id, places: all }) => all.map(({ path, line }) => `${id} ${path}:${line}`))
    .sort();
}

function emptyRepo(): GitRepo {
  const repo = GitRepo.create();
  repo.write({ '.kata/k/kata.yaml': KATA }).commit('Start');
  return repo;
}

async function indexOf(repo: GitRepo) {
  const index = new CornerIndex(await openRepository(repo.path), repo.path);
  const read = async (texts?: ReadonlyMap<string, string>, signal?: AbortSignal) => {
    const homes = await loadHomes(workingTreeFiles(repo.path));
    const options = {
      today,
      ...(texts === undefined ? {} : { texts }),
      ...(signal === undefined ? {} : { signal }),
    };
    return placed((await index.read(homes, options)).corners);
  };
  return { index, read };
}

/** A comment with a marker in each of these kinds of files, as people write them there. */
const COMMENTS: Readonly<Record<string, string>> = {
  'a.js': `// ${mark()}`,
  'a.py': `# ${mark()}`,
  'a.c': `/* ${mark()} */`,
  'a.sql': `-- ${mark()}`,
  'a.html': `<!-- ${mark()} -->`,
  'a.ml': `(* ${mark()} *)`,
  'a.lisp': `;; ${mark()}`,
  'a.tex': `% ${mark()}`,
  'a.vb': `' ${mark()}`,
  'a.bat': `REM ${mark()}`,
  'a.f90': `! ${mark()}`,
  'a.ps1': `<# ${mark()} #>`,
  'a.hs': `{- ${mark()} -}`,
  'a.lua': `--[[ ${mark()} ]]`,
  'a.twig': `{# ${mark()} #}`,
  'a.erb': `<%# ${mark()} %>`,
  'a.jsp': `<%-- ${mark()} --%>`,
  'a.vim': `" ${mark()}`,
  'a.jl': `#= ${mark()} =#`,
  'a.hbs': `{{!-- ${mark()} --}}`,
  'a.jsx': `{/* ${mark()} */}`,
  Makefile: `# ${mark()}`,
  'a.ipynb': `{ "cells": [{ "source": [\n "# ${mark()}\\n",\n "x" ] }] }`,
};

describe('all corners of a tree', () => {
  it('are found in the comments of more than twenty languages, with the same words in each', async () => {
    assert.ok(Object.keys(COMMENTS).length > 20);
    for (const ending of ['\n', '\r\n']) {
      const repo = emptyRepo();
      const files = Object.entries(COMMENTS).map(([path, line]) => [path, `x${ending}${line}`] as const);
      // One id each, so that each has words of its own.
      const ids = new Map(files.map(([path], at) => [path, `c-a00${String(at).padStart(2, '0')}`]));
      repo.write(
        Object.fromEntries(files.map(([path, text]) => [path, text.replaceAll(C, ids.get(path) ?? '')])),
      );
      const untracked = await cornersOf(repo.path);
      repo.commit('Tracked now');
      const { corners } = await cornersOf(repo.path);
      const told = (all: typeof corners) =>
        all.map(({ id, what, places: [at] }) => [id, what, at?.path, at?.line]);
      assert.deepEqual(told(untracked.corners), told(corners));
      const expected = files.map(([path]) => [
        ids.get(path),
        'rates never expire',
        path,
        path === 'a.ipynb' ? 3 : 2,
      ]);
      assert.deepEqual(told(corners).sort(), expected.sort());
    }
  });

  it('are tracked and untracked, tracked though ignored, and no ignored or foreign file, no link', async () => {
    const repo = emptyRepo();
    repo.write({ '.gitignore': 'out/\n*.log\n', 'kept.log': mark(C) });
    repo.commit('A tracked file that is ignored');
    repo.write({ 'new.js': mark(D), 'out/a.js': mark(E), 'b.log': mark(E), '.kata/k/notes.txt': mark(E) });
    execFileSync('git', ['init', '-q', join(repo.path, 'other')]);
    writeFileSync(join(repo.path, 'other/a.js'), mark(E));
    symlinkSync('new.js', join(repo.path, 'link.js'));
    const outside = tempFolder('kata-outside');
    writeFileSync(join(outside, 'a.js'), mark(E));
    symlinkSync(outside, join(repo.path, 'outside'));
    assert.deepEqual(await places(repo), [`${C} kept.log:1`, `${D} new.js:1`]);
  });

  it('stand in files whose names hold anything', async () => {
    const repo = emptyRepo();
    const names = [
      'a b.js',
      `q"'.js`,
      'line\nbreak.js',
      'é-ü-漢.js',
      '-x.js',
      ':(top)y.js',
      'Binary file z matches.js',
      '*.js',
    ];
    repo.write(Object.fromEntries(names.map((name) => [`d/${name}`, `\n${mark()}`])));
    const untracked = await places(repo);
    repo.commit('Tracked now');
    const expected = names.map((name) => `${C} d/${name}:2`).sort();
    assert.deepEqual([untracked, await places(repo)], [expected, expected]);
  });

  it('stand in lines of a megabyte, several on a line', async () => {
    const repo = emptyRepo();
    const long = 'x'.repeat(1_000_000);
    repo.write({ 'a.js': `${long}\n${long}${mark(C)}${'y'.repeat(400)}${mark(D)} ${long}${mark(E)}\n` });
    const untracked = await places(repo);
    repo.commit('Tracked now');
    const expected = [C, D, E].map((id) => `${id} a.js:2`).sort();
    assert.deepEqual([untracked, await places(repo)], [expected, expected]);
  });

  it('that could not be read are named as skipped, and why', async () => {
    const repo = emptyRepo();
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const files = {
      'u16le.txt': utf16(`x\n${mark()}`),
      'u16be.txt': utf16(mark()).swap16(),
      'no-mark.txt': Buffer.from(`some text ${mark()}`, 'utf16le'),
      'b.bin': `\0\u0001${mark()}`,
      'plain.bin': '\0nothing here',
      'latin.js': Buffer.concat([Buffer.from([0xe9, 0x0a]), Buffer.from(mark())]),
    };
    const expected = [
      'b.bin is binary',
      'no-mark.txt is UTF-16',
      'u16be.txt is UTF-16',
      'u16le.txt is UTF-16',
    ];
    repo.write(files);
    const told = async () =>
      (await cornersOf(repo.path)).skipped.map(({ path, reason }) => `${path} ${reason}`);
    assert.deepEqual(await told(), expected);
    repo.commit('Tracked now');
    assert.deepEqual(await told(), expected);
    assert.deepEqual(await places(repo), [`${C} latin.js:2`]);
    repo.write({ '.kata/config.yaml': 'ignore: ["*.txt"]\n' });
    assert.deepEqual(await told(), ['b.bin is binary']);
  });

  it('in a sparse tree or a submodule are named as skipped', async () => {
    const inner = emptyRepo();
    inner.write({ 'a.js': mark() }).commit('Inner');
    const repo = emptyRepo();
    repo.write({ 'src/a.js': mark(D), 'lib/b.js': mark(E) }).commit('Code');
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    repo.commit('Submodule');
    repo.git('sparse-checkout', 'set', '--no-cone', '/.kata/', '/src/', '/sub/', '/.gitmodules');
    assert.equal(existsSync(join(repo.path, 'lib/b.js')), false);
    const { skipped } = await cornersOf(repo.path);
    assert.deepEqual(
      skipped.map(({ path, reason }) => `${path} ${reason}`),
      ['lib/b.js is not checked out', 'sub is a submodule: its corners are its own'],
    );
    assert.deepEqual(await places(repo), [`${D} src/a.js:1`]);
  });

  it('are the same whatever a person has configured', async () => {
    const settings = {
      'color.ui': 'always',
      'color.grep': 'always',
      'grep.column': 'true',
      'grep.lineNumber': 'false',
      'grep.fullName': 'true',
      'grep.patternType': 'fixed',
      'grep.extendedRegexp': 'true',
      'grep.fallbackToNoIndex': 'true',
      'core.quotePath': 'true',
      'core.pager': 'false',
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.context': '9',
      'diff.interHunkContext': '9',
      'diff.renames': 'false',
      'diff.external': 'false',
      'diff.algorithm': 'patience',
      'diff.colorMoved': 'zebra',
      'diff.orderFile': '/nonexistent-order-file',
      'diff.submodule': 'log',
      'diff.relative': 'true',
      'diff.x.textconv': 'tr a-z n-za-m <',
      'diff.x.command': 'false',
      'log.showSignature': 'true',
      'log.follow': 'true',
      'log.diffMerges': 'm',
      'log.date': 'relative',
      'log.decorate': 'full',
      'log.mailmap': 'true',
      'format.pretty': 'oneline',
      'submodule.recurse': 'true',
      'core.fsmonitor': 'false',
    };
    const repo = cornerRepo([C, D]);
    repo.write({ '.gitattributes': '*.js diff=x\n', 'sub dir/é.js': code(D) }).commit('Cut another');
    repo.git('mv', 'a.js', 'b.js');
    repo.write({ 'b.js': code(null) }).commit('Clean it');
    const plain = (await cornersOf(repo.path)).corners.map(inWords);
    assert.deepEqual(plain, ['cleaned by Clean it', 'open at sub dir/é.js:4']);
    for (const [name, value] of Object.entries(settings)) {
      // An order file that is not there ends git: it is the person's to mend, in git itself too.
      if (name !== 'diff.orderFile') repo.git('config', name, value);
    }
    assert.deepEqual((await cornersOf(repo.path)).corners.map(inWords), plain);
    repo.write({ order: '*.py\n' });
    repo.git('config', 'diff.orderFile', join(repo.path, 'order'));
    assert.deepEqual((await cornersOf(repo.path)).corners.map(inWords), plain);
  });

  it('are those below the root that is asked for, with paths from there', async () => {
    const repo = GitRepo.create();
    repo.write({ 'p/.kata/k/kata.yaml': KATA, 'p/src/a.js': mark(C), 'q/b.js': mark(D) }).commit('Start');
    assert.deepEqual(await places(GitRepo.at(join(repo.path, 'p'))), [`${C} src/a.js:1`]);
  });

  it('of a commit are found there, whatever is checked out', async () => {
    const repo = cornerRepo();
    const cut = repo.git('rev-parse', 'HEAD');
    repo.write({ 'a.js': code(null) }).commit('Clean it');
    const repository = await openRepository(repo.path);
    const homes = await loadHomes(workingTreeFiles(repo.path));
    for (const [revision, expected] of [
      [cut, 'open at a.js:4'],
      ['HEAD', 'cleaned by Clean it'],
    ] as const) {
      const commit = await repository.git.run(resolveCommit(revision));
      const { corners } = await cornersAt(repository, commit, homes, { today });
      assert.deepEqual(corners.map(inWords), [expected]);
    }
  });
});

describe('an index of corners', () => {
  it('reads only what it is told of', async () => {
    const repo = cornerRepo();
    const { index, read } = await indexOf(repo);
    assert.deepEqual(await read(), [`${C} a.js:4`]);
    repo.write({ 'a.js': code(null), 'b.js': code(D), '.gitignore': 'out\n', 'out/c.js': mark(E) });
    assert.deepEqual(await read(), [`${C} a.js:4`]);
    index.changed(['a.js', 'b.js', 'out/c.js', 'gone.js']);
    assert.deepEqual(await read(), [`${D} b.js:4`]);
    rmSync(join(repo.path, 'b.js'));
    index.changed(['b.js']);
    assert.deepEqual(await read(), []);
    mkdirSync(join(repo.path, 'nested/.git'), { recursive: true });
    repo.write({ 'nested/d.js': mark(E) });
    index.changed(['nested/d.js', '../x.js', '.kata/k/kata.yaml']);
    assert.deepEqual(await read(), []);
  });

  it('reads a large file once, whole', async () => {
    const repo = cornerRepo([]);
    const { index, read } = await indexOf(repo);
    await read();
    repo.write({ 'b.js': `${'// line\n'.repeat(20_000)}${mark(D)}\n` });
    index.changed(['b.js']);
    assert.deepEqual(await read(), [`${D} b.js:20001`]);
  });

  it('shows what editors show, over the disk, and never what git ignores', async () => {
    const repo = cornerRepo();
    repo.write({ '.gitignore': 'out\n', 'new.js': '', 'out/x.js': '' });
    const { read } = await indexOf(repo);
    const texts = new Map([
      ['a.js', code(null)],
      ['new.js', `\n${mark(D)}`],
      ['out/x.js', mark(E)],
    ]);
    assert.deepEqual(await read(texts), [`${D} new.js:2`]);
    assert.deepEqual(await read(new Map([['a.js', `\r\n\r\n${mark(C)}`]])), [`${C} a.js:3`]);
    assert.deepEqual(await read(), [`${C} a.js:4`]);
  });

  it('looks at all again after a checkout of many files, and reads history on', async () => {
    const repo = cornerRepo();
    const { index, read } = await indexOf(repo);
    await read();
    repo.git('checkout', '-q', '-b', 'other');
    const many = Array.from({ length: 2100 }, (_, at) => `src/f${at}.js`);
    repo.write(Object.fromEntries(many.map((path) => [path, 'x\n'])));
    repo.write({ 'a.js': code(null), 'src/f7.js': mark(D) }).commit('Many');
    index.changed(['a.js', ...many]);
    index.headMoved();
    assert.deepEqual(await read(), [`${D} src/f7.js:1`]);
    const homes = await loadHomes(workingTreeFiles(repo.path));
    assert.deepEqual((await index.read(homes, { today })).corners.map(inWords), [
      'cleaned by Many',
      'orphan at src/f7.js:1',
    ]);
    repo.git('checkout', '-q', 'main');
    index.rescan();
    index.headMoved();
    assert.deepEqual(await read(), [`${C} a.js:4`]);
  });

  it('is called off, and answers the next time', async () => {
    const repo = cornerRepo();
    const { read } = await indexOf(repo);
    const controller = new AbortController();
    const first = read(undefined, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(first, /enough/);
    await assert.rejects(read(undefined, AbortSignal.abort(new Error('at once'))), /at once/);
    assert.deepEqual(await read(), [`${C} a.js:4`]);
  });

  it('says of a file that may not be read that it may not', async () => {
    const repo = cornerRepo([]);
    const { index } = await indexOf(repo);
    const homes = await loadHomes(workingTreeFiles(repo.path));
    await index.read(homes, { today });
    repo.write({ 'secret.js': mark(D) });
    chmodSync(join(repo.path, 'secret.js'), 0);
    index.changed(['secret.js']);
    const { corners, skipped } = await index.read(homes, { today });
    // Whoever may read everything, as root may, is told of the corner instead.
    const told = [...corners.map(inWords), ...skipped.map(({ path, reason }) => `${path} ${reason}`)];
    const mayRead = process.getuid?.() === 0;
    assert.deepEqual(told, [mayRead ? 'orphan at secret.js:1' : 'secret.js may not be read']);
  });
});
