import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOOKS } from '../../../src/core/experiments/plan-hook';
import { kata } from '../../support/cli';
import { GitRepo } from '../../support/git-repo';
import { done, rebaseInteractively, workOn } from '../../support/practice';
import { cleanRepository, started, withPerson } from '../../support/starting';
import { tempFolder } from '../../support/temp';

/** A folder's name that a shell takes apart wherever it is not quoted. */
const ODD = `it's a "place" & $HOME; \`x\` *`;

/** A clone at a path that is hard to quote, on an experiment's branch. */
async function oddly() {
  const path = join(tempFolder(), ODD);
  cleanRepository().git('clone', '-q', '.', path);
  const repo = withPerson(GitRepo.at(path));
  return { repo, ...(await started(repo)) };
}

/** The line that `kata hook install` prints for each hook, by the hook's name. */
async function linesToAdd(repo: GitRepo): Promise<ReadonlyMap<string, string>> {
  const ran = await kata(repo.path, ['hook', 'install']);
  const found = [...ran.out.matchAll(/Add this line to \S*?([a-z-]+):\n {2}(.+)\n/g)];
  return new Map(found.map(([, name = '', line = '']) => [name, line]));
}

const lines = (repo: GitRepo, range: string) =>
  repo
    .git('log', '--format=%s%x09%(trailers:key=Kata-Experiment,valueonly,separator=%x2C)', range)
    .split('\n');

describe('the commit hook where paths are hard to quote', () => {
  it('ties commits, an amend, a merge and a rebase, in the working tree and in a linked one', async () => {
    const { repo, id, branch } = await oddly();
    await done(repo, 'hook', 'install');
    const path = join(tempFolder(), `another ${ODD}`);
    repo.git('checkout', '-q', 'main');
    repo.git('worktree', 'add', '-q', path, branch);
    const linked = GitRepo.at(path);
    workOn(linked, 'One');
    linked.gitWith({ GIT_EDITOR: `sed -i '1s/.*/Amended/'` }, 'commit', '-q', '--amend');
    workOn(linked, 'Two');
    workOn(repo, 'On main');
    rebaseInteractively(linked, 'main', '2{h;d};3{G}');
    assert.deepEqual(lines(linked, 'main..').slice(0, 2), [`Amended\t${id}`, `Two\t${id}`]);
    assert.deepEqual(lines(repo, 'main~1..main'), ['On main\t']);
    workOn(repo, 'Later on main');
    linked.git('merge', '-q', '--no-edit', 'main');
    assert.deepEqual(lines(linked, 'HEAD~1..'), [`Merge branch 'main' into ${branch}\t`, 'Later on main\t']);
    await done(repo, 'hook', 'uninstall');
    workOn(linked, 'After');
    assert.deepEqual(lines(linked, 'HEAD~1..'), ['After\t']);
  });

  it('is called from a hook that was there, and from Husky’s, by the line that was printed', async () => {
    for (const isHusky of [false, true]) {
      const { repo, id } = await oddly();
      const folder = join(repo.path, isHusky ? '.husky' : '.git/hooks');
      const runner = `#!/bin/sh\nh="$(dirname "$0")/../$(basename "$0")"\n[ ! -f "$h" ] || sh -e "$h" "$@"\n`;
      mkdirSync(join(folder, isHusky ? '_' : '.'), { recursive: true });
      for (const name of HOOKS) {
        writeFileSync(join(folder, name), '#!/bin/sh\ntrue "$1"\n', { mode: 0o755 });
        if (isHusky) writeFileSync(join(folder, '_', name), runner, { mode: 0o755 });
      }
      if (isHusky) repo.git('config', 'core.hooksPath', '.husky/_');
      const added = await linesToAdd(repo);
      assert.deepEqual([...added.keys()], [...HOOKS]);
      for (const [name, line] of added) writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
      workOn(repo, 'One');
      repo.write({ 'two.txt': '2\n' }).git('add', 'two.txt');
      repo.gitWith({ GIT_EDITOR: `f() { echo Two > "$1"; }; f` }, 'commit', '-q');
      assert.deepEqual(lines(repo, 'HEAD~2..'), [`Two\t${id}`, `One\t${id}`]);
    }
  });
});
