import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../../src/git/repository';
import { commitDate } from '../../src/git/revision';
import { revisionFiles } from '../../src/git/revision-files';
import { pathState } from '../../src/git/status';
import { GitRepo, testEnvironment } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const KATA = '.kata/a/kata.yaml';

/** A repository whose own configuration starts a program from every place that git is known to start one. */
function hostileRepository(): { repo: GitRepo; fired: () => string[] } {
  const repo = GitRepo.create();
  repo.write({ [KATA]: 'kata: 1\n', '.gitattributes': '*.yaml diff=evil\n' }).commit('one');
  repo.write({ [KATA]: 'kata: 1\ntitle: x\n' });
  const folder = tempFolder();
  const canary = (name: string) => {
    const file = join(folder, `${name}.sh`);
    writeFileSync(file, `#!/bin/sh\ntouch '${folder}/${name}.fired'\ncat "$1" 2>/dev/null\n`, {
      mode: 0o755,
    });
    return file;
  };
  const config: Record<string, string> = {
    'core.fsmonitor': canary('fsmonitor'),
    'core.pager': canary('pager'),
    'core.sshCommand': canary('ssh'),
    'core.askPass': canary('askpass'),
    'diff.external': canary('external'),
    'diff.evil.textconv': canary('textconv'),
    'log.showSignature': 'true',
    'gpg.program': canary('gpg'),
    'credential.helper': canary('credential'),
  };
  for (const [name, value] of Object.entries(config)) repo.git('config', name, value);
  const hooks = join(repo.path, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch '${folder}/hook.fired'\n`, { mode: 0o755 });
  }
  return { repo, fired: () => readdirSync(folder).filter((name) => name.endsWith('.fired')) };
}

async function everyOperation(folder: string): Promise<void> {
  const repository = await openRepository(folder);
  const { files, commit } = await revisionFiles(repository, 'HEAD');
  const contents = await files.read(await files.list());
  assert.equal(contents.size, 1);
  assert.equal(await repository.git.run(commitDate(commit)), '2026-11-02');
  assert.equal(await repository.git.run(pathState(KATA)), 'changed');
}

describe('a hostile repository', () => {
  it('runs nothing of its own under any operation', async () => {
    const { repo, fired } = hostileRepository();
    await everyOperation(repo.path);
    assert.deepEqual(fired(), []);
  });

  it('would run its programs under plain git (control)', () => {
    const { repo, fired } = hostileRepository();
    repo.git('status', '--porcelain');
    repo.git('diff', '--ext-diff');
    repo.git('-c', 'diff.external=', 'log', '-p', '--textconv', '-1');
    for (const name of ['fsmonitor', 'external', 'textconv', 'hook']) {
      assert.ok(fired().includes(`${name}.fired`), `${name} did not fire: ${fired()}`);
    }
  });

  it('does not fetch what a blobless clone lacks, nor start its transport', async () => {
    const origin = GitRepo.create();
    origin.write({ [KATA]: 'kata: 1\n' }).commit('one');
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const folder = join(tempFolder(), 'clone');
    origin.git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${origin.path}`, folder);
    const clone = GitRepo.at(folder);
    const canary = join(tempFolder(), 'fired');
    clone.git('config', 'remote.origin.uploadpack', `touch '${canary}'; git-upload-pack`);
    const { files } = await revisionFiles(await openRepository(folder), 'HEAD');
    const content = (await files.read(await files.list())).get(KATA);
    assert.ok(
      content !== undefined && 'error' in content && /git fetch/.test(content.error),
      JSON.stringify(content),
    );
    assert.equal(existsSync(canary), false);
    clone.git('cat-file', '-p', `HEAD:${KATA}`);
    assert.equal(existsSync(canary), true, 'the control did not fire');
  });
});

describe("a person's odd configuration", () => {
  it('changes no answer', async () => {
    const home = tempFolder('kata-home');
    const settings = [
      'color.ui=always',
      'core.quotePath=true',
      'core.pager=false',
      'log.date=relative',
      'status.showUntrackedFiles=no',
      'status.short=true',
      'status.branch=true',
      'status.relativePaths=true',
      'diff.noprefix=true',
      'i18n.logOutputEncoding=ISO-8859-1',
      'log.decorate=full',
      'log.showSignature=true',
      'format.pretty=oneline',
      'core.abbrev=4',
      'column.ui=always',
      'pager.status=true',
      'alias.ls-tree=log',
    ];
    const config = join(home, '.gitconfig');
    for (const setting of settings) {
      const [name = '', value = ''] = setting.split('=');
      execFileSync('git', ['config', '--file', config, name, value], { env: testEnvironment(home) });
    }
    const repo = GitRepo.create();
    repo.write({ [KATA]: 'é\n', 'é/.kata/config.yaml': '' }).commit('é');
    repo.write({ [KATA]: 'changed', 'new.txt': '' });
    const answers = async () => {
      const repository = await openRepository(join(repo.path, '.kata'));
      const { files, commit } = await revisionFiles(repository, 'main');
      const contents = await files.read(await files.list());
      return {
        repository: { ...repository, git: null },
        contents: [...contents],
        date: await repository.git.run(commitDate(commit)),
        states: await Promise.all([KATA, 'new.txt'].map((path) => repository.git.run(pathState(path)))),
      };
    };
    const before = process.env.GIT_CONFIG_GLOBAL;
    try {
      process.env.GIT_CONFIG_GLOBAL = join(home, 'none');
      const plain = await answers();
      process.env.GIT_CONFIG_GLOBAL = config;
      assert.deepEqual(await answers(), plain);
      assert.deepEqual(plain.states, ['changed', 'untracked']);
      assert.deepEqual(plain.contents.map(([path]) => path).sort(), [KATA, 'é/.kata/config.yaml']);
    } finally {
      if (before === undefined) delete process.env.GIT_CONFIG_GLOBAL;
      else process.env.GIT_CONFIG_GLOBAL = before;
    }
  });
});
