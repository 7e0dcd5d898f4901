import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';
import { QuestionsPage } from '../support/workbench/questions';

const CODE = 'src/products.js';
const BRANCH = 'kata/checkout-latency/x-b2m4q-warm-start';
const CUT = 'Control+Alt+Shift+C';

interface Listed {
  readonly what: string;
  readonly state: string;
  readonly experiment: string;
}

describe('Corners, from cut to clean', function () {
  this.timeout(240_000);
  const open = eachWorkbench();

  it('are cut by keyboard, undone together with their entry, cleaned from a terminal, and told alike everywhere', async () => {
    const { workbench, board, checkout } = open();
    const { page } = workbench;
    const questions = new QuestionsPage(workbench);
    const record = () => checkout.read('.kata/checkout-latency/experiments/x-b2m4q-warm-start.yaml');
    const listed = (): Listed[] => {
      const { output } = checkout.kata('corner', 'list', '--json');
      return JSON.parse(output).corners.filter((one: Listed) => one.experiment === 'x-b2m4q');
    };
    const cut = async (line: number, what: string, plan: string) => {
      await page.keyboard.press('Control+Home');
      for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press(CUT);
      await questions.text('What do you leave out', what);
      await questions.text('Why?', 'To see it work first');
      await questions.text('How will it be cleaned up', plan);
      await questions.keep('Until when');
      await eventually(async () =>
        assert.match(await workbench.editorText(), new RegExp(`KATA-CORNER.*${what}`)),
      );
    };
    /** What the editor shows behind the ends of lines, which is no text of theirs. */
    const besideLines = async (words: RegExp): Promise<string[]> => {
      const shown = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.editor-group-container.active .view-line span')]
          .map((span) => getComputedStyle(span, '::after').content)`,
      );
      return shown.filter((text) => words.test(text));
    };
    checkout.git('switch', '--quiet', BRANCH);
    const before = record();
    await workbench.openFile(CODE);
    const status = page.locator('.statusbar-item').filter({ hasText: 'Warm start' });
    await status.waitFor();
    await page.locator('.editor-group-container.active .view-lines').click();

    await cut(1, 'Prices are made up', 'Ask the shop');
    await eventually(() => assert.match(record(), /what: Prices are made up/));
    await status.filter({ hasText: '2 open corners' }).waitFor();
    await page.keyboard.press('Control+Z');
    await eventually(async () => {
      assert.doesNotMatch(await workbench.editorText(), /Prices are made up/);
      assert.equal(record(), before);
    });

    await cut(1, 'Prices are made up', 'Ask the shop');
    await cut(4, 'Names are in German', 'Read the language');
    await page.keyboard.press('Control+S');
    await eventually(() => {
      const fresh = listed().filter(({ what }) => /made up|German/.test(what));
      assert.deepEqual(
        fresh.map(({ state }) => state),
        ['open', 'open'],
      );
    });
    await status.filter({ hasText: /open corners/ }).waitFor();
    await workbench.openView('Kata');
    await workbench.treeRows('Prices are made up').waitFor();
    await workbench.treeRows('Names are in German').waitFor();
    await eventually(async () => assert.equal((await besideLines(/open.*Warm start/)).length, 2));
    const icons = page.locator('.editor-group-container.active .glyph-margin-widgets .cgmr');
    await eventually(async () => assert.equal(await icons.count(), 3));
    checkout.git('add', '--all');
    checkout.git('commit', '--quiet', '-m', 'Try it with two corners cut');

    assert.equal(
      checkout.kata('experiment', 'finish', 'x-b2m4q', '--outcome', 'confirmed', '--commit').status,
      0,
    );
    checkout.write(
      CODE,
      checkout
        .read(CODE)
        .split('\n')
        .filter((line) => !line.includes('Prices are made up'))
        .join('\n'),
    );
    checkout.git('commit', '--quiet', '--all', '-m', 'Ask the shop for its prices');
    await workbench.treeRows('Prices are made up').filter({ hasText: 'cleaned' }).waitFor();
    await workbench.treeRows('Names are in German').filter({ hasText: 'open' }).waitFor();
    const states = Object.fromEntries(listed().map(({ what, state }) => [what, state]));
    assert.equal(states['Prices are made up'], 'cleaned');
    assert.equal(states['Names are in German'], 'open');
    await eventually(async () => {
      const text = await workbench.editorText();
      assert.match(text, /Names are in German/);
      assert.doesNotMatch(text, /Prices are made up/);
      assert.equal((await besideLines(/open.*Warm start/)).length, 1);
      assert.equal(await icons.count(), 2);
    });

    await workbench.runCommand('Kata: Start Clean-up…');
    await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: 'Warm start' }).click();
    await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: 'Stay on this branch' }).click();
    await workbench.quickInput
      .locator('.monaco-list-row')
      .filter({ hasText: 'Plan: Read the language' })
      .click();
    await workbench.quickInput.waitFor({ state: 'hidden' });

    await workbench.openFile('.kata/checkout-latency/kata.yaml');
    await workbench.openStoryboard();
    const corner = (what: string) => board.frame.locator('kata-cleanup .corner').filter({ hasText: what });
    await corner('Names are in German').getByText('src/products.js:').waitFor();
    assert.equal(await corner('Prices are made up').count(), 0);
    await board.frame.getByText(/Cleaned up and gone/).click();
    await corner('Prices are made up')
      .getByText(/cleaned up/)
      .waitFor();
  });
});
