import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../support/cli';
import { BRANCH, DONE, experimentRepo, LINE, PREDICTED, recordOf, X } from '../support/experiment-repo';
import type { GitRepo } from '../support/git-repo';
import { withPerson } from '../support/starting';
import { tempFolder } from '../support/temp';

const CORNER = 'corners:\n  - { id: c-8k2fd, what: Rates never expire }\n';
const HOOKS =
  'applypatch-msg post-applypatch post-checkout post-commit post-index-change post-merge post-rewrite pre-auto-gc pre-commit pre-merge-commit pre-push pre-rebase prepare-commit-msg commit-msg reference-transaction fsmonitor-watchman push-to-checkout sendemail-validate';

/** A repository with an experiment, a corner, a squash of it, and work that is not committed: something for each command. */
function repository(): GitRepo {
  const repo = withPerson(experimentRepo([`Work\n\n${LINE}`, 'Work 2']));
  repo.write({ 'a.ts': '// KATA-CORNER(c-8k2fd): rates\n', [recordOf()]: `${PREDICTED}${CORNER}` });
  repo.commit('Corner');
  repo.write({ 'a.ts': 'clean\n', [recordOf()]: `${DONE}${CORNER}` }).commit('Result');
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--squash', BRANCH);
  repo.git('commit', '-q', '-m', 'Squashed');
  return repo.write({ 'w0.txt': 'changed\n', 'a.ts': 'changed\n', '.gitattributes': '* diff=evil\n' });
}

/** Makes a repository start a program from every place of its configuration. Filters apart: that these run is documented. */
function makeHostile(repo: GitRepo): () => readonly string[] {
  const folder = tempFolder('kata-canary');
  const canary = (name: string) => {
    const file = join(folder, `${name}.sh`);
    writeFileSync(file, `#!/bin/sh\n: > '${folder}/${name}.fired'\ncat "$1" 2>/dev/null\n`, { mode: 0o755 });
    return file;
  };
  const settings = {
    'core.fsmonitor': 'fsmonitor',
    'core.pager': 'pager',
    'core.editor': 'editor',
    'core.sshCommand': 'ssh',
    'core.askPass': 'askpass',
    'core.alternateRefsCommand': 'alternates',
    'core.gitProxy': 'proxy',
    'diff.external': 'external',
    'diff.evil.textconv': 'textconv',
    'diff.evil.command': 'command',
    'interactive.diffFilter': 'diff-filter',
    'sequence.editor': 'sequence',
    'gpg.program': 'gpg',
    'gpg.ssh.program': 'gpg-ssh',
    'trailer.kata-experiment.command': 'trailer',
    'trailer.kata-experiment.cmd': 'trailer-cmd',
    'alias.log': 'alias',
  };
  for (const [name, program] of Object.entries(settings)) repo.git('config', name, canary(program));
  for (const name of ['log', 'show', 'grep', 'diff', 'for-each-ref', 'status', 'ls-files'])
    repo.git('config', `pager.${name}`, canary(`pager-${name}`));
  repo.git('config', 'log.showSignature', 'true');
  repo.git('config', 'credential.helper', `!${canary('credential')}`);
  repo.git('config', 'remote.origin.url', `ext::${canary('remote')}`);
  repo.git('config', 'remote.origin.promisor', 'true');
  repo.git('config', 'remote.origin.uploadpack', canary('uploadpack'));
  mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
  for (const hook of HOOKS.split(' '))
    writeFileSync(join(repo.path, '.git/hooks', hook), `#!/bin/sh\n: > '${folder}/hook.fired'\n`, {
      mode: 0o755,
    });
  // A git of the repository's own, as one finds who has `.` on the PATH.
  writeFileSync(join(repo.path, 'git'), `#!/bin/sh\n: > '${folder}/git.fired'\nexit 1\n`, { mode: 0o755 });
  return () => readdirSync(folder).filter((name) => name.endsWith('.fired'));
}

const READS: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--format', 'md'],
  ['show'],
  ['show', '--rev', 'HEAD~1'],
  ['show', '--format', 'html'],
  ['experiment', 'list', '--all-refs'],
  ['corner', 'list'],
  ['corner', 'list', '--base', 'HEAD~1'],
  ['check'],
  ['check', '--base', 'HEAD~1'],
  ['review', '--base', 'HEAD~1'],
  ['review', '--base', BRANCH, '--format', 'html'],
];

describe('a repository that starts programs wherever git lets it', function () {
  this.timeout(120_000);

  it('starts none by any command that reads, nor by an edit', async () => {
    const repo = repository();
    const plain: string[] = [];
    for (const args of READS) plain.push((await kata(repo.path, [...args, '--verbose'])).out);
    const fired = makeHostile(repo);
    const path = process.env.PATH;
    process.env.PATH = `${repo.path}:.::${path}`;
    try {
      for (const [at, args] of READS.entries()) {
        const ran = await kata(repo.path, [...args, '--verbose']);
        assert.ok(ran.status <= 1, `${args.join(' ')}: ${ran.err}`);
        assert.deepEqual(fired(), [], args.join(' '));
        // Not by giving up: what is said is what was said before.
        assert.equal(ran.out, plain[at], args.join(' '));
      }
      for (const args of [
        ['hook', 'status'],
        ['experiment', 'result', X, '--learned', 'l'],
      ]) {
        const ran = await kata(repo.path, args);
        assert.equal(ran.status, 0, ran.err);
        assert.deepEqual(fired(), [], args.join(' '));
      }
    } finally {
      process.env.PATH = path;
    }
  });

  it('starts them under plain git: the control', () => {
    const repo = repository();
    const fired = makeHostile(repo);
    repo.git('status', '--porcelain');
    repo.git('diff');
    repo.git('log', '-p', '--textconv', '-1');
    for (const name of ['fsmonitor', 'command', 'textconv', 'hook'])
      assert.ok(fired().includes(`${name}.fired`), `${name} did not fire: ${fired()}`);
  });
});
