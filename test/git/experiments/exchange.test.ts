import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../../support/cli';
import { GitRepo } from '../../support/git-repo';
import { cleanRepository, started, withPerson } from '../../support/starting';
import { tempFolder } from '../../support/temp';

async function refs(repo: GitRepo, ...args: string[]) {
  const ran = await kata(repo.path, ['--json', 'refs', ...args]);
  return { status: ran.status, ...JSON.parse(ran.out) };
}

/** Two clones of one remote, and an experiment that one of them started. */
async function two() {
  const origin = GitRepo.create('--bare');
  const ana = cleanRepository();
  ana.git('remote', 'add', 'origin', origin.path);
  ana.git('push', '-q', 'origin', 'main');
  const folder = join(tempFolder(), 'bo');
  origin.git('clone', '-q', origin.path, folder);
  const bo = withPerson(GitRepo.at(folder));
  const { id, commit } = await started(ana);
  return { origin, ana, bo, id, commit };
}

describe('kata refs', () => {
  it('gives and gets what is remembered, and nothing else', async () => {
    const { origin, ana, bo, id, commit } = await two();
    assert.deepEqual(await refs(ana, 'push'), { status: 0, remote: 'origin', moved: [id], diverged: [] });
    assert.equal(origin.git('for-each-ref', '--format=%(refname)'), `refs/heads/main\nrefs/kata/${id}`);
    assert.deepEqual((await refs(ana, 'push')).moved, []);
    const before = bo.git('for-each-ref', '--format=%(refname)', 'refs/remotes', 'refs/heads', 'refs/tags');
    assert.deepEqual((await refs(bo, 'fetch', 'origin')).moved, [id]);
    assert.equal(bo.git('rev-parse', `refs/kata/${id}`), commit);
    assert.equal(
      bo.git('for-each-ref', '--format=%(refname)', 'refs/remotes', 'refs/heads', 'refs/tags'),
      before,
    );
    assert.equal(existsSync(join(bo.path, '.git/FETCH_HEAD')), false);
    assert.deepEqual((await refs(bo, 'fetch')).moved, []);
  });

  it('overwrites nothing that is ahead or went another way', async () => {
    const { ana, bo, id } = await two();
    await refs(ana, 'push');
    await refs(bo, 'fetch');
    const shared = bo.git('rev-parse', `refs/kata/${id}`);
    const next = (repo: GitRepo, text: string) => {
      const tree = repo.git('rev-parse', `${shared}^{tree}`);
      repo.git('update-ref', `refs/kata/${id}`, repo.git('commit-tree', '-p', shared, '-m', text, tree));
      return repo.git('rev-parse', `refs/kata/${id}`);
    };
    const ahead = next(bo, 'Bo');
    assert.deepEqual((await refs(bo, 'fetch')).moved, []);
    assert.equal(bo.git('rev-parse', `refs/kata/${id}`), ahead, 'ahead here');
    next(ana, 'Ana');
    assert.deepEqual((await refs(ana, 'push')).moved, [id]);
    for (const way of ['push', 'fetch']) {
      const told = await refs(bo, way);
      assert.deepEqual([told.status, told.moved, told.diverged], [5, [], [id]], way);
      assert.equal(bo.git('rev-parse', `refs/kata/${id}`), ahead, way);
    }
  });

  it('says what is missing: no such remote, no remote at all, nothing to give, no way there', async () => {
    const repo = cleanRepository();
    assert.equal((await refs(repo, 'push')).error.code, 'experiment/no-remote');
    const gone = join(tempFolder(), 'gone');
    repo.git('remote', 'add', 'backup', gone);
    assert.deepEqual((await refs(repo, 'push')).moved, [], 'nothing to give');
    const failure = await refs(repo, 'fetch');
    assert.deepEqual([failure.status, failure.error.code], [3, 'experiment/network']);
    assert.match(failure.error.message, /backup/);
    for (const name of ['nope', '--upload-pack=touch hacked', gone, 'ext::sh -c touch% hacked', '']) {
      const told = await refs(repo, 'fetch', '--', name);
      assert.deepEqual([told.status, told.error.code], [4, 'experiment/no-remote'], name);
    }
    assert.equal(existsSync(join(repo.path, 'hacked')), false);
  });

  it('never waits for an answer', async () => {
    const repo = cleanRepository();
    repo.git('remote', 'add', 'origin', 'https://user@127.0.0.1:9/nothing.git');
    const failure = await refs(repo, 'fetch');
    assert.equal(failure.error.code, 'experiment/network');
  });
});
