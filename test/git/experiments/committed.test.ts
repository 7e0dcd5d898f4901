import assert from 'node:assert/strict';
import { kata } from '../../support/cli';
import { GitRepo } from '../../support/git-repo';
import { done } from '../../support/practice';
import { cleanRepository, STEP, started, withPerson } from '../../support/starting';

const START = ['experiment', 'start', ...STEP];

describe('a start that names what no commit has', () => {
  it('says so of an obstacle, and nothing once that is committed', async () => {
    const repo = cleanRepository();
    const parked = await done(repo, 'obstacle', 'add', 'The first call is slow');
    const ran = await kata(repo.path, [...START, '--obstacle', parked.id]);
    assert.equal(ran.status, 0, ran.err);
    const sentence = `The record names the obstacle ${parked.id}, which no commit has yet, so a clone of the branch will not have it: commit ${parked.path}, best before a start.\n`;
    assert.equal(ran.err, sentence);
    repo.git('checkout', '-q', 'main');
    repo.commit('Park it');
    assert.deepEqual((await started(repo, '--obstacle', parked.id, '--title', 'Again')).notes, []);
  });

  it('says so of a target condition that is new in kata.yaml', async () => {
    const repo = cleanRepository();
    const next = ['--title', 'Under 300 ms', '--achieve-by', '2027-01-08', '--close', 'reached'];
    const { id } = await done(repo, 'target', 'next', ...next, '--reflection', 'One at a time');
    const [note] = (await started(repo)).notes;
    assert.match(
      note,
      new RegExp(`^The record names the target condition ${id}, .*: commit \\.kata/checkout-`),
    );
  });

  it('says so of a kata that was never committed, in a folder below the top too', async () => {
    const repo = withPerson(GitRepo.create());
    repo.write({ 'pay/a.txt': 'a\n', 'README.md': 'r\n' }).commit('Code');
    const cwd = `${repo.path}/pay`;
    await kata(cwd, ['init', 'checkout', '--here']);
    const ran = await kata(cwd, START);
    assert.equal(ran.status, 0, ran.err);
    assert.match(
      ran.err,
      /^The record is of the kata checkout, which no commit has yet, .*: commit pay\/\.kata/m,
    );
    repo.commit('The kata');
    const again = await kata(cwd, [...START, '--title', 'Again']);
    assert.equal(again.err, '');
  });

  it('starts nothing where there is no commit, and says that', async () => {
    const repo = withPerson(GitRepo.create());
    await kata(repo.path, ['init', 'checkout']);
    const ran = await kata(repo.path, START);
    assert.equal(ran.status, 5);
    assert.match(
      ran.err,
      /has no commit yet, so an experiment has nothing to start from\. Commit what is there first\./,
    );
  });
});
