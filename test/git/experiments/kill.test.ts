import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commitRecord } from '../../../src/git/experiments/commit-record';
import { type MendOptions, mendInterrupted } from '../../../src/git/experiments/mend';
import { openRepository } from '../../../src/git/repository';
import { bundled } from '../../support/bundled';
import { kata } from '../../support/cli';
import { GitRepo } from '../../support/git-repo';
import {
  cleanRepository,
  dirtyRepository,
  leftBehind,
  makeDirty,
  started,
  stateOf,
} from '../../support/starting';
import { tempFolder } from '../../support/temp';

const ID = 'x-new01';
const NEW = `.kata/checkout-latency/experiments/${ID}-try.yaml`;
const TEXT = 'step: Try it\nexpect: faster\nstarted: 2026-11-24\n';
const message = (word: string, id: string) => `${word}: try\n\nKata-Experiment: checkout-latency/${id}\n`;

/** An operation to interrupt, and the repository that it begins in. */
interface Case {
  readonly repo: GitRepo;
  readonly plan: object;
  readonly path: string;
  readonly id: string;
  /** The branch that it commits on. */
  readonly branch: string;
  /** The state that an undo leads to. */
  readonly undone?: object;
}

const OPERATIONS = ['start', 'planned', 'result', 'finish', 'carry', 'undo'] as const;
type Name = (typeof OPERATIONS)[number];

async function cases(): Promise<Record<Name, Case>> {
  const first = dirtyRepository();
  const branch = `kata/checkout-latency/${ID}-try`;
  const start = {
    operation: 'start',
    id: ID,
    path: NEW,
    before: null,
    after: TEXT,
    message: message('Predict', ID),
  };

  const second = dirtyRepository();
  const done = await started(second);
  const before = readFileSync(join(second.path, done.path), 'utf8');
  const changed = (operation: string, more: string) => {
    const after = `${before}${more}`;
    const plan = {
      operation,
      id: done.id,
      path: done.path,
      before,
      after,
      message: message('Result', done.id),
    };
    return {
      repo: second,
      plan: { ...plan, branch: null },
      path: done.path,
      id: done.id,
      branch: done.branch,
    };
  };

  // The record is there, in no commit yet; its start writes the day.
  const fifth = dirtyRepository().write({ [NEW]: 'step: Try it\n' });
  const there = { ...start, before: 'step: Try it\n', branch };

  const third = cleanRepository();
  const away = await started(third);
  third.git('checkout', '-q', 'main');
  makeDirty(third);
  const fourth = dirtyRepository();
  const undone = stateOf(fourth);
  const record = { ...start, operation: 'start' as const, branch };
  const did = await commitRecord(await openRepository(fourth.path), record);
  const undo = { ...did, id: ID, path: NEW, text: TEXT };
  return {
    undo: { repo: fourth, plan: { undo }, path: NEW, id: ID, branch, undone },
    start: { repo: first, plan: { ...start, branch }, path: NEW, id: ID, branch },
    planned: { repo: fifth, plan: there, path: NEW, id: ID, branch },
    result: changed('result', 'happened: it was faster\n'),
    finish: changed('finish', 'finished: 2026-11-25\noutcome: confirmed\n'),
    carry: { repo: third, plan: { carry: away.id }, path: away.path, id: away.id, branch: 'main' },
  };
}

/** A copy of the repository, on which one operation is run and interrupted. */
function copyOf(repo: GitRepo): GitRepo {
  const path = join(tempFolder('kata-kill'), 'repo');
  cpSync(repo.path, path, { recursive: true, preserveTimestamps: true });
  return GitRepo.at(path);
}

describe('an operation that is interrupted', function () {
  this.timeout(0);
  let program: string;
  let all: Record<Name, Case>;
  before(async () => {
    program = bundled('test/support/interrupted.ts');
    all = await cases();
  });

  async function run(repo: GitRepo, plan: object, how: string, fatal: number) {
    const args = [program, repo.path, how, String(fatal), JSON.stringify(plan)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const texts = { out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      texts.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      texts.err += chunk;
    });
    const [status, signal] = await once(child, 'exit');
    // A git that outlives its parent holds these open: the next command may not have to wait for that.
    child.stdout.destroy();
    child.stderr.destroy();
    return { status, signal, ...texts };
  }

  /** Mends, and takes away the locks of a git that was killed too where it is told to. */
  async function mended(repo: GitRepo, options: MendOptions): Promise<void> {
    for (let told = 0; ; told++) {
      try {
        await mendInterrupted(await openRepository(repo.path), options);
        return;
      } catch (error) {
        const [, lock] =
          /^Another git is at work: (.+\.lock) is there$/.exec(String((error as Error).message)) ?? [];
        if (lock === undefined || told === 3) throw error;
        rmSync(resolve(repo.path, lock));
      }
    }
  }

  /** What has to hold afterwards: as it was, or complete; nothing left; and the next command works. */
  async function judge(
    one: Case,
    repo: GitRepo,
    was: object,
    what: string,
  ): Promise<'as it was' | 'complete'> {
    repo.git('fsck', '--strict');
    const committed = repo.git('for-each-ref', `refs/heads/${one.branch}`, '--format=%(contents:subject)');
    const isComplete = /^(Predict|Result|Carry): /.test(committed) && committed !== headSubject(one);
    const isUndone = one.undone !== undefined && committed === '';
    if (isUndone) assert.deepEqual({ ...stateOf(repo), left: [] }, one.undone, what);
    else if (!isComplete) assert.deepEqual({ ...stateOf(repo), left: [] }, was, what);
    else {
      assert.equal(repo.git('symbolic-ref', '--short', 'HEAD'), one.branch, what);
      assert.equal(repo.git('diff', '--name-only', 'HEAD^', 'HEAD'), one.path, what);
      assert.equal(repo.git('status', '--porcelain', '--', one.path), '', what);
      assert.notEqual(repo.git('for-each-ref', `refs/kata/${one.id}`), '', what);
      const others = (state: GitRepo) =>
        state.git('status', '--porcelain=v2', '--untracked-files=all', '--', '.', `:!${one.path}`);
      assert.equal(others(repo), others(one.repo), what);
    }
    const next = await kata(repo.path, ['experiment', 'result', 'x-b2m4q', '--learned', what, '--commit']);
    assert.equal(next.status, 0, what + next.err);
    assert.deepEqual(leftBehind(repo), [], what);
    return isComplete || isUndone ? 'complete' : 'as it was';
  }

  function headSubject(one: Case): string {
    return one.repo.git('for-each-ref', `refs/heads/${one.branch}`, '--format=%(contents:subject)');
  }

  /** Which calls are tried: all with KATA_RUNS, else some of each part. */
  function chosen(calls: readonly string[], step: number): number[] {
    const every = Number(process.env.KATA_RUNS ?? '1') > 1 ? 1 : step;
    const numbers = calls.map((_, at) => at + 1);
    return numbers.filter((number) => number % every === 0);
  }

  for (const name of OPERATIONS) {
    for (const how of ['group', 'alone', 'fail'] as const) {
      it(`${name} is complete or as it was after the next command: ${how}`, async () => {
        const one = all[name];
        const whole = await run(copyOf(one.repo), one.plan, 'count', 0);
        assert.equal(whole.status, 0, whole.err);
        const calls: string[] = JSON.parse(whole.out);
        const spawns = calls.filter((call) => call === 'spawn').length;
        assert.ok(spawns >= 8, calls.join());
        const ends = { 'as it was': 0, complete: 0 };
        const tried = chosen(calls, 31);
        for (const fatal of tried) {
          const repo = copyOf(one.repo);
          const was = stateOf(repo);
          const what = `${name}, ${how} at ${fatal} (${calls[fatal - 1]})`;
          const ran = await run(repo, one.plan, how, fatal);
          assert.equal(ran.signal, how === 'fail' ? null : 'SIGKILL', what);
          await mended(repo, how === 'alone' ? {} : { settle: 0 });
          if (how !== 'fail') assert.deepEqual(leftBehind(repo), [], what);
          ends[await judge(one, repo, was, what)]++;
        }
        const counts = `${tried.length} of ${calls.length} calls, ${spawns} of them spawns`;
        console.log(`      ${counts}: ${ends['as it was']} as it was, ${ends.complete} complete`);
      });
    }
  }

  it('that meets a lock of a killed git names it, and goes on once it is gone', async () => {
    const { undo } = all;
    const calls: string[] = JSON.parse((await run(copyOf(undo.repo), undo.plan, 'count', 0)).out);
    const repo = copyOf(undo.repo);
    // Its journal is written, and not more.
    await run(repo, undo.plan, 'group', calls.indexOf('rename') + 3);
    writeFileSync(join(repo.path, '.git/packed-refs.lock'), '');
    const mend = async () => mendInterrupted(await openRepository(repo.path), { settle: 0 });
    await assert.rejects(mend(), { message: /packed-refs\.lock is there$/, mend: /remove that file$/ });
    rmSync(join(repo.path, '.git/packed-refs.lock'));
    assert.equal((await mend())?.what, 'completed');
    assert.equal(await judge(undo, repo, stateOf(undo.repo), 'a lock of a killed git'), 'complete');
  });

  it('waits for a commit whose hook still runs, and never makes it twice', async () => {
    const { start } = all;
    const repo = copyOf(start.repo);
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
    const hook = '#!/bin/sh\n: > .git/hook-runs\nsleep 1.5\n';
    writeFileSync(join(repo.path, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    const args = [program, repo.path, 'count', '0', JSON.stringify(start.plan)];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!existsSync(join(repo.path, '.git/hook-runs'))) await wait(10);
    // Its message is written by now or never: either way the next command knows.
    await wait(100);
    child.kill('SIGKILL');
    await ended;
    const mended = await kata(repo.path, ['list']);
    assert.equal(mended.status, 0);
    assert.match(mended.err, /The start of x-new01 was interrupted after its commit and is complete now/);
    assert.equal(await judge(start, repo, stateOf(start.repo), 'a slow hook'), 'complete');
    assert.equal(repo.git('rev-list', '--count', 'main..HEAD'), '2');
  });
});
