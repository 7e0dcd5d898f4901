import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { MARKER } from '../../../src/core/corners/marker';
import type { StoryboardView } from '../../../src/core/storyboard/view';
import type { Host } from '../../../src/extension/host';
import type { FoundKata } from '../../../src/extension/records/records';
import { writeStoryboard } from '../../../src/extension/review/export';
import { givenCommit } from '../../../src/extension/review/given-commit';
import { ReviewBoard } from '../../../src/extension/review/review-board';
import type { Reviewed } from '../../../src/extension/review/reviewed';
import type { ToWebview } from '../../../src/protocol/messages';
import { tempFolder } from '../../support/temp';
import { GitPlace } from '../support/git-place';
import { eventually, startedHost } from '../support/host';

const OBSTACLE = '.kata/checkout/obstacles/o-5t7ab.yaml';
const CUT = '.kata/checkout/experiments/x-3m9qz-warm-start.yaml';

/** The part of VS Code's git that gives the addresses of its texts. */
interface GitApi {
  getAPI(version: 1): { toGitUri(uri: vscode.Uri, ref: string): vscode.Uri };
}

describe('a review, in VS Code', () => {
  let host: Host;
  let place: GitPlace;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new GitPlace();
    await place.start();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of ['a.js', 'b.js']) rmSync(join(place.repo.path, path), { force: true });
    await place.remove();
  });

  const anyKata = () => eventually(() => host.records.katas[0], 'a kata');
  const fileUri = (path: string) => vscode.Uri.file(join(place.repo.path, path));
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

  /** A review without a page: what it would show, and what it would leave to the storyboard. */
  function review(found: FoundKata, what: Reviewed) {
    const sent: ToWebview[] = [];
    const acted: string[] = [];
    const messages = new vscode.EventEmitter<unknown>();
    const webview = {
      onDidReceiveMessage: messages.event,
      postMessage: async (message: ToWebview) => sent.push(message) > 0,
    };
    const board = new ReviewBoard(host, found, what, { webview }, async (_, { type }) => {
      acted.push(type);
    });
    const view = (): StoryboardView | undefined =>
      sent.flatMap((message) => (message.type === 'snapshot' ? [message.view] : [])).at(-1);
    const words = () => view()?.review?.marks.map(({ at, words: said }) => `${at.record} ${said}`) ?? [];
    const refused = () =>
      sent.flatMap((message) => (message.type === 'unavailable' ? [message.message] : []));
    return { board, sent, acted, view, words, refused };
  }

  it('marks what the branch changes, and follows commits; nothing is edited', async () => {
    place.repo.git('switch', '--quiet', '--create', 'topic');
    place.repo.write({ [OBSTACLE]: 'title: First call after a deploy\n' }).commit('An obstacle');
    const found = await eventually(
      () => host.records.katas.find(({ kata }) => kata.obstacles.some(({ id }) => id === 'o-5t7ab')),
      'the kata with its obstacle',
    );
    const { board, sent, acted, view, words } = review(found, { since: 'main' });
    try {
      await board.receive({ type: 'ready' });
      await eventually(() => words().some((one) => one.endsWith('o-5t7ab new')), 'the new obstacle');
      assert.equal(view()?.review?.base, 'main');
      assert.match(view()?.readOnly ?? '', /changes since it parted from main/);
      place.repo
        .write({ [OBSTACLE]: 'title: First call after a deploy\nstate: addressing\n' })
        .commit('Take it up');
      await eventually(() => words().some((one) => one.endsWith('o-5t7ab new: taken up')), 'the commit');
      await board.receive({ type: 'addCondition', request: 1 });
      await board.receive({ type: 'startExperiment' });
      await board.receive({ type: 'openText', record: 'o-5t7ab', path: null, line: null });
      assert.deepEqual(acted, ['openText']);
      assert.equal(sent.filter(({ type }) => type === 'refused').length, 1);
    } finally {
      board.dispose();
    }
  });

  it('shows the storyboard as a commit left it, whatever stands there now', async () => {
    place.repo.write({ [OBSTACLE]: 'title: First call after a deploy\n' }).commit('An obstacle');
    const then = place.repo.git('rev-parse', 'HEAD');
    place.repo.git('rm', '--quiet', OBSTACLE);
    place.repo.commit('It is gone');
    const { board, view, words } = review(await anyKata(), { commit: then });
    try {
      await board.receive({ type: 'ready' });
      assert.deepEqual(words(), ['o-5t7ab new']);
      const parent = place.repo.git('rev-parse', `${then}^`);
      const short = (hash: string) => hash.slice(0, view()?.review?.base.replace('commit ', '').length);
      assert.equal(
        view()?.readOnly,
        `What commit ${short(then)} changes since it parted from commit ${short(parent)}.`,
      );
    } finally {
      board.dispose();
    }
  });

  it('says so of the first commit: nothing is known that came before it', async () => {
    const first = place.repo.git('rev-list', '--max-parents=0', 'HEAD');
    const { board, refused } = review(await anyKata(), { commit: first });
    try {
      await board.receive({ type: 'ready' });
      assert.match(refused()[0] ?? '', /^This clone knows of nothing before commit [0-9a-f]+/);
    } finally {
      board.dispose();
    }
  });

  it('opens from a line of the timeline and from a diff of VS Code’s git', async () => {
    place.repo.write({ [OBSTACLE]: 'title: First call after a deploy\n' }).commit('An obstacle');
    const ref = place.repo.git('rev-parse', 'HEAD');
    const file = fileUri(OBSTACLE);
    await anyKata();
    const opened = (name: RegExp) =>
      eventually(() => tabs().find(({ label }) => name.test(label)), `a tab ${String(name)}`);
    await vscode.commands.executeCommand('kata.reviewCommit', { ref, previousRef: `${ref}^` }, file, 'git');
    await opened(new RegExp(` at ${ref.slice(0, 7)}`));
    const git = vscode.extensions.getExtension<GitApi>('vscode.git');
    assert.ok(git);
    const { toGitUri } = (await git.activate()).getAPI(1);
    assert.deepEqual(
      [ref, `${ref.slice(0, 8)}`, '~', 'HEAD', ''].map(
        (one) => givenCommit(toGitUri(file, one), undefined)?.commit,
      ),
      [ref, ref.slice(0, 8), null, null, null],
    );
    assert.equal(givenCommit(toGitUri(file, ref), undefined)?.file.path, file.path);
    await vscode.commands.executeCommand('kata.reviewCommit', toGitUri(file, '~'));
    await opened(/ since HEAD$/);
    assert.deepEqual(
      [givenCommit({ ref: '--output=x' }, file), givenCommit({ ref }, undefined), givenCommit(null, file)],
      [undefined, undefined, undefined],
    );
  });

  it('opens what the change did to a corner: its file on both sides, or the commit that cleaned it', async () => {
    const record = (corners: string) => `title: Warm start\nstep: Fill it first\ncorners:\n${corners}`;
    const corner = (id: string) => `  - { id: ${id}, what: One region }\n`;
    place.repo.write({
      [CUT]: record(corner('c-8k2fd')),
      'a.js': `// ${MARKER}(c-8k2fd): region\n`,
      'b.js': 'b\n',
    });
    place.repo.commit('Cut on main');
    place.repo.git('switch', '--quiet', '--create', 'topic');
    place.repo.write({
      [CUT]: record(corner('c-8k2fd') + corner('c-w0r5n')),
      'b.js': `b\n// ${MARKER}(c-w0r5n): region\n`,
    });
    place.repo.commit('Cut another');
    place.repo.write({ 'a.js': 'a\n' }).commit('Two regions');
    const head = place.repo.git('rev-parse', 'HEAD');
    const found = await eventually(
      () => host.records.katas.find(({ kata }) => kata.experiments.some(({ id }) => id === 'x-3m9qz')),
      'the experiment',
    );
    const { board, view, acted } = review(found, { since: 'main' });
    try {
      await board.receive({ type: 'ready' });
      await eventually(() => view()?.review, 'the review');
      await board.receive({ type: 'openCorner', id: 'c-w0r5n' });
      const diff = await eventually(
        () =>
          tabs()
            .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []))
            .at(0),
        'the diff',
      );
      assert.equal(diff.modified.fsPath, fileUri('b.js').fsPath);
      assert.equal((await vscode.workspace.openTextDocument(diff.original)).getText(), 'b\n');
      await board.receive({ type: 'openCorner', id: 'c-8k2fd' });
      await eventually(
        () => tabs().find(({ label }) => label.startsWith(`Two regions (${head.slice(0, 7)}`)),
        'the commit that cleaned it',
      );
      assert.deepEqual(acted, []);
      await board.receive({ type: 'openCorner', id: 'c-00000' });
      assert.deepEqual(acted, ['openCorner'], 'a corner that did not change is gone to');
    } finally {
      board.dispose();
    }
  });

  it('writes a storyboard as a page or as Markdown, by the name that the person gave', async () => {
    const found = await anyKata();
    const folder = tempFolder('kata-export');
    const written = async (name: string) => {
      const to = vscode.Uri.file(join(folder, name));
      await writeStoryboard(host, found, to);
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(to));
    };
    const title = found.kata.record.value?.title ?? '';
    assert.notEqual(title, '');
    const [page, text] = [await written('board.html'), await written('board.md')];
    assert.match(page, /^<!doctype html>/i);
    assert.match(page, /Content-Security-Policy/);
    assert.ok(page.includes(title));
    assert.ok(text.startsWith(`# ${title}`), text.slice(0, 200));
  });
});
