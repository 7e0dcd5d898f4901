import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  C,
  CONFIRMED,
  code,
  cornerIn,
  cornerRepo,
  cornersOf,
  D,
  mark,
  RECORD,
  REFUTED,
  record,
} from '../../support/corner-repo';
import { X } from '../../support/experiment-repo';
import { GitRepo } from '../../support/git-repo';
import { tempFolder } from '../../support/temp';

describe('a corner, by the ordered list', () => {
  it('is open while its marker is in the tree, an orphan where no record knows it', async () => {
    const repo = cornerRepo();
    assert.equal(await cornerIn(repo.path), 'open at a.js:4');
    repo.write({ 'b.js': `# ${mark(D, 'nobody knows')}\n` });
    assert.equal(await cornerIn(repo.path, D), 'orphan at b.js:1');
    const { corners } = await cornersOf(repo.path);
    assert.deepEqual(
      corners.map(({ what, cut }) => [what, cut?.subject]),
      [
        [`What ${C} left out`, 'Cut'],
        ['nobody knows', undefined],
      ],
    );
  });

  it('with a path is open until a commit says that it cleans it', async () => {
    const repo = cornerRepo([]);
    repo.write({ 'a.js': code(null), [RECORD]: `${record([])}corners: [{ id: ${C}, path: limits.json }]\n` });
    repo.commit('Set the limit');
    assert.equal(await cornerIn(repo.path), 'open');
    repo.commit(`Limits for all regions\n\nKata-Cleans: ${C}`);
    assert.equal(await cornerIn(repo.path), 'cleaned by Limits for all regions');
  });

  it('was cleaned by the commit that removed its marker', async () => {
    const repo = cornerRepo();
    repo.write({ 'a.js': code(null) }).commit('Clean it');
    repo.write({ 'z.txt': 'more\n' }).commit('Other work');
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean it');
  });

  it('was cleaned by a commit that says so, where no marker ever was', async () => {
    const repo = cornerRepo([C, D]);
    repo.commit(`Done elsewhere\n\nKata-Cleans: ${D}`);
    assert.equal(await cornerIn(repo.path, D), 'cleaned by Done elsewhere');
  });

  it('was dropped with its file, by a revert, by a merge', async () => {
    const deleted = cornerRepo();
    deleted.git('rm', '-q', 'a.js');
    deleted.commit('Away with it');
    assert.equal(await cornerIn(deleted.path), 'dropped by Away with it');

    const reverted = cornerRepo([]);
    reverted.write({ 'a.js': code(null), [RECORD]: record() }).commit('Name it');
    reverted.write({ 'a.js': code() }).commit('Cut it');
    reverted.git('revert', '--no-edit', 'HEAD');
    assert.equal(await cornerIn(reverted.path), 'dropped by Revert "Cut it"');
  });

  it('is dropped where history never had it and the experiment was thrown away, gone where it ended otherwise', async () => {
    for (const [state, expected] of [
      [REFUTED, 'dropped'],
      [REFUTED.replace('refuted', 'abandoned'), 'dropped'],
      [CONFIRMED, 'gone'],
      [CONFIRMED.replace('confirmed', 'inconclusive'), 'gone'],
      [undefined, 'unmarked'],
    ] as const) {
      const repo = cornerRepo([C, D], state);
      assert.equal(await cornerIn(repo.path, D), expected, state);
    }
  });

  it('is unmarked where its marker was taken out and not yet committed', async () => {
    const repo = cornerRepo([C], CONFIRMED);
    repo.write({ 'a.js': code(null) });
    assert.equal(await cornerIn(repo.path), 'unmarked');
    repo.commit('Clean it');
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean it');
  });
});

describe('a corner that moves', () => {
  it('to another file, reworded, re-indented, with its file renamed, or twice in the tree, is the same', async () => {
    const repo = cornerRepo();
    repo.write({ 'a.js': code(null), 'src/b.js': code() }).commit('To another file');
    assert.equal(await cornerIn(repo.path), 'open at src/b.js:4');
    repo.write({ 'src/b.js': code().replace(`// ${mark()}`, `\t\t/* ${mark(C, 'other words')} */`) });
    repo.commit('Other words, further in');
    assert.equal(await cornerIn(repo.path), 'open at src/b.js:4');
    repo.git('mv', 'src/b.js', 'src/c.js');
    repo.commit('Rename');
    assert.equal(await cornerIn(repo.path), 'open at src/c.js:4');
    repo.write({ 'd.js': code() }).commit('Copy');
    assert.equal(await cornerIn(repo.path), 'open at d.js:4 at src/c.js:4');
    repo.write({ 'd.js': code(null) }).commit('One of two');
    assert.equal(await cornerIn(repo.path), 'open at src/c.js:4');
    repo.write({ 'src/c.js': code(null) }).commit('The other');
    assert.equal(await cornerIn(repo.path), 'cleaned by The other');
    assert.equal((await cornersOf(repo.path)).corners[0]?.cut?.subject, 'Cut');
  });

  it('is cleaned, not dropped, where its file is renamed and the marker goes in one commit', async () => {
    const repo = cornerRepo();
    repo.git('mv', 'a.js', 'b.js');
    repo.write({ 'b.js': code(null) }).commit('Rename and clean');
    assert.equal(await cornerIn(repo.path), 'cleaned by Rename and clean');
  });

  it('is cleaned where another marker takes its place, though as many are left', async () => {
    const repo = cornerRepo([C, D]);
    repo.write({ 'a.js': code(D) }).commit('One for another');
    assert.equal(await cornerIn(repo.path), 'cleaned by One for another');
    assert.equal(await cornerIn(repo.path, D), 'open at a.js:4');
  });

  it('was dropped where a merge resolution lost it, on both sides or with one side taken whole', async () => {
    const repo = cornerRepo();
    repo.git('checkout', '-q', '-b', 'other');
    repo.write({ 'a.js': code().replace('line5 = 5', 'line5 = 6') }).commit('Theirs');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'a.js': code().replace('line5 = 5', 'line5 = 7') }).commit('Ours');
    assert.throws(() => repo.git('merge', '-q', 'other'));
    repo.write({ 'a.js': code(null) }).commit('Merge other');
    assert.equal(await cornerIn(repo.path), 'dropped by Merge other');

    const whole = cornerRepo([]);
    whole.git('checkout', '-q', '-b', 'other');
    whole.write({ 'a.js': code(null), [RECORD]: record([]) }).commit('No marker');
    whole.git('checkout', '-q', '-b', 'cut', 'main~1');
    whole.write({ [RECORD]: record(), 'b.js': code(), 'a.js': code(null) }).commit('Cut on a branch');
    whole.git('checkout', '-q', 'other');
    whole.git('merge', '-q', '-s', 'ours', '-m', 'Merge cut, ours', 'cut');
    whole.git('branch', '-q', '-D', 'cut');
    whole.write({ [RECORD]: record() }).commit('Name it');
    assert.equal(await cornerIn(whole.path), 'dropped by Merge cut, ours');
  });

  it('is open again where its cleaning is reverted, and cleaned by the next', async () => {
    const repo = cornerRepo();
    repo.write({ 'a.js': code(null) }).commit('Clean it');
    repo.git('revert', '--no-edit', 'HEAD');
    assert.equal(await cornerIn(repo.path), 'open at a.js:4');
    repo.write({ 'a.js': code(null) });
    assert.equal(await cornerIn(repo.path), 'unmarked');
    repo.commit('Clean it better');
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean it better');
  });

  it('is cleaned on its own branch, while another is cleaned on another', async () => {
    const repo = cornerRepo([C, D]);
    repo.write({ 'b.js': code(D) }).commit('Cut another');
    repo.git('checkout', '-q', '-b', 'one');
    repo.write({ 'a.js': code(null) }).commit('Clean the first');
    repo.git('checkout', '-q', '-b', 'two', 'main');
    repo.write({ 'b.js': code(null) }).commit('Clean the second');
    assert.equal(await cornerIn(repo.path), 'open at a.js:4');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge one', 'one');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge two', 'two');
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean the first');
    assert.equal(await cornerIn(repo.path, D), 'cleaned by Clean the second');
  });

  it('that was cut and cleaned inside a squashed branch is cleaned where a ref remembers, and gone where none does', async () => {
    const repo = cornerRepo([]);
    repo.write({ 'a.js': code(null) }).commit('Plain');
    repo.git('checkout', '-q', '-b', `kata/k/${X}`);
    repo.write({ [RECORD]: record(), 'b.js': code() }).commit('Cut it');
    repo.write({ 'b.js': code(null), [RECORD]: record([C], CONFIRMED) }).commit('Clean it');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', `kata/k/${X}`);
    repo.commit('Squashed');
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean it');
    repo.git('update-ref', `refs/kata/${X}`, `kata/k/${X}`);
    repo.git('branch', '-q', '-D', `kata/k/${X}`);
    assert.equal(await cornerIn(repo.path), 'cleaned by Clean it');
    repo.git('update-ref', '-d', `refs/kata/${X}`);
    assert.equal(await cornerIn(repo.path), 'gone');
  });

  it('to a commit that another branch has is still unmarked here', async () => {
    const repo = cornerRepo();
    repo.git('checkout', '-q', '-b', 'other');
    repo.write({ 'a.js': code(null) }).commit('Clean it there');
    repo.git('checkout', '-q', 'main');
    repo.write({ 'a.js': code(null) });
    assert.equal(await cornerIn(repo.path), 'unmarked');
  });
});

describe('a history that is cut off', () => {
  it('accuses nobody of a missing marker, and says so', async () => {
    const repo = cornerRepo();
    repo.write({ 'a.js': code(null) }).commit('Clean it');
    repo.write({ 'z.txt': 'more\n' }).commit('Other work');
    const clone = `${tempFolder('kata-shallow')}/clone`;
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repo.path}`, clone]);
    const { corners, why } = await cornersOf(clone);
    assert.equal(corners[0]?.state, 'gone');
    assert.equal(corners[0]?.cut, null);
    assert.match(why.join(), /^History is cut off at [0-9a-f]{8}, .*git fetch --unshallow/);
    assert.equal(await cornerIn(GitRepo.at(clone).path), 'gone');
  });
});
