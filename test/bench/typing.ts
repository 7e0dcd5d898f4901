import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { endShared, openWorkbench } from '../support/workbench';
import { sources, withCorners } from './corner-repositories';
import type { FigureSet } from './figure-set';
import type { Candidate } from './measure';

/** So many keys in a row, so many milliseconds apart: a fast writer. */
const KEYS = 60;
const APART = 40;
/** Milliseconds between two wishes for a search of everything. */
const AGAIN = 400;

/** Notes in the page how long each key took until the text on the screen changed. */
const WATCH = `(() => {
  window.keyTimes = [];
  let pressed = null;
  document.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  const lines = document.querySelector('.editor-group-container.active .view-lines');
  new MutationObserver(() => {
    if (pressed !== null) window.keyTimes.push(performance.now() - pressed);
    pressed = null;
  }).observe(lines, { childList: true, subtree: true, characterData: true });
})()`;

/** The worst delay of a key in a row of them, in milliseconds. @param meanwhile is called again and again */
function typing(page: Page, name: string, meanwhile: () => void): Candidate {
  let worst = Number.NaN;
  return {
    name,
    run: async () => {
      await page.evaluate('window.keyTimes.length = 0');
      const again = setInterval(meanwhile, AGAIN);
      try {
        await page.keyboard.type('x'.repeat(KEYS), { delay: APART });
      } finally {
        clearInterval(again);
      }
      const times = await page.evaluate<number[]>('window.keyTimes');
      if (times.length < KEYS / 2) throw new Error(`Only ${times.length} of ${KEYS} keys were seen`);
      worst = Math.max(...times);
    },
    took: () => worst,
  };
}

export const typingFigures: readonly FigureSet[] = [
  {
    id: 'typing',
    each: async ({ size, show }) => {
      const folder = await withCorners(size);
      const { workbench, close } = await openWorkbench({ folder });
      try {
        await workbench.openView('Kata');
        await workbench.treeRows('Rates never expire').first().waitFor({ timeout: 300_000 });
        await workbench.openFile(sources(folder)[0] ?? '');
        await workbench.page.locator('.editor-group-container.active .view-lines').click();
        await workbench.page.evaluate(WATCH);
        // A list of what is ignored that changes has everything searched again.
        const search = () => appendFileSync(join(folder, '.gitignore'), '#\n');
        await show({
          id: 'typing',
          what: `${size}: worst delay of a key during a search for corners`,
          ours: typing(workbench.page, 'ours', search),
          peers: [{ ...typing(workbench.page, 'the same without a search', () => {}), reach: 2 }],
        });
      } finally {
        await close();
        await endShared();
      }
    },
  },
];
