import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kata } from '../../support/cli';
import { LINE as OTHERS_LINE } from '../../support/experiment-repo';
import type { GitRepo } from '../../support/git-repo';
import { done, listed, rebaseInteractively, toldOf, workOn } from '../../support/practice';
import { cleanRepository, started } from '../../support/starting';

const RESULT = ['--happened', 'First call takes 280 ms', '--learned', 'Opening it early is enough'];

/** Started with the command; with `hook`, the hook ties what is committed. */
async function begun({ hook }: { hook: boolean }) {
  const repo = cleanRepository();
  if (hook) await done(repo, 'hook', 'install');
  return { repo, ...(await started(repo)) };
}

async function ended(repo: GitRepo, id: string): Promise<void> {
  await done(repo, 'experiment', 'result', id, ...RESULT, '--commit');
  await done(repo, 'experiment', 'finish', id, '--outcome', 'confirmed', '--commit');
}

/** The commits that the tool made itself have long subjects: only their first words are compared. */
function short(ties: readonly string[]): string[] {
  return ties.map((tie) => tie.replace(/(Predict|Result|Finish): [^:]*/g, '$1'));
}

describe('an experiment from start to merge, with commits from a terminal', () => {
  it('is told whole at each step, also when the branch is gone, and the next target is set', async () => {
    const { repo, id, branch } = await begun({ hook: true });
    assert.deepEqual(short((await toldOf(repo, id)).ties), ['Predict:message']);
    workOn(repo, 'Open at start-up');
    workOn(repo, 'Keep it open');
    const running = await toldOf(repo, id);
    assert.deepEqual([running.state, running.order], ['running', 'pending']);
    assert.deepEqual(short(running.ties), [
      'Keep it open:message',
      'Open at start-up:message',
      'Predict:message',
    ]);
    await ended(repo, id);
    repo.git('checkout', '-q', 'main');
    assert.equal((await toldOf(repo, id)).onlyOn, `refs/heads/${branch}`);
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge the connection', branch);
    repo.git('branch', '-q', '-d', branch);
    const merged = await toldOf(repo, id);
    assert.deepEqual([merged.state, merged.order, merged.onlyOn], ['confirmed', 'before', null]);
    assert.deepEqual(short(merged.ties), [
      'Finish:message',
      'Result:message',
      'Keep it open:message',
      'Open at start-up:message',
      'Predict:message',
    ]);
    const checked = JSON.parse((await kata(repo.path, ['check', '--json'])).out);
    assert.equal(checked.errors, 0, JSON.stringify(checked.problems));
    const next = ['--title', 'p95 under 300 ms', '--achieve-by', '2027-01-08', '--close', 'reached'];
    await done(repo, 'target', 'next', ...next, '--reflection', 'One obstacle at a time');
    const { katas } = await done(repo, 'list');
    assert.equal(katas[0].target.title, 'p95 under 300 ms');
  });
});

describe('an experiment whose commits are rewritten', () => {
  it('by an interactive rebase that reorders and rewords: the new ones are its own, with and without the hook', async () => {
    for (const hook of [true, false]) {
      const { repo, id, branch } = await begun({ hook });
      workOn(repo, 'One');
      workOn(repo, 'Two');
      repo.git('checkout', '-q', 'main');
      workOn(repo, 'On main');
      repo.git('checkout', '-q', branch);
      // The second and third step change places; what is then the second gets another subject.
      rebaseInteractively(
        repo,
        'main',
        '2{h;d};3{s/^pick/reword/;G}',
        'sed -i "1s/.*/Two, said better/" "$1"',
      );
      const tie = hook ? 'message' : 'branch';
      const { ties, order } = await toldOf(repo, id);
      assert.equal(order, 'pending');
      assert.deepEqual(
        short(ties).filter((one) => !one.startsWith('Predict')),
        [`One:${tie}`, `Two, said better:${tie}`],
      );
      await ended(repo, id);
      assert.equal((await toldOf(repo, id)).order, 'before');
    }
  });

  it('by an amend, of work and of the prediction: what was predicted then stays to be seen', async () => {
    const { repo, id, path } = await begun({ hook: true });
    const record = readFileSync(join(repo.path, path), 'utf8');
    repo.write({ [path]: record.replace('First call under 300 ms', 'First call under 700 ms') });
    repo.git('commit', '-q', '--amend', '--all', '--no-edit');
    workOn(repo, 'One');
    repo.write({ 'one.txt': 'amended\n'.repeat(5) });
    repo.git('commit', '-q', '--amend', '--all', '-m', 'One, amended');
    assert.deepEqual(short((await toldOf(repo, id)).ties).toSorted(), [
      'One, amended:message',
      'Predict:message',
      'Predict:message',
    ]);
    await ended(repo, id);
    assert.equal((await toldOf(repo, id)).order, 'before');
  });

  it('by git merge --squash with the message that git makes of it, the branch deleted', async () => {
    const { repo, id, branch } = await begun({ hook: true });
    workOn(repo, 'One');
    await ended(repo, id);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', branch);
    repo.git('commit', '-q', '--no-edit');
    repo.git('branch', '-q', '-D', branch);
    const kept = await toldOf(repo, id);
    assert.deepEqual([kept.state, kept.order, kept.refs], ['confirmed', 'before', [`refs/kata/${id}`]]);
    assert.deepEqual(short(kept.ties).toSorted(), [
      'Finish:message',
      'One:message',
      'Predict:message',
      'Result:message',
      'Squashed commit of the following::message',
    ]);
    repo.git('update-ref', '-d', `refs/kata/${id}`);
    const without = await toldOf(repo, id);
    assert.deepEqual(without.ties, ['Squashed commit of the following::message']);
    assert.equal(without.order, 'unknown');
  });
});

describe('what only looks like an experiment’s work, or is its work elsewhere', () => {
  it('prose that quotes the line ties nothing, on main and beside it', async () => {
    const { repo, id } = await begun({ hook: false });
    repo.git('checkout', '-q', 'main');
    for (const text of [`The hook adds "Kata-Experiment: ${id}".`, `> Kata-Experiment: ${id}`, `See ${id}`]) {
      repo.git('commit', '-q', '--allow-empty', '-m', `Docs\n\n${text}`);
    }
    repo.git('commit', '-q', '--allow-empty', '-m', `Another's\n\n${OTHERS_LINE}`);
    assert.deepEqual(short((await toldOf(repo, id)).ties), ['Predict:message']);
  });

  it('a pick names what it copies and a revert what it takes back, also of a merge', async () => {
    const { repo, id, branch } = await begun({ hook: true });
    const one = workOn(repo, 'One');
    workOn(repo, 'Two');
    repo.git('checkout', '-q', 'main');
    repo.git('cherry-pick', one);
    repo.git('revert', '--no-edit', 'HEAD');
    repo.git('cherry-pick', '-x', one);
    const { ties } = await toldOf(repo, id);
    assert.deepEqual(short(ties).toSorted(), [
      'One:message',
      // Without -x only the line says whose it is: that is stronger than a patch, and nothing is compared.
      'One:message',
      'One:message of One',
      'Predict:message',
      'Revert "One":message back One',
      'Two:message',
    ]);
    repo.git('revert', '--no-edit', 'HEAD');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge it', branch);
    repo.git('revert', '--no-edit', '-m', '1', 'HEAD');
    repo.git('checkout', '-q', branch);
    const merged = await toldOf(repo, id);
    assert.ok(
      merged.ties.some((tie) => tie.startsWith('Revert "Merge it":') && tie.endsWith('back Merge it')),
    );
  });
});

describe('two people', () => {
  it('who start on two branches merge without a conflict, each with their own commits', async () => {
    const repo = cleanRepository();
    const ana = await started(repo, '--title', 'Ana tries');
    workOn(repo, 'By Ana');
    repo.git('checkout', '-q', 'main');
    const bo = await started(repo, '--title', 'Bo tries');
    workOn(repo, 'By Bo');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Ana', ana.branch);
    repo.git('merge', '-q', '--no-ff', '-m', 'Bo', bo.branch);
    for (const one of [ana, bo]) repo.git('branch', '-q', '-d', one.branch);
    assert.deepEqual(short((await toldOf(repo, ana.id)).ties), ['By Ana:branch', 'Predict:message']);
    assert.deepEqual(short((await toldOf(repo, bo.id)).ties), ['By Bo:branch', 'Predict:message']);
  });

  it('who say something else in one field: both are shown beside each other, then a conflict; nothing wins in silence', async () => {
    const { repo, id, path, branch } = await begun({ hook: false });
    repo.git('checkout', '-q', '-b', 'bo');
    await done(repo, 'experiment', 'result', id, '--happened', 'First call takes 300 ms', '--commit');
    repo.git('checkout', '-q', branch);
    await done(repo, 'experiment', 'result', id, '--happened', 'First call takes 900 ms', '--commit');
    const [kataShown] = (await done(repo, 'show')).experiments.filter((one: { id: string }) => one.id === id);
    assert.deepEqual(kataShown.history.differing, [{ branch: 'bo', fields: ['what happened'] }]);
    assert.throws(() => repo.git('merge', '-q', 'bo'));
    const text = readFileSync(join(repo.path, path), 'utf8');
    assert.match(text, /<{7}.*900.*={7}.*300.*>{7}/s);
    const checked = await kata(repo.path, ['check', '--json']);
    const problems: { code: string; path: string }[] = JSON.parse(checked.out).problems;
    assert.equal(checked.status, 1);
    assert.deepEqual(
      problems.filter(({ code }) => code.startsWith('file/')).map(({ code, path: where }) => [code, where]),
      [['file/conflict-markers', path]],
    );
    const broken = (await listed(repo)).find((one) => one.id === id);
    assert.equal(broken?.state, null, 'a record in two versions is in no state');
    for (const more of [[], ['--commit']]) {
      const refused = await kata(repo.path, ['experiment', 'result', id, '--learned', 'x', ...more]);
      assert.equal(refused.status, 5, refused.err);
    }
    assert.equal(readFileSync(join(repo.path, path), 'utf8'), text);
  });
});
