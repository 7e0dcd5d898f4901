import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cache } from '../../scripts/lib/paths.mjs';
import { oneWorkbench, type ThemeName } from '../support/workbench';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = join(cache, 'shots');
const THEMES: readonly ThemeName[] = ['dark_modern', 'light_modern', 'hc-black', 'hc-light'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('The storyboard in every theme', function () {
  this.timeout(180_000);
  const open = oneWorkbench();

  before(async () => {
    mkdirSync(shots, { recursive: true });
    const { workbench } = open();
    await workbench.openFile('.kata/checkout-latency/kata.yaml');
    await workbench.openStoryboard();
  });

  for (const theme of THEMES) {
    for (const width of [1700, 760]) {
      it(`${theme}, ${width} px wide: fits, and can be read by all`, async () => {
        const { workbench } = open();
        await workbench.setTheme(theme);
        await workbench.setViewport(width, 1000);
        await workbench.settled();
        await workbench.screenshot(join(shots, `${theme}-${width}.png`));
        const frame = await workbench.storyboardFrame();
        const sideways = await frame.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        assert.equal(sideways, 0, 'the board scrolls sideways');
        await frame.evaluate(axe);
        const found = (await frame.evaluate(
          "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then((result) => result.violations)",
        )) as Violation[];
        assert.deepEqual(
          found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
        );
      });
    }
  }
});
