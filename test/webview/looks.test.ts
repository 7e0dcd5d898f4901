import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { StoryboardView } from '../../src/core/storyboard/view';
import { boardOf, broken, empty, many, rich } from './support/boards';
import { traced, unknown } from './support/history';
import { type BoardPage, closeBrowser, openBoard, THEMES } from './support/page';
import { reviewed } from './support/review';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds wrong with the page, in words. */
async function violations(board: BoardPage): Promise<string[]> {
  // Evaluated by the test's driver, which the page's policy does not bind.
  await board.page.evaluate(axe);
  const found = await board.page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe
      .run()
      .then((result) => result.violations),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
  );
}

const boards: Readonly<Record<string, StoryboardView>> = {
  rich: boardOf(rich),
  empty: boardOf(empty),
  broken: boardOf(broken),
  many: boardOf(many),
  traced: boardOf(traced(rich)),
  unknown: boardOf(unknown(rich)),
  reviewed: reviewed(),
};

describe('How the storyboard looks and reads', function () {
  this.timeout(120_000);
  let board: BoardPage;
  afterEach(() => board.close());
  after(closeBrowser);

  for (const theme of THEMES) {
    for (const [name, view] of Object.entries(boards)) {
      it(`axe finds nothing in ${theme}, board ${name}`, async () => {
        board = await openBoard({ theme, view, canUndo: 'park obstacle' });
        assert.deepEqual(await violations(board), []);
        assert.deepEqual(board.complaints, []);
      });
    }

    it(`tells what is done from what is left on the progress bar in ${theme}`, async () => {
      board = await openBoard({ theme, view: boardOf(rich) });
      const [left, done] = await board.page
        .locator('.bar rect')
        .evaluateAll((all) => all.map((one) => [one.getAttribute('width'), getComputedStyle(one).fill]));
      assert.notEqual(left?.[1], done?.[1]);
      assert.equal(done?.[0], '59');
    });

    it(`axe finds nothing in ${theme} with a field, a refusal, a choice and a menu open`, async () => {
      board = await openBoard({ theme, view: boardOf(rich) });
      await board.page.getByRole('button', { name: 'Achieve by:' }).click();
      await board.page.getByRole('textbox', { name: 'Achieve by', exact: true }).fill('soon');
      await board.page.keyboard.press('Enter');
      await board.page.getByRole('button', { name: 'North star:' }).click();
      await board.page.getByRole('textbox', { name: 'North star' }).fill('Mine');
      await board.show(boardOf({ ...rich, kata: { ...rich.kata, northStar: 'Theirs' } }));
      await board.page.getByRole('button', { name: 'Target condition: active now' }).click();
      await board.page.getByRole('menu').waitFor();
      assert.equal(await board.page.getByRole('alert').count(), 2);
      assert.deepEqual(await violations(board), []);
    });
  }

  for (const width of [320, 700, 1000, 1400, 1900]) {
    it(`needs no sideways scroll at ${width} px, and its sheet stops growing`, async () => {
      for (const view of Object.values(boards)) {
        board = await openBoard({ width, view, canUndo: 'park obstacle' });
        for (const summary of await board.page.locator('summary').all()) await summary.click();
        await board.drawn();
        const wide = await board.page.evaluate(() => ({
          page: document.documentElement.scrollWidth,
          sheet: document.querySelector('.sheet')?.getBoundingClientRect().width ?? 0,
          over: [...document.querySelectorAll('.sheet *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
            .filter((one) => !one.closest('thead, svg, .unseen'))
            .map((one) => one.outerHTML.slice(0, 120)),
        }));
        assert.deepEqual(wide.over, []);
        assert.ok(wide.page <= width, `${wide.page} wide`);
        assert.ok(wide.sheet <= 1400);
        await board.close();
      }
      board = await openBoard({ view: boardOf(empty) });
    });
  }

  it('shows each record as a block with its questions as labels under 700 px', async () => {
    board = await openBoard({ width: 500, view: boardOf(rich) });
    const row = board.page.locator('.experiment').nth(1);
    assert.deepEqual(await row.locator('.question:visible').allTextContents(), [
      'What do you expect?',
      'What happened',
      'What we learned',
    ]);
    await board.page.setViewportSize({ width: 1300, height: 900 });
    assert.equal(await row.locator('.question:visible').count(), 0);
  });
});

describe('What a file says', function () {
  this.timeout(60_000);
  let board: BoardPage;
  afterEach(() => board.close());
  after(closeBrowser);

  it('never becomes markup, a script or a request', async () => {
    const hostile = [
      '<img src=x onerror="globalThis.broken=1">',
      '<script>globalThis.broken=1</script>',
      '<svg onload=globalThis.broken=1>',
      '"><iframe src="https://evil.test/">',
      'javascript:globalThis.broken=1',
      '`$' + '{globalThis.broken=1}`{{7*7}}',
      '<style>@import "https://evil.test/x.css"</style>',
      '<a href="https://evil.test">x</a><base href="https://evil.test">',
      '</textarea><img src="https://evil.test/a.png">',
      '<!--',
      '\u202edesrever',
    ];
    board = await openBoard({ view: boardOf(rich) });
    const before = await board.page.evaluate(() => ({
      images: document.querySelectorAll('img, script, iframe, style, base, link, object, embed').length,
      links: document.querySelectorAll('a').length,
    }));
    for (const text of hostile) {
      const say = () => text;
      const view = boardOf(rich);
      const spoilt = {
        ...view,
        direction: spoil(view.direction, say),
        target: view.target && {
          ...view.target,
          title: spoil(view.target.title, say),
          pattern: spoil(view.target.pattern, say),
        },
        obstacles: view.obstacles.map((one) => ({
          ...one,
          title: spoil(one.title, say),
          note: spoil(one.note, say),
        })),
        experiments: view.experiments.map((one) => ({
          ...one,
          obstacleTitle: text,
          step: spoil(one.step, say),
          expect: spoil(one.expect, say),
          happened: spoil(one.happened, say),
          learned: spoil(one.learned, say),
          started: spoil(one.started, say),
        })),
        corners: view.corners.map((one) => ({
          ...one,
          what: spoil(one.what, say),
          path: spoil(one.path, say),
          until: spoil(one.until, say),
        })),
        readOnly: null,
        broken: [
          {
            record: 'x',
            kind: text,
            file: text,
            problems: [
              { record: 'x', code: text, severity: 'error' as const, message: text, line: 1, column: 1 },
            ],
          },
        ],
      };
      await board.show(spoilt, { canUndo: text });
      await board.page.getByRole('button', { name: 'Challenge:' }).click();
      await board.page.keyboard.press('Escape');
      const shown = await board.page.locator('h1').textContent();
      assert.equal(shown?.trim(), text.trim());
    }
    const after = await board.page.evaluate(() => ({
      images: document.querySelectorAll('img, script, iframe, style, base, link, object, embed').length,
      links: document.querySelectorAll('a').length,
    }));
    assert.deepEqual(after, before);
    assert.equal(await board.page.evaluate(() => 'broken' in globalThis), false);
    assert.deepEqual(board.requests, []);
    assert.deepEqual(board.complaints, []);
  });
});

/** The same view with `say` over the values of its fields; where they are edited stays. */
function spoil<T>(view: T, say: () => string): T {
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).map(([key, inner]) => {
      if (key === 'at') return [key, inner];
      if (key === 'value') return [key, say()];
      return [key, key === 'items' ? [say()] : spoil(inner, say)];
    }),
  ) as T;
}
