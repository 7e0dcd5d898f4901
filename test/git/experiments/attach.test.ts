import assert from 'node:assert/strict';
import type { GitRepo } from '../../support/git-repo';
import { done, rebaseInteractively, toldOf, workOn } from '../../support/practice';
import { cleanRepository, started } from '../../support/starting';

/** Planned, and committed on main after the spike had begun. */
const PLANNED = 'x-c4d5e';

/** A branch that nobody named after the experiment, of two commits, main checked out. @returns where it parted. */
function spike(repo: GitRepo): string {
  const base = repo.git('rev-parse', 'main');
  repo.git('checkout', '-q', '-b', 'spike', 'main');
  workOn(repo, 'Spike 1');
  workOn(repo, 'Spike 2');
  repo.git('checkout', '-q', 'main');
  const record = 'step: Open the connection early\ntarget: under-500\n';
  repo.write({ [`.kata/checkout-latency/experiments/${PLANNED}-early.yaml`]: record }).commit('Plan');
  return base;
}

/** Main goes on, and has the record of the attached experiment. */
async function attached(repo: GitRepo, id: string, ...more: string[]) {
  const told = await done(repo, 'experiment', 'attach', id, 'spike', ...more);
  repo.commit('Attach');
  return told;
}

const work = async (repo: GitRepo, id: string) =>
  (await toldOf(repo, id)).ties.filter((tie) => !/^(Plan|Attach|Predict|Result)/.test(tie)).toSorted();

const BOTH = ['Spike 1:branch', 'Spike 2:branch'];

/** Nothing but what refs hold is there afterwards. */
function forget(repo: GitRepo): void {
  repo.git('branch', '-q', '-D', 'spike');
  repo.git('reflog', 'expire', '--expire=now', '--all');
  repo.git('gc', '-q', '--prune=now');
}

describe('work that was attached by hand', () => {
  for (const since of [false, true]) {
    const how = since ? 'with where it begins' : 'by its branch alone';
    const more = (base: string) => (since ? ['--since', base] : []);

    it(`${how}: a deleted branch loses none of it`, async () => {
      const repo = cleanRepository();
      await attached(repo, PLANNED, ...more(spike(repo)));
      assert.deepEqual(await work(repo, PLANNED), BOTH);
      forget(repo);
      assert.deepEqual(await work(repo, PLANNED), BOTH);
      assert.deepEqual((await toldOf(repo, PLANNED)).refs, [`refs/kata/${PLANNED}-attached`]);
    });

    it(`${how}: a merge, and then no branch`, async () => {
      const repo = cleanRepository();
      await attached(repo, PLANNED, ...more(spike(repo)));
      repo.git('merge', '-q', '--no-ff', '-m', 'Merge the spike', 'spike');
      assert.deepEqual(await work(repo, PLANNED), BOTH);
      forget(repo);
      assert.deepEqual(await work(repo, PLANNED), BOTH);
    });

    it(`${how}: a squash, and then no branch`, async () => {
      const repo = cleanRepository();
      await attached(repo, PLANNED, ...more(spike(repo)));
      repo.git('merge', '-q', '--squash', 'spike');
      repo.git('commit', '-q', '-m', 'All of the spike');
      const all = ['All of the spike:patch of Spike 2', ...BOTH];
      assert.deepEqual(await work(repo, PLANNED), all);
      forget(repo);
      assert.deepEqual(await work(repo, PLANNED), all);
    });

    it(`${how}: a rebase, which is attached again, and then no branch`, async () => {
      const repo = cleanRepository();
      await attached(repo, PLANNED, ...more(spike(repo)));
      workOn(repo, 'On main');
      repo.git('checkout', '-q', 'spike');
      rebaseInteractively(repo, 'main', '2s/^pick/reword/', 'sed -i "1s/.*/Spike 2, said better/" "$1"');
      const rewritten = ['Spike 1:branch', 'Spike 1:branch', 'Spike 2, said better:branch', 'Spike 2:branch'];
      assert.deepEqual(await work(repo, PLANNED), rewritten);
      await done(repo, 'experiment', 'attach', PLANNED, 'spike', ...more(repo.git('rev-parse', 'main')));
      repo.git('checkout', '-q', '-f', 'main');
      forget(repo);
      assert.deepEqual(await work(repo, PLANNED), ['Spike 1:branch', 'Spike 2, said better:branch']);
    });
  }

  it('what came after attaching is kept as soon as a result is committed', async () => {
    const repo = cleanRepository();
    const base = spike(repo);
    await attached(repo, PLANNED, '--since', base);
    repo.git('checkout', '-q', 'spike');
    workOn(repo, 'Spike 3');
    repo.git('checkout', '-q', 'main');
    await done(repo, 'experiment', 'result', PLANNED, '--happened', 'It opens', '--commit');
    forget(repo);
    assert.deepEqual(await work(repo, PLANNED), [...BOTH, 'Spike 3:branch']);
  });

  it('another branch of the same name takes nothing of it', async () => {
    const repo = cleanRepository();
    const base = spike(repo);
    await attached(repo, PLANNED, '--since', base);
    repo.git('branch', '-q', '-D', 'spike');
    repo.git('branch', '-q', 'spike', 'main');
    await done(repo, 'experiment', 'result', PLANNED, '--happened', 'It opens', '--commit');
    forget(repo);
    assert.deepEqual(await work(repo, PLANNED), BOTH);
  });

  it('stands beside the work of its own branch, and another attaching takes its place', async () => {
    const repo = cleanRepository();
    const { id, branch, commit } = await started(repo);
    const base = repo.git('rev-parse', 'main');
    workOn(repo, 'Own');
    const own = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', 'main');
    spike(repo);
    repo.git('branch', '-q', 'other', 'main');
    repo.git('checkout', '-q', branch);
    await done(repo, 'experiment', 'attach', id, 'spike', '--since', base);
    assert.equal(repo.git('rev-parse', `refs/kata/${id}`), commit, 'what its own branch has stays kept');
    assert.deepEqual(await work(repo, id), ['Own:branch', ...BOTH]);
    await done(repo, 'experiment', 'attach', id, own);
    assert.equal(repo.git('rev-parse', `refs/kata/${id}-attached`), own);
    assert.deepEqual(await work(repo, id), ['Own:branch']);
  });

  it('goes to a colleague with the other refs', async () => {
    const repo = cleanRepository();
    spike(repo);
    await attached(repo, PLANNED);
    const remote = `${repo.path}-remote`;
    repo.git('init', '-q', '--bare', remote);
    repo.git('remote', 'add', 'origin', remote);
    assert.deepEqual((await done(repo, 'refs', 'push')).moved, [`${PLANNED}-attached`]);
  });

  it('says how many commits are tied by it, and what to do where none is', async () => {
    const repo = cleanRepository();
    const base = spike(repo);
    assert.deepEqual((await attached(repo, PLANNED)).notes, ['2 commits are tied to it by this']);
    const [none] = (await done(repo, 'experiment', 'attach', PLANNED, base)).notes;
    assert.match(none, /^No other commit is tied to it by this: name the commit that the work starts after/);
  });
});
