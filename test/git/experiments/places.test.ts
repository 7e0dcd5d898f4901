import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mendInterrupted } from '../../../src/git/experiments/mend';
import { openRepository } from '../../../src/git/repository';
import { bundled } from '../../support/bundled';
import { kata } from '../../support/cli';
import {
  cleanRepository,
  dirtyRepository,
  leftBehind,
  makeDirty,
  STEP,
  started,
  stateOf,
} from '../../support/starting';
import { tempFolder } from '../../support/temp';

const others = (status: string) => status.split('\n').filter((line) => !line.startsWith('#'));

describe('an experiment starts in every kind of index', () => {
  it('split, of version 4, sparse, with an untracked cache, or none at all', async () => {
    const kinds: Record<string, readonly (readonly string[])[]> = {
      split: [['update-index', '--split-index']],
      version: [['update-index', '--index-version', '4']],
      untracked: [['update-index', '--untracked-cache']],
      sparse: [
        ['config', 'core.sparseCheckout', 'true'],
        ['sparse-checkout', 'set', '--cone', '--sparse-index', '.kata'],
      ],
    };
    for (const [kind, commands] of Object.entries(kinds)) {
      const repo = cleanRepository();
      repo.write({ 'deep/er/x.txt': 'x\n' }).commit('Deep');
      for (const command of commands) repo.git(...command);
      if (kind !== 'sparse') makeDirty(repo);
      const before = others(repo.git('status', '--porcelain=v2', '--untracked-files=all'));
      const done = await started(repo);
      assert.deepEqual(others(repo.git('status', '--porcelain=v2', '--untracked-files=all')), before, kind);
      assert.equal(repo.git('diff', '--name-only', 'HEAD^', 'HEAD'), done.path, kind);
      repo.git('fsck', '--strict');
    }
    const bare = cleanRepository();
    const none = join(tempFolder(), 'none');
    bare.git('clone', '-q', '--no-checkout', bare.path, none);
    assert.equal(existsSync(join(none, '.git/index')), false);
    const ran = await kata(none, ['experiment', 'start', ...STEP]);
    // There is no kata in an empty tree: said, and nothing is made.
    assert.equal(ran.status, 4);
  });

  it('with line ends that git changes', async () => {
    const repo = cleanRepository();
    repo.git('config', 'core.autocrlf', 'true');
    const done = await started(repo);
    assert.equal(repo.git('status', '--porcelain'), '');
    const result = ['experiment', 'result', done.id, '--learned', 'Something', '--commit'];
    assert.equal((await kata(repo.path, result)).status, 0);
    assert.equal(repo.git('status', '--porcelain'), '');
  });

  it('also where nobody may write into the git folder, and then says so', async () => {
    if (process.getuid?.() === 0) {
      // Root may write anywhere: a file stands where the tool's folder would.
      const repo = dirtyRepository();
      writeFileSync(join(repo.path, '.git/kata'), '');
      const ran = await kata(repo.path, ['experiment', 'start', ...STEP, '--json']);
      assert.equal(JSON.parse(ran.out).error.code, 'experiment/unwritable');
      return;
    }
    const repo = dirtyRepository();
    const before = stateOf(repo);
    chmodSync(join(repo.path, '.git'), 0o555);
    const ran = await kata(repo.path, ['experiment', 'start', ...STEP, '--json']);
    chmodSync(join(repo.path, '.git'), 0o755);
    assert.equal(JSON.parse(ran.out).error.code, 'experiment/unwritable');
    assert.deepEqual(stateOf(repo), before);
  });
});

describe('a hostile repository', () => {
  const canaries = () => {
    const folder = tempFolder();
    const script = (name: string) => {
      const file = join(folder, `${name}.sh`);
      writeFileSync(file, `#!/bin/sh\ntouch '${folder}/${name}.fired'\n`, { mode: 0o755 });
      return file;
    };
    return { script, fired: () => readdirSync(folder).filter((name) => name.endsWith('.fired')) };
  };

  /** A start that is killed at its call number `fatal`, and what becomes of it in a repository that turned hostile. */
  async function mendedAfter(fatal: number) {
    const repo = dirtyRepository();
    const was = stateOf(repo);
    const id = 'x-new01';
    const path = `.kata/checkout-latency/experiments/${id}-try.yaml`;
    const plan = {
      operation: 'start',
      id,
      path,
      before: null,
      after: 'step: Try\n',
      message: 'Predict: Try\n',
    };
    const program = bundled('test/support/interrupted.ts');
    const said = JSON.stringify({ ...plan, branch: `kata/${id}` });
    const args = [program, repo.path, 'alone', String(fatal), said];
    await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
    const left = leftBehind(repo);
    const { script, fired } = canaries();
    for (const name of ['core.fsmonitor', 'core.pager', 'diff.external', 'gpg.program', 'core.sshCommand'])
      repo.git('config', name, script(name));
    const hooks = join(repo.path, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of ['reference-transaction', 'post-index-change', 'post-checkout', 'pre-commit'])
      writeFileSync(join(hooks, name), readFileSync(script(name)), { mode: 0o755 });
    const mended = await mendInterrupted(await openRepository(repo.path));
    return { repo, was, left, mended, fired };
  }

  it('runs nothing of its own while an interrupted start is put back', async () => {
    // The later it is killed, the more there is to put back, until all that is left is to complete it.
    for (let fatal = 72; fatal > 0; fatal -= 6) {
      const { repo, was, left, mended, fired } = await mendedAfter(fatal);
      if (mended?.what !== 'put back') continue;
      assert.notDeepEqual(left, []);
      assert.deepEqual(fired(), []);
      repo.git('config', '--unset', 'core.fsmonitor');
      assert.deepEqual(stateOf(repo), was);
      // The control: git itself, asked for a commit, runs what stands there.
      repo.git('commit', '-q', '--allow-empty', '-m', 'Control');
      for (const hook of ['pre-commit', 'reference-transaction'])
        assert.ok(fired().includes(`${hook}.fired`), `${hook} never fired`);
      return;
    }
    assert.fail('no start was put back');
  });

  it('can’t bring a journal that makes the tool do something else', async () => {
    const good = {
      version: 1,
      operation: 'start',
      id: 'x-new01',
      path: '.kata/k/experiments/x-new01.yaml',
      before: null,
      after: 'x',
      folder: null,
      head: 'a'.repeat(40),
      from: 'refs/heads/main',
      branch: 'refs/heads/kata/x-new01',
      keep: null,
      commit: null,
    };
    const forged: readonly object[] = [
      { ...good, head: '--output=hacked' },
      { ...good, branch: '--exec=hacked' },
      { ...good, branch: 'refs/heads/-x' },
      { ...good, from: 'refs/tags/x' },
      { ...good, path: '../../hacked', before: 'x' },
      { ...good, folder: '/' },
      { ...good, commit: { pid: 'x', began: '0' } },
      { ...good, version: 2 },
      [],
      {},
    ];
    for (const journal of [...forged, 'no journal']) {
      const repo = dirtyRepository();
      const before = stateOf(repo);
      mkdirSync(join(repo.path, '.git/kata'));
      writeFileSync(join(repo.path, '.git/kata/journal.json'), JSON.stringify(journal));
      const ran = await kata(repo.path, ['list']);
      assert.equal(ran.status, 0, ran.err);
      const after = { ...stateOf(repo), left: [] };
      assert.deepEqual(after, before, JSON.stringify(journal));
      assert.equal(existsSync(join(repo.path, '..', 'hacked')), false);
    }
  });

  it('leaves no process behind', async () => {
    const repo = dirtyRepository();
    await started(repo);
    await kata(repo.path, ['experiment', 'start', ...STEP]);
    await kata(repo.path, ['refs', 'fetch']);
    const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid);
    assert.deepEqual(
      own.map(nameOf).filter((name) => name.includes('git')),
      [],
    );
  });
});

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function parentOf(pid: string): number {
  const stat = statOf(pid);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '0');
}

function nameOf(pid: string): string {
  return /\((.*)\)/.exec(statOf(pid))?.[1] ?? '';
}
