import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { markerText } from '../../../src/core/corners/marker';
import { cutCorner } from '../../../src/extension/corners/cut';
import { adoptCorner, keepCorner } from '../../../src/extension/corners/keep';
import type { Host } from '../../../src/extension/host';
import { GitPlace } from '../support/git-place';
import { eventually, startedHost } from '../support/host';
import { AWAY, Person } from '../support/person';

/** What the tests write beside the kata. */
const FILES = ['a.js', 'cache.js', 'cache.py', 'limits.json', 'many'];
const RECORD = 'experiments/x-7f3kq-cache.yaml';

describe('corners in VS Code', () => {
  let host: Host;
  let place: GitPlace;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new GitPlace();
    await place.start();
    await host.corners.scans.refresh();
  });
  afterEach(async () => {
    for (const path of FILES) rmSync(join(place.repo.path, path), { recursive: true, force: true });
    await place.remove();
  });

  const fileUri = (path: string) => vscode.Uri.file(join(place.repo.path, path));
  const states = () => host.corners.scans.all().map(({ corner }) => [corner.what, corner.state]);
  const state = async (what: string, wanted: string) => {
    const { scans } = host.corners;
    const look = () => scans.all().find(({ corner }) => corner.what === what && corner.state === wanted);
    return eventually(look, `${what} to be ${wanted}`).catch(() =>
      assert.fail(`${what} is not ${wanted}: ${JSON.stringify([states(), scans.why])}`),
    );
  };

  async function show(path: string, text: string, line = 0): Promise<vscode.TextEditor> {
    place.repo.write({ [path]: text });
    const document = await vscode.workspace.openTextDocument(fileUri(path));
    await eventually(() => document.getText() === text, `VS Code to read ${path}`);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    return editor;
  }

  it('cuts one: a marker in the language of the file and an entry, which one undo takes back together', async () => {
    const before = place.text(RECORD);
    const code = 'def rate():\n    return rates[0]\n';
    const editor = await show('cache.py', code, 1);
    const person = new Person(['Rates never expire', 'No feed yet', '', '2099-12-11']);
    await cutCorner(host, undefined, person);
    const { corner } = await state('Rates never expire', 'open');
    assert.equal(
      editor.document.getText(),
      `def rate():\n    # ${markerText(corner.id, 'Rates never expire')}\n    return rates[0]\n`,
    );
    assert.deepEqual([corner.why, corner.plan, corner.until], ['No feed yet', null, '2099-12-11']);
    assert.deepEqual(corner.places, [{ path: 'cache.py', line: 2 }], 'the unsaved editor counts');
    assert.match(place.text(RECORD), new RegExp(`corners:\n +- id: ${corner.id}\n`));
    assert.equal(host.corners.tree.view.badge?.value, 1);
    assert.equal(host.corners.scans.openCornersOf('x-7f3kq'), 1);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    await eventually(() => editor.document.getText() === code, 'the code as it was');
    const entry = await place.document(RECORD);
    await eventually(() => entry.getText() === before && !entry.isDirty, 'the entry gone');
    assert.equal(place.text(RECORD), before);
  });

  it('writes nothing where its person goes away half-way', async () => {
    const before = place.text(RECORD);
    const editor = await show('cache.js', 'one();\n');
    await cutCorner(host, undefined, new Person(['Rates never expire', 'No feed yet', AWAY]));
    assert.equal(editor.document.getText(), 'one();\n');
    assert.equal(place.text(RECORD), before);
  });

  it('names a file that can hold no comment in the record', async () => {
    const editor = await show('limits.json', '{}\n');
    await cutCorner(host, undefined, new Person(['One region', '', '', '']));
    const { corner } = await state('One region', 'open');
    assert.equal(corner.path, 'limits.json');
    assert.equal(editor.document.getText(), '{}\n');
  });

  it('follows saves, renames and deletions, and reads a marker of which no record knows', async () => {
    place.repo.write({ 'a.js': `// ${markerText('c-8k2fd', 'by hand')}\n` });
    await state('by hand', 'orphan');
    const uri = fileUri('a.js');
    const problem = await eventually(
      () => vscode.languages.getDiagnostics(uri).find(({ code }) => code === 'corner/orphan'),
      'the problem at the marker',
    );
    assert.match(problem.message, /No record knows the corner c-8k2fd/);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
    );
    assert.ok(actions.some(({ title }) => title.startsWith('Write c-8k2fd down in the record of “Cache”')));
    await adoptCorner(host, { id: 'c-8k2fd', near: uri.toString() }, new Person(['by hand']));
    await state('by hand', 'open');
    assert.match(place.text(RECORD), /id: c-8k2fd/);
    await keepCorner(host, { id: 'c-8k2fd' }, new Person(['It is fine']));
    await eventually(() => host.corners.scans.withId('c-8k2fd')[0]?.corner.kept === 'It is fine', 'kept');
    await eventually(() => host.corners.tree.view.badge === undefined, 'no badge');
    place.repo.git('add', '.');
    place.repo.commit('Cut');
    writeFileSync(join(place.repo.path, 'a.js'), 'done();\n');
    place.repo.commit('Clean');
    await state('by hand', 'cleaned');
  });

  it('leads from marker to entry and back, hovers, and shows lenses and icons', async () => {
    place.repo.write({ 'a.js': `one();\n// ${markerText('c-8k2fd', 'by hand')}\n` });
    await place.put({
      [RECORD]: `${place.text(RECORD)}corners:\n  - id: c-8k2fd\n    what: By *hand*\n    plan: Do it well\n    until: 2020-01-01\n`,
    });
    await state('By *hand*', 'open');
    const uri = fileUri('a.js');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const at = new vscode.Position(1, 20);
    type Found = vscode.Location[];
    const there = await vscode.commands.executeCommand<Found>('vscode.executeDefinitionProvider', uri, at);
    assert.deepEqual(
      there.map((one) => [one.uri.fsPath, one.range.start.line]),
      [[place.uri(RECORD).fsPath, 7]],
    );
    const entry = there[0]?.range.start ?? at;
    const back = await vscode.commands.executeCommand<Found>(
      'vscode.executeDefinitionProvider',
      place.uri(RECORD),
      entry.translate(0, 2),
    );
    assert.deepEqual(
      back.map((one) => [one.uri.fsPath, one.range.start.line]),
      [[uri.fsPath, 1]],
    );
    const all = await vscode.commands.executeCommand<Found>('vscode.executeReferenceProvider', uri, at);
    assert.equal(all.length, 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      at,
    );
    const words = hovers
      .flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
      .join('\n');
    assert.match(words, /By \\\*hand\\\*/, 'a record can make markup');
    assert.match(words, /overdue since 1 Jan 2020/);
    assert.match(words, /Plan: Do it well[\s\S]*Expected: p95 falls to 600 ms/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Cut for “Cache”', 'Keep…'],
    );
    const shown = await eventually(() => host.corners.decorations.shown.get(uri.toString()), 'the icons');
    assert.deepEqual(shown, [{ line: 2, look: 'overdue', words: 'overdue since 1 Jan 2020 · Cache' }]);
    assert.ok(
      await eventually(
        () => vscode.languages.getDiagnostics(uri).some(({ code }) => code === 'corner/overdue'),
        'the problem',
      ),
    );
  });

  it('offers unmarked corners and a new one where a marker is half typed', async () => {
    await place.put({ [RECORD]: `${place.text(RECORD)}corners:\n  - id: c-8k2fd\n    what: By hand\n` });
    await state('By hand', 'unmarked');
    const { document } = await show('cache.js', '// KATA-CO\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 10),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(
      labels.filter((label) => label.startsWith('KATA-CORNER')),
      [markerText('c-8k2fd', 'By hand'), 'KATA-CORNER: new corner'],
    );
  });

  it('shows what this branch cut and cleaned up since it parted from main, and what is not committed yet', async () => {
    const { tree } = host.corners;
    const old = { path: 'a.js', text: `// ${markerText('c-8k2fd', 'old')}\ndone();\n` };
    place.repo.write({ [old.path]: old.text });
    const entries = '  - id: c-8k2fd\n    what: old\n';
    await place.put({ [RECORD]: `${place.text(RECORD)}corners:\n${entries}` });
    place.repo.commit('Cut');
    place.repo.git('switch', '--quiet', '-c', 'branch');
    place.repo.write({ 'a.js': 'done();\n' }).commit('Clean');
    place.repo.write({ 'cache.js': `// ${markerText('c-7z3qm', 'new')}\n` });
    await state('old', 'cleaned');
    await state('new', 'orphan');

    const shown = async () =>
      (await tree.getChildren()).map((group) => {
        const lines = tree.getChildren(group);
        assert.ok(Array.isArray(lines));
        return [tree.getTreeItem(group).label, ...lines.map((line) => tree.getTreeItem(line).label)];
      });
    await vscode.commands.executeCommand('kata.cornersOfBranch');
    try {
      assert.deepEqual(await shown(), [
        ['Cut on this branch', 'new'],
        ['Cleaned up', 'old'],
      ]);
      assert.equal(tree.view.description, 'since main');
      rmSync(join(place.repo.path, 'cache.js'));
      place.repo.git('switch', '--quiet', 'main');
      await state('old', 'open');
      assert.deepEqual(await shown(), []);
      assert.match(tree.view.message ?? '', /cut and cleaned up no corner since it parted from main/);
      // What comes in late, when another order was chosen, says nothing of a branch.
      const late = tree.getChildren();
      await vscode.commands.executeCommand('kata.cornersByExperiment');
      await late;
      assert.deepEqual([tree.view.description, tree.view.message], ['', '']);
    } finally {
      await vscode.commands.executeCommand('kata.cornersByExperiment');
    }
  });

  it('says in the view that a target condition is reached with corners open', async () => {
    const { tree } = host.corners;
    place.repo.write({ 'a.js': `// ${markerText('c-8k2fd', 'old')}\n` });
    await place.put({
      [RECORD]: `${place.text(RECORD)}corners:\n  - id: c-8k2fd\n    what: old\n`,
    });
    await state('old', 'open');
    const said = async () => {
      const [group] = await tree.getChildren();
      return group === undefined ? '' : String(tree.getTreeItem(group).description);
    };
    assert.equal(await said(), '1 left');
    await place.put({ 'kata.yaml': place.text().replace('state: active', 'state: reached') });
    await eventually(async () => /^1 left, its target condition is reached$/.test(await said()), 'the view');
  });

  it('looks at a checkout of 10,000 files as a whole, never file by file', async () => {
    const { scans } = host.corners;
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [
        `many/${at}.js`,
        at === 7 ? `// ${markerText('c-8k2fd', 'seven')}\n` : '1;\n',
      ]),
    );
    place.repo.git('switch', '--quiet', '-c', 'wide');
    place.repo.write(files).commit('Many');
    await state('seven', 'orphan');
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => !states().some(([what]) => what === 'seven'), 'the corner to be gone');
    await scans.settled();
    const before = scans.searches;
    place.repo.git('switch', '--quiet', 'wide');
    await state('seven', 'orphan');
    await scans.settled();
    // Once, as a rule; a machine that is busy tells of the files in two or three goes.
    const searches = scans.searches - before;
    assert.ok(searches >= 1 && searches <= 3, String(searches));
    place.repo.git('switch', '--quiet', 'main');
    await eventually(() => !states().some(([what]) => what === 'seven'), 'the corner to be gone');
  });
});
