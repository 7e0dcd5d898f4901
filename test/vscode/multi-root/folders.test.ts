import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FakePage } from '../support/fake-panel';
import { startedHost } from '../support/host';
import { KataPlace } from '../support/workspace';

describe('a workspace of several folders', () => {
  it('shows the katas of each by name, and an edit goes to its own folder', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folders.length, 2);
    const [first, second] = [new KataPlace(folders[0]), new KataPlace(folders[1])];
    await first.putKata();
    await second.putKata();
    const host = await startedHost();
    const page = await FakePage.open(second);
    try {
      const shown = host.tree.getChildren().map((node) => host.tree.getTreeItem(node).description);
      assert.deepEqual(shown, [`${folders[0]?.name}/place`, `${folders[1]?.name}/place`]);
      const before = first.text();
      const { version } = page.snapshot;
      const was = 'Checkout is fast';
      await page.done({ type: 'set', version, record: 'kata', path: ['title'], was, value: 'Second' });
      assert.match(second.text(), /^title: Second/m);
      assert.equal(first.text(), before);
    } finally {
      page.close();
      await second.remove();
      await first.remove();
    }
  });
});
