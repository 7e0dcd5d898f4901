import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { reviewPage } from '../../src/core/review/page';
import { buildStoryboard } from '../../src/core/storyboard/build';
import { storyboardHtml } from '../../src/core/storyboard/html';
import { hostileReview } from '../support/hostile-review';
import { hostileTexts, kataOf } from '../support/katas';
import { SHOP } from '../support/reviewed';
import { runs } from '../support/runs';
import { scriptTexts } from '../support/scripts';
import { type BoardPage, closeBrowser, openBoard } from './support/page';

const PAGE = 'https://page.test/';
/** As many as one kata of `hostileTexts` has ids for. */
const AT_ONCE = 100;

/** What a page would hold if a text had become markup, shadow roots looked into. */
function madeOf(page: Page): Promise<{ ran: boolean; elements: string[]; handlers: string[] }> {
  return page.evaluate(() => {
    const roots: ParentNode[] = [document.body];
    const found: Element[] = [];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        found.push(element);
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
    const names =
      'script img iframe object embed base link meta form video audio math use image mglyph custom-element';
    return {
      ran: 'ran' in globalThis,
      elements: found.map(({ localName }) => localName).filter((name) => names.split(' ').includes(name)),
      handlers: found.flatMap((element) => element.getAttributeNames().filter((name) => /^on/.test(name))),
    };
  });
}

const NOTHING = { ran: false, elements: [], handlers: [] };

/** Goes over all that is there, as a person's mouse and keys do. */
async function touch(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*'))
      for (const type of ['mouseover', 'focus', 'toggle']) element.dispatchEvent(new Event(type));
  });
}

describe('Texts that would run or ask for something if they became markup', function () {
  this.timeout(0);
  let board: BoardPage;
  afterEach(() => board.close());
  after(closeBrowser);

  async function show(body: string): Promise<void> {
    await board.context.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body }));
    await board.page.goto(PAGE);
    await board.context.unroute(PAGE);
  }

  it('are text, in every field of a board and of the pages that are exported', async () => {
    let tried = 0;
    for (let round = 0; round < runs(1); round++) {
      const texts = scriptTexts(AT_ONCE, round);
      const kata = await kataOf(hostileTexts(texts));
      const view = buildStoryboard(kata, { today: '2026-11-25' });
      board = await openBoard({ view });
      const shown = (await board.page.locator('body').innerText()).replaceAll(/\s+/g, '');
      const isThere = texts.filter((text) => shown.includes(text.replaceAll(/\s+/g, '')));
      assert.ok(isThere.length > AT_ONCE / 2, `${isThere.length} are to be seen`);
      await touch(board.page);
      assert.deepEqual(await madeOf(board.page), NOTHING);
      for (const body of [
        storyboardHtml(view),
        reviewPage(await hostileReview(texts, true), { links: SHOP }),
        reviewPage(await hostileReview(texts, false), { links: SHOP }),
      ]) {
        await show(body);
        await touch(board.page);
        assert.deepEqual(await madeOf(board.page), NOTHING);
      }
      assert.deepEqual([board.requests, board.complaints], [[], []]);
      tried += texts.length;
      if (round + 1 < runs(1)) await board.close();
    }
    console.log(`      ${tried} texts`);
  });

  it('do run and ask where they are markup: the control', async () => {
    board = await openBoard();
    // One that leads away from the page takes its mark with it.
    const texts = scriptTexts(AT_ONCE, 0).filter((text) => !/refresh/i.test(text));
    for (const text of texts) await show(`<!doctype html><body>${text}`);
    assert.ok(board.requests.length > AT_ONCE / 5, `${board.requests.length} requests`);
    await show(`<!doctype html><body>${texts.join('\n')}`);
    await touch(board.page);
    const { ran, elements, handlers } = await madeOf(board.page);
    assert.ok(
      ran && elements.length > 10 && handlers.length > 10,
      JSON.stringify({ ran, elements, handlers }),
    );
  });
});
