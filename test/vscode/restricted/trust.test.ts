import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FakePage } from '../support/fake-panel';
import { KataPlace } from '../support/workspace';

describe('Restricted Mode', () => {
  it('shows the board and takes an edit', async () => {
    assert.equal(vscode.workspace.isTrusted, false, 'these tests need an untrusted workspace');
    const place = new KataPlace();
    await place.putKata();
    const page = await FakePage.open(place);
    try {
      assert.equal(page.snapshot.view.readOnly, null);
      const { version } = page.snapshot;
      const was = 'Checkout is fast';
      await page.done({ type: 'set', version, record: 'kata', path: ['title'], was, value: 'Still edited' });
      assert.match(place.text(), /^title: Still edited/m);
    } finally {
      page.close();
      await place.remove();
    }
  });
});
