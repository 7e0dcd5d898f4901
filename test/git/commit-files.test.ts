import assert from 'node:assert/strict';
import { commitFiles } from '../../src/git/commit-files';
import { openRepository } from '../../src/git/repository';
import { GitRepo } from '../support/git-repo';

describe('the files of a commit', () => {
  const told = async (repo: GitRepo, commit: string, parent: string | null) => {
    const { git } = await openRepository(repo.path);
    const files = await git.run(commitFiles(commit, parent));
    return files.map(({ path, before, after }) => [path, before?.path ?? null, after?.path ?? null]);
  };

  it('are those that it added, changed, renamed and took away, whatever their names', async () => {
    const repo = GitRepo.create();
    const text = 'a line that is long enough to be known again\n'.repeat(4);
    const first = repo.write({ 'a b"\n': 'one\n', old: text, gone: 'gone\n' }).commit('First');
    repo.git('mv', 'old', 'new ü');
    repo.git('rm', '--quiet', 'gone');
    const second = repo.write({ 'a b"\n': 'two\n', fresh: 'x\n' }).commit('Second');
    assert.deepEqual((await told(repo, second, first)).sort(), [
      ['a b"\n', 'a b"\n', 'a b"\n'],
      ['fresh', null, 'fresh'],
      ['gone', 'gone', null],
      ['new ü', 'old', 'new ü'],
    ]);
    assert.deepEqual((await told(repo, first, null)).map(([path]) => path).sort(), ['a b"\n', 'gone', 'old']);
  });
});
