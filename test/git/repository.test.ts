import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../../src/git/repository';
import { commitDate, resolveCommit } from '../../src/git/revision';
import { revisionFiles } from '../../src/git/revision-files';
import { pathState } from '../../src/git/status';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const KATA = '.kata/a/kata.yaml';

async function textsAt(repo: GitRepo, revision: string): Promise<Record<string, string>> {
  const { files } = await revisionFiles(await openRepository(repo.path), revision);
  const contents = await files.read(await files.list());
  return Object.fromEntries(
    [...contents].map(([path, content]) => [
      path,
      'error' in content ? `! ${content.error}` : Buffer.from(content.bytes).toString(),
    ]),
  );
}

describe('finding the repository', () => {
  it('gives the top of the working tree from any folder in it', async () => {
    const repo = GitRepo.create();
    repo.write({ 'a/b/c.txt': '' }).commit('one');
    const found = await openRepository(join(repo.path, 'a/b'));
    assert.equal(found.topLevel, repo.path);
    assert.equal(found.gitDir, join(repo.path, '.git'));
    assert.deepEqual([found.bare, found.shallow], [false, false]);
  });

  it('knows a linked working tree, a bare and a shallow repository', async () => {
    const repo = GitRepo.create();
    repo.write({ [KATA]: 'one' }).commit('one');
    repo.write({ [KATA]: 'two' }).commit('two');
    const elsewhere = tempFolder();
    repo.git('worktree', 'add', '--quiet', join(elsewhere, 'tree'), '-b', 'other');
    const tree = await openRepository(join(elsewhere, 'tree'));
    assert.equal(tree.topLevel, join(elsewhere, 'tree'));
    assert.equal(tree.commonDir, join(repo.path, '.git'));
    repo.git('clone', '--quiet', '--bare', repo.path, join(elsewhere, 'bare.git'));
    const bare = await openRepository(join(elsewhere, 'bare.git'));
    assert.deepEqual([bare.bare, bare.topLevel], [true, null]);
    assert.deepEqual(await textsAt(GitRepo.at(join(elsewhere, 'bare.git')), 'main~1'), { [KATA]: 'one' });
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.path}`, join(elsewhere, 'shallow'));
    const shallow = GitRepo.at(join(elsewhere, 'shallow'));
    assert.equal((await openRepository(shallow.path)).shallow, true);
    assert.deepEqual(await textsAt(shallow, 'HEAD'), { [KATA]: 'two' });
    await assert.rejects(textsAt(shallow, 'HEAD~1'), { code: 'git/no-revision', mend: /unshallow/ });
  });

  it('names the mend where there is none', async () => {
    await assert.rejects(openRepository(tempFolder()), { code: 'git/no-repository', mend: /git init/ });
    await assert.rejects(openRepository('/no/such/folder'), { code: 'git/no-repository' });
  });

  it("says that git does not trust somebody else's repository", async () => {
    const repo = GitRepo.create();
    repo.write({ a: '' }).commit('one');
    // Git's own way to pretend it, which needs no other user: through a git that stands before the real one.
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const folder = tempFolder();
    const pretend = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`;
    writeFileSync(join(folder, 'git'), pretend, { mode: 0o755 });
    await withPath(`${folder}:${process.env.PATH}`, () =>
      assert.rejects(openRepository(repo.path), { code: 'git/dubious-ownership', mend: /safe\.directory/ }),
    );
  });

  it('never takes git from the repository', async () => {
    const repo = GitRepo.create();
    repo.write({ 'sub/a': '' }).commit('one');
    const canary = join(repo.path, 'fired');
    for (const folder of ['bin', '.']) {
      mkdirSync(join(repo.path, folder), { recursive: true });
      writeFileSync(join(repo.path, folder, 'git'), `#!/bin/sh\ntouch '${canary}'\n`, { mode: 0o755 });
    }
    await withPath(`.:${repo.path}/bin:${repo.path}::${process.env.PATH}`, async () => {
      const found = await openRepository(join(repo.path, 'sub'));
      assert.ok(!found.git.binary.startsWith(repo.path));
      await found.git.run(pathState('sub/a'));
    });
    assert.equal(existsSync(canary), false);
  });
});

describe('kata files at a revision', () => {
  it('lists only kata files, with any name, from one commit', async () => {
    const repo = GitRepo.create();
    repo.write({
      [KATA]: 'kata: 1\r\n',
      'a/.kata/b/kata.yaml': 'é\n',
      'x.yaml': 'no',
      'node_modules/p/.kata/k/kata.yaml': 'no',
    });
    repo.write({ '.kata/a/obstacles/-o "q"\tt.yaml': 'odd', '.kata/a/large.yaml': 'x'.repeat(3_000_000) });
    const first = repo.commit('one', '2026-03-04');
    repo.write({ [KATA]: null }).commit('gone', '2026-05-06');
    const texts = await textsAt(repo, first.slice(0, 9));
    assert.deepEqual(Object.keys(texts).sort(), [
      '.kata/a/kata.yaml',
      '.kata/a/large.yaml',
      '.kata/a/obstacles/-o "q"\tt.yaml',
      'a/.kata/b/kata.yaml',
    ]);
    assert.equal(texts[KATA], 'kata: 1\r\n');
    assert.equal(texts['.kata/a/large.yaml']?.length, 1024 * 1024 + 1);
    assert.equal((await textsAt(repo, 'HEAD'))[KATA], undefined);
    const { git } = await openRepository(repo.path);
    assert.equal(await git.run(commitDate(await git.run(resolveCommit('HEAD~1')))), '2026-03-04');
    repo.git('tag', '-a', 'v1', '-m', 'one', first);
    assert.equal(await git.run(resolveCommit('v1')), first);
  });

  it('follows neither links nor submodules, and says so of a link', async () => {
    const inner = GitRepo.create();
    inner.write({ [KATA]: 'inner' }).commit('one');
    const repo = GitRepo.create();
    repo.write({ [KATA]: 'outer' });
    mkdirSync(join(repo.path, '.kata/b'));
    symlinkSync('/etc/passwd', join(repo.path, '.kata/b/kata.yaml'));
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    repo.commit('one');
    const texts = await textsAt(repo, 'HEAD');
    assert.deepEqual(Object.keys(texts).sort(), [KATA, '.kata/b/kata.yaml']);
    assert.match(texts['.kata/b/kata.yaml'] ?? '', /^! .*symbolic link/);
  });

  it('reads a sha256 repository', async () => {
    const repo = GitRepo.create('--object-format=sha256');
    repo.write({ [KATA]: 'kata: 1\n' });
    assert.equal(repo.commit('one').length, 64);
    assert.deepEqual(await textsAt(repo, 'main'), { [KATA]: 'kata: 1\n' });
  });

  it('takes no text for an option or a range', async () => {
    const repo = GitRepo.create();
    repo.write({ [KATA]: 'x' }).commit('one');
    const canary = join(tempFolder(), 'canary');
    const names = [
      '-x',
      '--help',
      '--all',
      `--output=${canary}`,
      '^HEAD',
      'HEAD..HEAD',
      '--',
      'a b',
      `$(touch ${canary})`,
    ];
    for (const name of names) await assert.rejects(textsAt(repo, name), { code: 'git/no-revision' }, name);
    assert.equal(existsSync(canary), false);
  });

  it('works in a repository without a commit', async () => {
    await assert.rejects(textsAt(GitRepo.create(), 'HEAD'), { code: 'git/no-revision' });
  });
});

describe('the state of a path', () => {
  it('tells clean, changed, untracked and ignored', async () => {
    const repo = GitRepo.create();
    repo.write({ 'a.txt': 'a', '.gitignore': '*.log\n', '[a].txt': 'b' }).commit('one');
    repo.write({ 'new.txt': '', 'x.log': '', '[a].txt': 'changed' });
    const { git } = await openRepository(repo.path);
    const states = ['a.txt', 'new.txt', 'x.log', '[a].txt', 'never.txt'].map((path) =>
      git.run(pathState(path)),
    );
    assert.deepEqual(await Promise.all(states), ['clean', 'untracked', 'ignored', 'changed', 'clean']);
  });
});

async function withPath(path: string, run: () => Promise<void>): Promise<void> {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    await run();
  } finally {
    process.env.PATH = before;
  }
}
