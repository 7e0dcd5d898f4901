import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Objects } from '../../src/git/objects';
import { openRepository } from '../../src/git/repository';
import { commitDate, namedCommits, resolveCommit } from '../../src/git/revision';
import { GitRunner } from '../../src/git/runner';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

/** Asks within one conversation with git, and ends it. */
async function withObjects<T>(repo: GitRepo, ask: (objects: Objects) => Promise<T>): Promise<T> {
  const { git } = await openRepository(repo.path);
  const objects = new Objects(git);
  try {
    return await ask(objects);
  } finally {
    objects.close();
  }
}

function repoWith(text: string): { repo: GitRepo; blob: string } {
  const repo = GitRepo.create();
  repo.write({ 'a.txt': text }).commit('one', '2026-03-04');
  return { repo, blob: repo.git('rev-parse', 'HEAD:a.txt').trim() };
}

describe('objects of a repository', () => {
  it('are asked for as often as need be, each question in its turn', async () => {
    const { repo, blob } = repoWith('text\n');
    const answers = await withObjects(repo, async (objects) => {
      const said: string[] = [];
      const ask = (question: string, names: readonly string[]) =>
        objects.ask(names, (object) => said.push(`${question} ${object?.bytes.toString() ?? 'nothing'}`));
      await Promise.all([ask('first', [blob, 'f'.repeat(40)]), ask('second', ['HEAD:a.txt'])]);
      await ask('third', ['no such name', blob]);
      await ask('none', []);
      return said;
    });
    assert.deepEqual(answers, [
      'first text\n',
      'first nothing',
      'second text\n',
      'third nothing',
      'third text\n',
    ]);
  });

  it('pass on what goes wrong where they are taken, and can be asked again', async () => {
    const { repo, blob } = repoWith('text\n');
    await withObjects(repo, async (objects) => {
      const wrong = objects.ask([blob, blob], () => {
        throw new Error('called off');
      });
      const behind = objects.ask([blob], () => {});
      await assert.rejects(wrong, /called off/);
      await assert.rejects(behind, /called off/);
      let size = 0;
      await objects.ask([blob], (object) => {
        size = object?.bytes.length ?? 0;
      });
      assert.equal(size, 5);
    });
  });

  it('are asked for no longer when their owner ends the conversation', async () => {
    const { repo, blob } = repoWith('text\n');
    const left = await withObjects(repo, async (objects) => objects.ask([blob], () => {}).catch(String));
    assert.equal(left, undefined);
    let asked: Promise<unknown> = Promise.resolve();
    await withObjects(repo, async (objects) => {
      asked = assert.rejects(
        objects.ask([blob], () => {}),
        /was ended/,
      );
    });
    await asked;
  });

  it('say that git can’t be started, or does not answer', async () => {
    const { repo } = repoWith('text\n');
    const missing = new Objects(new GitRunner('/nowhere/git', repo.path));
    await assert.rejects(
      missing.ask(['HEAD'], () => {}),
      { code: 'git/failed' },
    );
    const hangs = join(tempFolder('kata-git'), 'git');
    writeFileSync(hangs, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    const silent = new Objects(new GitRunner(hangs, repo.path, 1));
    await assert.rejects(
      silent.ask(['HEAD'], () => {}),
      { code: 'git/no-answer' },
    );
  });
});

describe('commits that are named together', () => {
  it('are those that git says of each name alone, with their days', async () => {
    const { repo } = repoWith('one\n');
    repo.write({ 'a.txt': 'two\n' });
    repo.git('add', 'a.txt');
    repo.gitWith(
      { GIT_COMMITTER_DATE: '2026-05-06T23:30:00-0930', GIT_AUTHOR_DATE: '2026-05-01T00:00:00+0000' },
      ...['commit', '-q', '-m', 'two'],
    );
    repo.git('tag', '-a', 'v1', '-m', 'one', 'HEAD~1');
    const short = repo.git('rev-parse', '--short', 'HEAD').trim();
    const names = [
      'HEAD',
      'main',
      'HEAD~1',
      'v1',
      short,
      'refs/heads/main',
      '@{0}',
      'HEAD^{tree}',
      'HEAD:a.txt',
    ];
    const none = [
      'main..HEAD',
      '^main',
      'main...HEAD',
      '--all',
      '-',
      ' main',
      'no such',
      ':a.txt',
      'HEAD~9',
      'main^!',
    ];
    const { git } = await openRepository(repo.path);
    const alone = async (name: string) => {
      try {
        const id = await git.run(resolveCommit(name));
        return { id, date: await git.run(commitDate(id)) };
      } catch {
        return null;
      }
    };
    const together = await withObjects(repo, (objects) => namedCommits(objects, [...names, ...none]));
    assert.deepEqual(together, await Promise.all([...names, ...none].map(alone)));
    assert.equal(together[0]?.date, '2026-05-06');
    assert.deepEqual(
      together.slice(names.length),
      none.map(() => null),
    );
  });

  it('are refused with a control character in a name before git sees it', async () => {
    const { repo } = repoWith('one\n');
    for (const name of ['', 'a\nHEAD', 'a\0b']) {
      await assert.rejects(
        withObjects(repo, (objects) => namedCommits(objects, ['HEAD', name])),
        { code: 'git/no-revision' },
      );
    }
  });
});
