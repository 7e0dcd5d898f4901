import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from './support/host';
import { KATA_YAML, KataPlace } from './support/workspace';

describe('the Problems panel', () => {
  let place: KataPlace;
  const obstacle = 'obstacles/o-m3w8a-tax.yaml';
  beforeEach(async () => {
    place = new KataPlace();
    await place.putKata();
  });
  afterEach(() => place.remove());

  it('names a broken record that nobody opened, at its line, with its code', async () => {
    await place.put({ [obstacle]: 'title: Slow\nstate: sleeping\n' });
    const [problem] = await eventually(() => {
      const found = place.diagnostics(obstacle);
      return found.length > 0 && found;
    }, 'a problem');
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem?.range.start.line, 1);
    assert.match(String(problem?.code), /^schema\//);
  });

  it('follows the unsaved text, and goes when that is mended', async () => {
    await eventually(() => place.diagnostics(obstacle).length === 0, 'a sound record');
    await place.type(obstacle, 'state: parked', 'state: sleeping');
    await eventually(() => place.diagnostics(obstacle).length > 0, 'a problem of the unsaved text');
    assert.match(place.text(obstacle), /state: parked/, 'nothing was saved');
    await place.type(obstacle, 'state: sleeping', 'state: deferred');
    await eventually(() => place.diagnostics(obstacle).length === 0, 'no problem');
  });

  it('goes with the file', async () => {
    await place.put({ [obstacle]: 'title: [\n' });
    await eventually(() => place.diagnostics(obstacle).length > 0, 'a problem');
    rmSync(place.uri(obstacle).fsPath);
    await eventually(() => place.diagnostics(obstacle).length === 0, 'no problem after the file went');
  });

  it('offers the fix that a problem has, and the fix mends it', async () => {
    await place.put({ 'kata.yaml': KATA_YAML.replace('p95: 840', 'p95: "840"') });
    const problem = await eventually(() => place.diagnostics()[0], 'a problem');
    const document = await place.document();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find((action) => action.title === 'Write 840');
    assert.ok(fix?.edit, `no fix for: ${problem.message}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), KATA_YAML);
  });
});
