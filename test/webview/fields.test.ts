import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { StoryboardView } from '../../src/core/storyboard/view';
import { boardOf, type Records, rich } from './support/boards';
import { type BoardPage, closeBrowser, openBoard } from './support/page';

/** The rich kata with another north star. */
function withNorthStar(northStar: string): StoryboardView {
  return boardOf({ ...rich, kata: { ...rich.kata, northStar } } satisfies Records);
}

describe('A field of the storyboard', function () {
  this.timeout(60_000);
  let board: BoardPage;
  const shown = (name: string): Locator => board.page.getByRole('button', { name });
  const box = (name: string): Locator => board.page.getByRole('textbox', { name, exact: true });

  beforeEach(async () => {
    board = await openBoard({ view: boardOf(rich) });
  });
  afterEach(() => board.close());
  after(closeBrowser);

  it('opens on a click with its text, and sends one set when it is left', async () => {
    await shown('North star:').click();
    assert.equal(await box('North star').inputValue(), rich.kata.northStar);
    await box('North star').fill('Buying feels instant.');
    await shown('Title:').focus();
    await board.drawn();
    assert.deepEqual(
      board.sent.map(({ type, ...rest }) => [type, { ...rest, request: 0 }]),
      [
        [
          'set',
          {
            request: 0,
            version: 1,
            record: 'kata',
            path: ['northStar'],
            was: rich.kata.northStar,
            value: 'Buying feels instant.',
          },
        ],
      ],
    );
    assert.match((await shown('North star:').textContent()) ?? '', /^Buying feels instant\.$/);
  });

  for (const key of ['Enter', 'F2']) {
    it(`opens on ${key}, keeps on Enter, and the keyboard stays on it`, async () => {
      await shown('Coach:').focus();
      await board.page.keyboard.press(key);
      await board.page.keyboard.type('b');
      await board.page.keyboard.press('Enter');
      await board.drawn();
      assert.equal(board.sent.length, 1);
      assert.ok(board.sent[0]?.type === 'set' && board.sent[0].value === 'Bob');
      assert.equal(await shown('Coach: Bob').evaluate((it) => it === document.activeElement), true);
    });
  }

  it('gives the old text back on Escape and sends nothing', async () => {
    await shown('Coach:').click();
    await box('Coach').fill('Somebody');
    await board.page.keyboard.press('Escape');
    await board.drawn();
    assert.equal(await shown('Coach: Bo').textContent(), 'Bo');
    assert.deepEqual(board.sent, []);
  });

  it('sends nothing when it is left as it was', async () => {
    await shown('Challenge:').click();
    await board.page.keyboard.press('Tab');
    await board.drawn();
    assert.deepEqual(board.sent, []);
  });

  it('keeps line breaks in prose; Ctrl+Enter saves', async () => {
    await shown('North star:').click();
    await board.page.keyboard.press('End');
    await board.page.keyboard.press('Enter');
    await board.page.keyboard.type('Always.');
    await board.page.keyboard.press('Control+Enter');
    await board.drawn();
    const [set] = board.sent;
    assert.ok(set?.type === 'set' && set.value === `${rich.kata.northStar}\nAlways.`);
  });

  it('does not jump when it opens: same place, size and type', async () => {
    for (const name of ['Challenge:', 'North star:', 'Step: Open the tax', 'Target condition: p95 is']) {
      const read = (element: Element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { fontSize, fontWeight, lineHeight } = getComputedStyle(element);
        return { x, y, width, height, fontSize, fontWeight, lineHeight };
      };
      await shown(name).first().scrollIntoViewIfNeeded();
      const before = await shown(name).first().evaluate(read);
      await shown(name).first().click();
      const after = await board.page.locator('.editor textarea').evaluate(read);
      assert.deepEqual(after, before, name);
      await board.page.keyboard.press('Escape');
      await board.drawn();
    }
  });

  it('takes a key away when it is emptied, and refuses to empty what a kata needs', async () => {
    await shown('Coach:').click();
    await box('Coach').fill('');
    await board.page.keyboard.press('Enter');
    assert.ok(board.sent[0]?.type === 'set' && board.sent[0].value === null);
    await shown('Title:').click();
    await box('Title').fill('');
    await board.page.keyboard.press('Enter');
    assert.match((await board.page.getByRole('alert').textContent()) ?? '', /needs its title/);
    assert.equal(board.sent.length, 1);
  });

  it('says that a number is none and keeps what was typed', async () => {
    await shown('Target for p95 of POST /quote:').click();
    await box('Target for p95 of POST /quote').fill('fast');
    await board.page.keyboard.press('Enter');
    assert.match((await board.page.getByRole('alert').textContent()) ?? '', /“fast” is not a number/);
    assert.equal(await box('Target for p95 of POST /quote').inputValue(), 'fast');
    await box('Target for p95 of POST /quote').fill('450');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    assert.equal(board.sent.length, 1);
    assert.ok(board.sent[0]?.type === 'set' && board.sent[0].value === 450);
  });

  it('takes a date that is typed or picked, and no other', async () => {
    await shown('Achieve by:').click();
    await box('Achieve by').fill('2026-02-30');
    await board.page.keyboard.press('Enter');
    assert.match((await board.page.getByRole('alert').textContent()) ?? '', /is not a date/);
    await board.page.getByLabel('Pick: Achieve by').fill('2027-01-15');
    await board.drawn();
    assert.ok(board.sent[0]?.type === 'set' && board.sent[0].value === '2027-01-15');
    assert.match((await shown('Achieve by:').textContent()) ?? '', /by 15 Jan 2027/);
  });

  it('shows a refusal with its mend beside the field, which keeps what was typed', async () => {
    board.reply = (message) =>
      'request' in message
        ? [{ type: 'refused', request: message.request, message: 'The file moved on.', mend: 'Try again.' }]
        : undefined;
    await shown('Coach:').click();
    await box('Coach').fill('Dora');
    await board.page.keyboard.press('Tab');
    await board.page.getByRole('alert').waitFor();
    assert.match(
      (await board.page.getByRole('alert').textContent()) ?? '',
      /The file moved on\. Try again\./,
    );
    assert.equal(await box('Coach').inputValue(), 'Dora');
  });

  it('keeps half-typed text when a snapshot comes, and the keyboard in it', async () => {
    await shown('Coach:').click();
    await box('Coach').fill('Half');
    await board.show(withNorthStar('Another star.'));
    assert.equal(await box('Coach').inputValue(), 'Half');
    assert.equal(await board.page.evaluate(() => document.activeElement?.className), 'editor');
    assert.match((await shown('North star:').textContent()) ?? '', /Another star/);
  });

  it('offers both texts when its value is changed underneath', async () => {
    await shown('North star:').click();
    await box('North star').fill('Mine');
    await board.show(withNorthStar('Theirs'));
    assert.match((await board.page.getByRole('alert').textContent()) ?? '', /now says: Theirs/);
    assert.equal(await box('North star').inputValue(), 'Mine');
    await board.page.getByRole('button', { name: 'Keep what I typed' }).click();
    await board.drawn();
    const [set] = board.sent;
    assert.ok(set?.type === 'set' && set.was === 'Theirs' && set.value === 'Mine');

    await board.show(withNorthStar('Mine'));
    await shown('North star:').click();
    await box('North star').fill('Mine again');
    await board.show(withNorthStar('Theirs again'));
    await board.page.getByRole('button', { name: 'Take the new text' }).click();
    await board.drawn();
    assert.equal(board.sent.length, 1);
    assert.match((await shown('North star:').textContent()) ?? '', /Theirs again/);
  });

  it('follows the file while it is open and untouched', async () => {
    await shown('North star:').click();
    await board.show(withNorthStar('Theirs'));
    assert.equal(await box('North star').inputValue(), 'Theirs');
    assert.equal(await board.page.getByRole('alert').count(), 0);
  });

  it('brings half-typed text, focus and scroll back after the page was gone', async () => {
    await shown('Corner: Rates never expire').click();
    await box('Corner').fill('Half a corner');
    await board.page.evaluate(() => scrollTo(0, 300));
    await board.page.waitForTimeout(250);
    const scroll = await board.page.evaluate(() => scrollY);
    await board.page.reload();
    await board.page.waitForSelector('h1');
    await board.drawn();
    assert.equal(await box('Corner').inputValue(), 'Half a corner');
    assert.equal(await board.page.evaluate(() => document.activeElement?.className), 'editor');
    assert.equal(await board.page.evaluate(() => scrollY), scroll);
    assert.deepEqual(board.sent, []);
  });

  it('leaves undo inside a field to the browser, and outside asks the host for it', async () => {
    await board.show(boardOf(rich), { canUndo: 'park obstacle' });
    await shown('Coach:').click();
    await board.page.keyboard.type('X');
    await board.page.keyboard.press('Control+z');
    assert.equal(await box('Coach').inputValue(), 'Bo');
    await board.page.keyboard.press('Escape');
    await board.drawn();
    assert.deepEqual(board.sent, []);
    await board.page.keyboard.press('Control+z');
    await board.drawn();
    assert.deepEqual(board.sent, [{ type: 'undo' }]);
    await board.show(boardOf(rich), { canUndo: null, canRedo: 'park obstacle' });
    assert.match((await board.page.locator('.said').textContent()) ?? '', /Undid: park obstacle/);
    await board.page.keyboard.press('Control+Shift+z');
    await board.page.keyboard.press('Control+y');
    await board.drawn();
    assert.deepEqual(board.sent.slice(1), [{ type: 'redo' }, { type: 'redo' }]);
  });

  it('stays open, half-typed, when only the window is left', async () => {
    await shown('Coach:').click();
    await box('Coach').fill('Half');
    await board.page.evaluate(() => {
      document.hasFocus = () => false;
      document.querySelector('.editor')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    });
    await board.drawn();
    assert.deepEqual(board.sent, []);
    assert.equal(await box('Coach').inputValue(), 'Half');
  });

  it('keeps the line breaks that close a block of prose', async () => {
    await board.show(withNorthStar('One line.\n'));
    await shown('North star:').click();
    assert.equal(await box('North star').inputValue(), 'One line.');
    await board.page.keyboard.type(' Two.');
    await board.page.keyboard.press('Control+Enter');
    await board.drawn();
    const [set] = board.sent;
    assert.ok(set?.type === 'set');
    assert.equal(set.value, 'One line. Two.\n');
  });

  it('can be read and not edited where the board is read-only', async () => {
    await board.show(boardOf(rich, 'This shows an older revision.'));
    assert.match((await board.page.getByRole('note').textContent()) ?? '', /older revision/);
    assert.equal(await board.page.locator('.can-edit').count(), 0);
    assert.equal(await board.page.getByRole('button', { name: 'Add' }).count(), 0);
  });
});
