import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { KataHistory } from '../../../src/git/history/kata-history';
import { openRepository } from '../../../src/git/repository';
import { BRANCH, DONE, experimentRepo, PREDICTED, recordOf } from '../../support/experiment-repo';
import type { GitRepo } from '../../support/git-repo';
import { runs } from '../../support/runs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** The commits between which HEAD goes to and fro: commits, amends, a branch that comes and goes, records that change. */
function states(repo: GitRepo): (() => unknown)[] {
  const first = repo.git('rev-parse', 'HEAD');
  const result = repo.write({ [recordOf()]: DONE }).commit('Result');
  repo.git('commit', '-q', '--amend', '-m', 'Result, amended');
  const amended = repo.git('rev-parse', 'HEAD');
  const set = (to: string) => () => repo.git('update-ref', `refs/heads/${BRANCH}`, to);
  return [
    set(first),
    set(result),
    () => repo.git('branch', '-f', 'idea', first),
    set(amended),
    () => repo.git('branch', '-D', 'idea'),
    () => undefined,
  ];
}

describe('a history that is refreshed again and again', () => {
  it('keeps its size, and leaves no process behind', async function () {
    this.timeout(600_000);
    const repo = experimentRepo(['Work 1', 'Work 2']);
    const steps = states(repo);
    repo.write({ [recordOf()]: PREDICTED });
    const repository = await openRepository(repo.path);
    let running = 0;
    const start = repository.git.start.bind(repository.git);
    repository.git.start = (args) => {
      const child = start(args);
      running += 1;
      child.on('close', () => {
        running -= 1;
      });
      return child;
    };
    const history = new KataHistory(repository, repo.path);
    const refresh = async (times: number) => {
      for (let n = 0; n < times; n++) {
        steps[n % steps.length]?.();
        await history.read([]);
      }
    };
    // What is compiled and cached on the way belongs to the machine.
    await refresh(60);
    const before = used();
    await refresh(runs(120));
    const after = used();
    assert.ok(after <= before * 1.05, `${after} bytes after ${before}`);
    // One that stays lets the test run out of time.
    while (running > 0) await setTimeout(5);
  });
});
