import assert from 'node:assert/strict';
import { corner, corners } from '../support/corners';
import { boardOf, rich } from './support/boards';
import { type BoardPage, closeBrowser, openBoard } from './support/page';

const trimmed = (all: readonly string[]) => all.map((text) => text.replace(/\s+/g, ' ').trim());

const EVIDENCE = {
  hash: '4f2a91ca'.padEnd(40, '0'),
  subject: 'Ask for the region',
  author: 'Cem',
  date: '2026-11-21T10:00:00+01:00',
};

/** One still in the code, one cleaned up, one that is kept, one that no record knows. */
const found = corners(
  [
    corner({ id: 'c-8k2fd', places: [{ path: 'src/tax/rates.js', line: 41 }] }),
    corner({ id: 'c-w0r5n', state: 'cleaned', evidence: EVIDENCE }),
    corner({
      id: 'c-h77ye',
      kept: 'The gateway retries already',
      places: [
        { path: 'src/tax/client.js', line: 12 },
        { path: 'src/tax/retry.js', line: 3 },
      ],
    }),
    corner({
      id: 'c-00abc',
      kata: null,
      home: null,
      experiment: null,
      what: 'nobody wrote this down',
      state: 'orphan',
      places: [{ path: 'src/index.js', line: 7 }],
    }),
  ],
  { skipped: [{ path: 'data/old.txt', reason: 'is UTF-16' }] },
);

describe('What the code says of corners, on the storyboard', function () {
  this.timeout(60_000);
  let board: BoardPage;
  const row = () => board.page.locator('.experiment').filter({ hasText: 'Keep a per-basket map' });
  beforeEach(async () => {
    board = await openBoard({ view: boardOf({ ...rich, corners: found }) });
  });
  afterEach(() => board.close());
  after(closeBrowser);

  it('says of an experiment what is left to clean up, and leads to the list', async () => {
    const button = row().getByRole('button', { name: /to clean up/ });
    assert.deepEqual(trimmed([(await button.textContent()) ?? '']), [
      'to clean up · corners: 1 open, 1 cleaned up, 1 kept',
    ]);
    await button.focus();
    await board.page.keyboard.press('Enter');
    const focused = await board.page.evaluate(
      () => document.activeElement?.closest('.corner')?.textContent ?? '',
    );
    assert.match(focused, /Rates never expire/);
  });

  it('lists what is still in the code, each one click from it, and folds what is cleaned up', async () => {
    assert.deepEqual(await board.page.locator('.place').allTextContents().then(trimmed), [
      'src/tax/rates.js:41',
      'src/tax/client.js:12 and 1 more',
    ]);
    await board.page.getByRole('button', { name: 'Go to the code of Rates never expire' }).click();
    assert.deepEqual(board.sent, [{ type: 'openCorner', id: 'c-8k2fd' }]);
    assert.equal(await board.page.getByText('The limit is set for one region').count(), 0);
    await board.page.getByText('Cleaned up and gone').click();
    await board.page.getByText('The limit is set for one region').waitFor();
    await board.page
      .getByText('cleaned up Saturday by Cem in 4f2a91ca')
      .or(board.page.getByText(/cleaned up 21 Nov by Cem in 4f2a91ca/))
      .waitFor();
  });

  it('names markers that no record knows, and how many files could not be looked into', async () => {
    const said = await board.page.locator('.cleanup > p').allTextContents().then(trimmed);
    assert.deepEqual(said, [
      'In the code, in no record: nobody wrote this down (src/index.js:7)',
      '1 file could not be looked into for corners.',
    ]);
  });

  it('says nothing of the code where it was not looked at', async () => {
    await board.show(boardOf(rich));
    assert.equal(await board.page.locator('.place, .clean-up, .cleanup > p').count(), 0);
    assert.equal(await board.page.locator('.corner').count(), 3);
  });

  it('says to remove, not to polish, what a refuted experiment left in the code', async () => {
    const experiments = { ...rich.experiments };
    const one = experiments['x-7f3kq'];
    assert.ok(one);
    await board.show(
      boardOf({
        ...rich,
        experiments: { ...experiments, 'x-7f3kq': { ...one, outcome: 'refuted' } },
        corners: found,
      }),
    );
    await row()
      .getByRole('button', { name: /^to remove, not to polish/ })
      .waitFor();
  });
});
