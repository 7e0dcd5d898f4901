import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadHomes } from '../../src/core/load/load-homes';
import { workingTreeFiles } from '../../src/files/working-tree';
import { readCorners } from '../../src/git/corners/corner-index';
import { otherChanges } from '../../src/git/experiments/other-changes';
import { KataHistory } from '../../src/git/history/kata-history';
import { openRepository } from '../../src/git/repository';
import { BRANCH, experimentRepo, X } from '../support/experiment-repo';
import { testEnvironment } from '../support/git-repo';
import { runs } from '../support/runs';

const run = promisify(execFile);

describe('a person who commits while everything is read again and again', () => {
  it('has each commit made, and each is known in the end', async function () {
    this.timeout(0);
    const repo = experimentRepo([]);
    const env = testEnvironment(repo.home);
    const repository = await openRepository(repo.path);
    const history = new KataHistory(repository, repo.path);
    const homes = () => loadHomes(workingTreeFiles(repo.path));
    const wanted = runs(40);
    const work = { committed: 0, ended: false };
    const commits = async () => {
      for (let at = 0; at < wanted; at++) {
        writeFileSync(join(repo.path, `file-${at % 7}.txt`), `${at}\n`);
        // A lock of ours would make one of the two fail.
        await run('git', ['add', '--all'], { cwd: repo.path, env });
        await run('git', ['commit', '-q', '-m', `Work ${at}`], { cwd: repo.path, env });
        work.committed++;
      }
    };
    let refreshes = 0;
    const refresh = async () => {
      while (!work.ended) {
        const now = await homes();
        await Promise.all([
          history.read(now),
          readCorners(repo.path, now, { today: '2026-11-24' }),
          repository.git.run(otherChanges),
        ]);
        refreshes++;
      }
    };
    const refreshing = [refresh(), refresh()];
    try {
      await commits();
    } finally {
      work.ended = true;
      await Promise.all(refreshing);
    }
    assert.equal(work.committed, wanted);
    const known = await history.read(await homes());
    assert.equal(known.derived?.experiments.get(X)?.commits.length, wanted + 1, BRANCH);
    assert.ok(refreshes > 2, `${refreshes} refreshes`);
  });
});
