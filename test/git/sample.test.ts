import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeSample } from '../../scripts/sample/make.mjs';
import { checkHome } from '../../src/core/check/check';
import { loadHomes } from '../../src/core/load/load-homes';
import { readRecord } from '../../src/core/load/read-record';
import { addDays, daysBetween } from '../../src/core/model/dates';
import { type Experiment, experiment, experimentState } from '../../src/core/model/experiment';
import { kata } from '../../src/core/model/kata';
import { placeOf } from '../../src/core/model/layout';
import { measurements } from '../../src/core/model/measurements';
import { OBSTACLE_KINDS, OBSTACLE_STATES, obstacle } from '../../src/core/model/obstacle';
import { workingTreeFiles } from '../../src/files/working-tree';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const TODAY = '2026-11-20';
const WARM_START = 'kata/checkout-latency/x-b2m4q-warm-start';
const SHARE_RATES = 'kata/checkout-latency/x-c9t0a-share-rates';

async function sample(today = TODAY): Promise<GitRepo> {
  return GitRepo.at((await makeSample(tempFolder('kata-sample'), { today })).folder);
}

/** The paths and texts of all kata records at a revision. */
function recordsAt(repo: GitRepo, revision: string): Map<string, string> {
  const paths = repo.git('ls-tree', '-r', '--name-only', revision, '.kata/').split('\n');
  return new Map(paths.map((path) => [path, repo.git('show', `${revision}:${path}`)]));
}

/** The experiments at a revision by id. */
function experimentsAt(repo: GitRepo, revision: string): Map<string, Experiment> {
  const found = new Map<string, Experiment>();
  for (const [path, text] of recordsAt(repo, revision)) {
    const place = placeOf(path);
    if (place?.kind === 'experiment' && place.id !== null) found.set(place.id, experiment.parse(parse(text)));
  }
  return found;
}

/** The ids of the corners that have a marker at a revision. */
function markersAt(repo: GitRepo, revision: string): string[] {
  const found = repo.git('grep', '-h', '-o', 'KATA-CORNER(c-[0-9a-z]*)', revision, '--', ':!.kata');
  return [...new Set(found.split('\n').map((marker) => marker.slice('KATA-CORNER('.length, -1)))].sort();
}

function cornersOf(experiments: ReadonlyMap<string, Experiment>) {
  return [...experiments.values()].flatMap((one) => one.corners ?? []);
}

describe('the sample repository', function () {
  this.timeout(60_000);
  let repo: GitRepo;
  before(async () => {
    repo = await sample();
  });

  it('is a clean working tree on main, with every object sound and none left over', () => {
    assert.equal(repo.git('status', '--porcelain'), '');
    assert.equal(repo.git('symbolic-ref', 'HEAD'), 'refs/heads/main');
    assert.equal(repo.git('fsck', '--strict', '--no-progress'), '');
  });

  it('holds only good records, at every tip', () => {
    const tips = repo.git('for-each-ref', '--format=%(refname)').split('\n');
    assert.equal(tips.length, 13);
    for (const tip of tips) {
      for (const [path, text] of recordsAt(repo, tip)) {
        const place = placeOf(path);
        assert.ok(place !== null, `${path} is no record's place`);
        assert.deepEqual(readRecord(place, path, text).problems, [], `${tip}:${path}`);
      }
    }
  });

  it('passes every rule: no error, and no more warnings than a real team has', async () => {
    const homes = await loadHomes(workingTreeFiles(repo.path));
    const problems = homes.flatMap((home) => checkHome(home, { today: TODAY }));
    assert.equal(homes[0]?.katas.length, 2);
    assert.deepEqual(
      problems.filter((problem) => problem.severity === 'error'),
      [],
    );
    assert.ok(problems.length <= 4, problems.map((problem) => problem.message).join('\n'));
  });

  it('has two katas, obstacles of every state and kind, and enough measurements', () => {
    const records = recordsAt(repo, 'main');
    const paths = [...records.keys()];
    const slugs = paths.filter((path) => path.endsWith('/kata.yaml')).map((path) => path.split('/')[1]);
    assert.deepEqual(slugs, ['checkout-latency', 'flaky-builds']);
    const values = [...records].map(([path, text]) => ({ kind: placeOf(path)?.kind, text }));
    const obstacles = values
      .filter((one) => one.kind === 'obstacle')
      .map((one) => obstacle.parse(parse(one.text)));
    assert.deepEqual(new Set(obstacles.map((one) => one.state)), new Set(OBSTACLE_STATES));
    assert.deepEqual(new Set(obstacles.map((one) => one.kind)), new Set(OBSTACLE_KINDS));
    const points = paths
      .filter((path) => path.includes('/checkout-latency/measurements/p95/'))
      .flatMap((path) => measurements.parse(parse(records.get(path) ?? '')));
    assert.ok(points.length >= 12, `${points.length} points`);
    assert.ok(values.filter((one) => one.kind === 'coaching').length >= 4);
  });

  it('has experiments in every state; one is known only on its branch', () => {
    const onMain = experimentsAt(repo, 'main');
    assert.ok(onMain.size >= 12);
    assert.deepEqual(
      new Set([...onMain.values()].map(experimentState)),
      new Set(['planned', 'running', 'confirmed', 'refuted', 'inconclusive', 'abandoned']),
    );
    assert.equal(onMain.has('x-c9t0a'), false);
    const onBranch = experimentsAt(repo, SHARE_RATES).get('x-c9t0a');
    assert.equal(onBranch && experimentState(onBranch), 'running');
  });

  it('has branches that were merged, squashed, rebased, left open and thrown away', () => {
    const heads = repo.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
    assert.deepEqual(heads, [WARM_START, SHARE_RATES, 'main']);
    assert.equal(repo.git('rev-parse', 'refs/kata/x-b2m4q'), repo.git('rev-parse', WARM_START));
    const inMain = (ref: string) => repo.git('branch', '--list', 'main', '--contains', ref) !== '';
    assert.ok(inMain('refs/kata/x-3ndtq'), 'merged');
    assert.ok(inMain('refs/kata/x-q8r2w'), 'rebased');
    assert.ok(!inMain('refs/kata/x-7f3kq'), 'squashed');
    assert.ok(!inMain('refs/kata/x-n2y8b'), 'kept as it was before the rebase');
    assert.ok(!inMain('refs/kata/x-p5j9c'), 'thrown away');
    assert.equal(repo.git('log', '--format=%p', '-1', '--grep=x-3ndtq-time-quotes').split(' ').length, 2);
    const squash = repo.git('log', '--format=%B', '-1', '--grep=(#31)', 'main');
    assert.match(squash, /^ {2}Kata-Experiment: x-7f3kq$/m);
    const reverted = /This reverts commit ([0-9a-f]{40}), reversing\nchanges made to ([0-9a-f]{40})/.exec(
      repo.git('log', '--format=%B', '-1', '--grep=This reverts', 'main'),
    );
    assert.equal(reverted?.[2], repo.git('rev-parse', `${reverted?.[1]}^2`));
  });

  it('records each prediction before the work, in a commit of its own', () => {
    for (const id of ['x-3ndtq', 'x-7f3kq', 'x-p5j9c', 'x-w1k4z', 'x-g7w2d', 'x-h4e1y']) {
      const record = `:(glob).kata/*/experiments/${id}-*.yaml`;
      const first = repo.git('log', '--diff-filter=A', '--format=%H', `refs/kata/${id}`, '--', record);
      const changed = repo.git('show', '--format=', '--name-only', first);
      assert.match(changed, new RegExp(`^\\.kata/\\S+/${id}-\\S+\\.yaml$`));
      assert.match(repo.git('show', `${first}:${changed}`), /^expect: /m);
      assert.doesNotMatch(repo.git('show', `${first}:${changed}`), /^(happened|outcome):/m);
    }
    const changes = repo.git('log', '-p', '--format=', 'refs/kata/x-z3c6n', '--', '*x-z3c6n*');
    assert.match(changes, /^-expect: .*\n\+expect: .*/m);
  });

  it('has a marker for each open corner and an entry for each marker', () => {
    const corners = cornersOf(experimentsAt(repo, 'main'));
    const cleaned = 'c-v4z9k';
    const dropped = 'c-m8b5e';
    const withPath = corners.filter((corner) => corner.path !== undefined);
    assert.deepEqual(
      withPath.map((corner) => corner.id),
      ['c-w0r5n'],
    );
    for (const { path = '' } of withPath) assert.ok(existsSync(join(repo.path, path)), path);
    const expected = corners
      .map((corner) => corner.id)
      .filter((id) => ![cleaned, dropped, 'c-w0r5n'].includes(id));
    assert.deepEqual(markersAt(repo, 'main'), expected.sort());
    assert.match(
      repo.git('log', '-1', '--format=%s', `-S${cleaned}`, 'main', '--', 'bench'),
      /^Replay Monday/,
    );
    assert.match(repo.git('log', '-1', '--format=%s', `-S${dropped}`, 'main', '--', 'src'), /^Revert/);
    assert.deepEqual(
      corners.filter((corner) => corner.kept !== undefined).map((corner) => corner.id),
      ['c-h77ye'],
    );
    const overdue = corners.filter((corner) => corner.until !== undefined && corner.until < TODAY);
    assert.deepEqual(
      overdue.map((corner) => corner.id),
      ['c-j3a6r'],
    );
    for (const branch of [WARM_START, SHARE_RATES]) {
      const known = cornersOf(experimentsAt(repo, branch)).map((corner) => corner.id);
      for (const id of markersAt(repo, branch)) assert.ok(known.includes(id), `${branch} knows no ${id}`);
    }
  });

  it('is a service whose tests pass, on main and on each open branch', () => {
    for (const branch of [WARM_START, SHARE_RATES, 'main']) {
      repo.git('checkout', '--quiet', branch);
      const env = { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined };
      const run = (...args: string[]) =>
        execFileSync(process.execPath, args, { cwd: repo.path, env }).toString();
      assert.match(run('--test', '--test-reporter=tap'), /^# fail 0$/m);
      assert.equal(run('bench/calls.js'), '1\n');
    }
  });
});

describe('making the sample', function () {
  this.timeout(60_000);
  const refsOf = (repo: GitRepo) => repo.git('for-each-ref', '--format=%(objectname) %(refname)');

  it('gives the same object ids for the same day, whatever the environment says', async () => {
    const one = refsOf(await sample());
    const hostile = {
      GIT_AUTHOR_NAME: 'Eve',
      GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z',
      GIT_DIR: '/nowhere',
      TZ: 'Asia/Tokyo',
    };
    const before = { ...process.env };
    Object.assign(process.env, hostile);
    try {
      assert.equal(refsOf(await sample()), one);
    } finally {
      for (const name of Object.keys(hostile)) delete process.env[name];
      Object.assign(process.env, before);
    }
    assert.notEqual(refsOf(await sample('2026-11-19')), one);
  });

  for (const today of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2027-01-01', '2028-02-29']) {
    it(`looks alive on ${today}`, async () => {
      const repo = await sample(today);
      const commits = repo.git('log', '--all', '--date=format:%u %Y-%m-%d', '--format=%ad|%s').split('\n');
      for (const commit of commits) {
        assert.match(commit, /^[1-5] /, `on a weekend: ${commit}`);
        assert.ok(commit.slice(2, 12) < today, `not before today: ${commit}`);
      }
      const times = repo.git('log', '--first-parent', '--format=%ct', 'main').split('\n').map(Number);
      assert.deepEqual(
        times,
        [...times].sort((a, b) => b - a),
      );
      for (const slug of ['checkout-latency', 'flaky-builds']) {
        const text = repo.git('show', `main:.kata/${slug}/kata.yaml`);
        const active = kata.parse(parse(text)).targets?.filter((target) => target.state === 'active') ?? [];
        assert.equal(active.length, 1);
        const left = daysBetween(today, active[0]?.achieveBy ?? today);
        assert.ok(left >= 16 && left <= 21, `${left} days left`);
      }
      const running = [...experimentsAt(repo, 'main').values()].filter(
        (one) => experimentState(one) === 'running',
      );
      assert.equal(running.length, 2);
      for (const { checkBy = '' } of running) {
        assert.ok(checkBy > today && checkBy <= addDays(today, 5), `to check by ${checkBy}`);
      }
    });
  }

  it('refuses a folder that holds something, and a day that is none', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await assert.rejects(makeSample(folder), /is not empty: name a new or an empty folder/);
    assert.equal(existsSync(join(folder, '.git')), false);
    await assert.rejects(makeSample(join(folder, 'new'), { today: '2026-02-30' }), /not a calendar date/);
    assert.equal(existsSync(join(folder, 'new')), false);
  });
});
