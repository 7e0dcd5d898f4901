import assert from 'node:assert/strict';
import { FakePage } from './support/fake-panel';
import { eventually } from './support/host';
import { KataPlace } from './support/workspace';

describe('a kata in no repository', () => {
  it('says so in one line on its board', async () => {
    const place = new KataPlace();
    await place.putKata();
    const page = await FakePage.open(place);
    try {
      const { history } = await eventually(
        () => page.snapshot.view.history !== null && page.snapshot.view,
        'what git said',
      );
      assert.equal(history?.known, false);
      assert.match(history?.why ?? '', /is in no git repository.*Run `git init` there/);
    } finally {
      page.close();
      await place.remove();
    }
  });
});
