import assert from 'node:assert/strict';
import { boardOf, rich } from './support/boards';
import { type BoardPage, closeBrowser, openBoard } from './support/page';
import { reviewed } from './support/review';

const trimmed = (all: readonly string[]) => all.map((text) => text.replace(/\s+/g, ' ').trim());

describe('A review on the storyboard', function () {
  this.timeout(60_000);
  let board: BoardPage;
  afterEach(() => board.close());
  after(closeBrowser);

  it('marks what is new, changed and gone with a word, and counts it', async () => {
    board = await openBoard({ view: reviewed() });
    const { page } = board;
    assert.deepEqual(await page.locator('#review-name').allTextContents().then(trimmed), [
      'Changes since main: 2 new, 4 changed, 1 gone, 1 not comparable',
    ]);
    const row = page.locator('.experiment').filter({ hasText: 'Open the tax connection' });
    assert.deepEqual(await row.locator('.change').allTextContents().then(trimmed), ['new: started']);
    const corner = page.locator('.corner').filter({ hasText: 'Rates never expire' });
    assert.deepEqual(await corner.locator('.change').allTextContents().then(trimmed), ['new: cut']);
    assert.deepEqual(await page.locator('.review li').first().allTextContents().then(trimmed), [
      'gone obstacle The load test runs out of memory <b>now</b>',
    ]);
    assert.equal(await page.getByText('Could not be read at main; it can now.').count(), 1);
  });

  it('says the old value under the new one, struck through', async () => {
    board = await openBoard({ view: reviewed() });
    const row = board.page.locator('.experiment').filter({ hasText: 'Keep a per-basket map' });
    assert.deepEqual(await row.locator('.was').allTextContents().then(trimmed), [
      'before: It fell a little',
      'before: 700 ms',
    ]);
    const target = board.page.locator('kata-target');
    assert.deepEqual(await target.locator('.was').allTextContents().then(trimmed), ['before: by 1 Dec']);
    assert.deepEqual(await board.page.locator('kata-condition .was').allTextContents().then(trimmed), [
      'before: 30 calls',
    ]);
  });

  it('opens all that changed of one thing by keyboard, and nothing can be edited', async () => {
    board = await openBoard({ view: reviewed() });
    const row = board.page.locator('.experiment').filter({ hasText: 'Keep a per-basket map' });
    await row.locator('.change summary').focus();
    await board.page.keyboard.press('Enter');
    await row.locator('.change li').first().waitFor({ state: 'visible' });
    assert.deepEqual(await row.locator('.change li').allTextContents().then(trimmed), [
      'what happened: It fell a little → Fell at once; the first call after a deploy still takes 2 s.',
      'p95: 700 → 640',
      'outcome: confirmed',
    ]);
    assert.equal(await board.page.locator('.can-edit, .add').count(), 0);
  });

  it('folds away nothing that changed', async () => {
    const view = reviewed();
    const { review } = view;
    assert.ok(review);
    const old = {
      at: { record: 'x-00a1b', path: [] },
      how: 'changed',
      words: 'changed',
      fields: [],
    } as const;
    const planned = { ...old, at: { record: 'kata', path: ['targets', 2] } };
    board = await openBoard({
      view: { ...view, review: { ...review, marks: [...review.marks, old, planned] } },
    });
    const row = board.page.locator('.experiment').filter({ hasText: 'Turn off the audit log' });
    assert.equal(await row.locator('.change').isVisible(), true);
    const target = board.page.locator('.past-target').filter({ hasText: 'under 400 ms' });
    assert.equal(await target.locator('.change').isVisible(), true);
  });

  it('says nothing of it on a board that is no review', async () => {
    board = await openBoard({ view: reviewed() });
    await board.show(boardOf(rich));
    assert.equal(await board.page.locator('.change, .was, .review').count(), 0);
  });

  it('fits a narrow page', async () => {
    board = await openBoard({ width: 320, view: reviewed() });
    assert.equal(await board.page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual([board.requests, board.complaints], [[], []]);
  });
});
