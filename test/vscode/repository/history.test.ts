import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Host } from '../../../src/extension/host';
import type { TreeNode } from '../../../src/extension/tree/nodes';
import { FakePage } from '../support/fake-panel';
import { GitPlace } from '../support/git-place';
import { eventually, startedHost } from '../support/host';

const BRANCH = 'kata/checkout/x-7f3kq-cache';

describe('what git says, in VS Code', () => {
  let host: Host;
  let place: GitPlace;
  let page: FakePage;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new GitPlace();
    await place.start();
    page = await FakePage.open(place);
  });
  afterEach(async () => {
    page.close();
    await place.remove();
  });

  const experiment = () => page.snapshot.view.experiments.find(({ id }) => id === 'x-7f3kq');
  const subjects = () => experiment()?.history?.commits.map(({ subject }) => subject) ?? [];
  const treeWords = () => {
    const all = (node: TreeNode): TreeNode[] => [node, ...host.tree.getChildren(node).flatMap(all)];
    const found = host.tree
      .getChildren()
      .flatMap(all)
      .find((node) => node.kind === 'record' && node.handle.includes('x-7f3kq'));
    return found?.kind === 'record' ? found.words : '';
  };

  it('sees checkouts and commits of a terminal by itself, on the board and in the tree', async () => {
    await eventually(() => page.snapshot.view.history?.known, 'the history on the board');
    assert.equal(page.snapshot.view.history?.active, null);
    place.repo.git('switch', '--quiet', '--create', BRANCH);
    await eventually(() => page.snapshot.view.history?.active === 'x-7f3kq', 'the active experiment');
    assert.match(treeWords(), /running · on kata\/checkout\/x-7f3kq-cache, checked out$/);
    place.repo.write({ 'cache.js': 'one\n' }).commit('Keep a map\n\nKata-Experiment: checkout/x-7f3kq');
    await eventually(() => subjects().includes('Keep a map'), 'the commit of the terminal');
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => page.snapshot.view.history?.active === null, 'main again');
  });

  it('shows what a commit of an experiment changed, and no other commit', async () => {
    place.repo.git('switch', '--quiet', '--create', 'aside');
    const other = place.repo.write({ 'notes.txt': 'mine\n' }).commit('Of no experiment');
    place.repo.git('switch', '--quiet', 'main');
    place.repo.git('switch', '--quiet', '--create', BRANCH);
    const hash = place.repo.write({ 'cache.js': 'one\n' }).commit('Keep a map');
    await eventually(() => subjects().includes('Keep a map'), 'the commit on the board');
    const record = experiment()?.record ?? '';
    const opened = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    page.send({ type: 'openCommit', record, hash: other });
    page.send({ type: 'openCommit', record, hash });
    await eventually(() => opened().some((label) => label.startsWith('Keep a map (')), 'the commit');
    assert.equal(opened().filter((label) => / \([0-9a-f]+\)/.test(label)).length, 1);
    const text = await eventually(
      () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'kata-git' && uri.query !== ''),
      'the text of the commit',
    );
    assert.equal(text.getText(), 'one\n');
  });

  it('ties a commit that takes a marker out of the code to the experiment that cut the corner', async () => {
    const record = '.kata/checkout/experiments/x-c3c3c-warm.yaml';
    const text =
      'step: Warm it\nstarted: 2026-11-02\ncorners:\n  - id: c-8k2fd\n    what: Rates never expire\n';
    const cut = { [record]: text, 'cache.js': '// KATA-CORNER(c-8k2fd): rates never expire\none\n' };
    place.repo.write(cut).commit('Cut a corner');
    const hash = place.repo.write({ 'cache.js': 'one\n' }).commit('Rates expire');
    await eventually(
      () =>
        page.snapshot.view.experiments
          .find(({ id }) => id === 'x-c3c3c')
          ?.history?.commits.some((one) => one.hash === hash && one.tie === 'clean'),
      'the commit that cleaned the corner',
    );
  });

  it("keeps an experiment's commits at each move of HEAD on its branch, also when the branch is deleted", async () => {
    place.repo.git('switch', '--quiet', '--create', BRANCH);
    await eventually(() => page.snapshot.view.history?.active === 'x-7f3kq', 'the active experiment');
    const commit = place.repo.write({ 'cache.js': 'one\n' }).commit('Keep a map');
    await eventually(
      () => place.repo.git('for-each-ref', '--format=%(objectname)', 'refs/kata/x-7f3kq') === commit,
      'refs/kata/x-7f3kq at the new commit',
    );
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => page.snapshot.view.history?.active === null, 'main again');
    assert.ok(experiment()?.history?.branches.includes(BRANCH));
    place.repo.git('branch', '--quiet', '-D', BRANCH);
    await eventually(
      () => experiment()?.history?.branches.includes(BRANCH) === false,
      'the branch to be gone',
    );
    assert.equal(experiment()?.history?.remembered, true);
    assert.equal(place.repo.git('rev-parse', 'refs/kata/x-7f3kq'), commit);
  });
});
