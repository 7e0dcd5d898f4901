import assert from 'node:assert/strict';
import { boardOf, rich } from './support/boards';
import { traced, unknown, withHistory } from './support/history';
import { type BoardPage, closeBrowser, openBoard } from './support/page';

const trimmed = (all: readonly string[]) => all.map((text) => text.replace(/\s+/g, ' ').trim());

describe('What git says on the storyboard', function () {
  this.timeout(60_000);
  let board: BoardPage;
  const open = async (...options: Parameters<typeof openBoard>) => {
    board = await openBoard(...options);
  };
  const row = (step: string) => board.page.locator('.experiment').filter({ hasText: step });
  const words = async (step: string, part: string) =>
    trimmed(await row(step).locator(part).allTextContents());
  afterEach(() => board.close());
  after(closeBrowser);

  it('says whether the prediction came first, and nothing where there is no result or no history', async () => {
    await open({ view: boardOf(traced(rich)) });
    assert.deepEqual(await words('Open the tax connection', '.order'), []);
    assert.deepEqual(await words('Keep a per-basket map', '.order'), ['predicted before the result']);
    assert.deepEqual(await words('Ask for all lines', '.order'), ['prediction changed after the result']);
    await board.show(boardOf(rich));
    assert.equal(await board.page.locator('.order, .traces, .differs').count(), 0);
  });

  it('accuses nobody where history cannot say', async () => {
    await open({ view: boardOf(traced(rich)) });
    await board.page.locator('.record > details > summary').first().click();
    await row('Turn off the audit log').waitFor();
    assert.deepEqual(await words('Turn off the audit log', '.order'), ['in one commit: history cannot say']);
  });

  it('says where an experiment lives and how much was done in it', async () => {
    await open({ view: boardOf(traced(rich)) });
    assert.deepEqual(await words('Open the tax connection', '.traces'), [
      'on its branch now · kata/checkout/x-b2m4q · 3 commits',
    ]);
    assert.deepEqual(await words('Keep a per-basket map', '.traces'), ['5 commits']);
    assert.deepEqual(await words('Ask for all lines', '.traces'), ['2 commits']);
  });

  it('lists the commits by keyboard, newest first, with what each takes back or copies', async () => {
    await open({ view: boardOf(traced(rich)) });
    await row('Open the tax connection').locator('summary').focus();
    await board.page.keyboard.press('Enter');
    await row('Open the tax connection').locator('.commits').waitFor();
    const lines = await words('Open the tax connection', '.commits > li');
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /^b0000003 Revert "Open .* Ana · 1 Nov · .*; takes back b0000002$/);
    assert.match(lines[2] ?? '', /^b0000001 Start: open the connection/);
    await row('Keep a per-basket map').locator('summary').click();
    await row('Keep a per-basket map').locator('.commits').waitFor();
    assert.ok(
      (await words('Keep a per-basket map', '.commits > li')).some((one) => /copy of 2c81f0aa/.test(one)),
    );
    await board.show(boardOf(traced(rich)));
    assert.equal(await row('Open the tax connection').locator('.commits > li').count(), 3);
  });

  it('opens what a commit changed, asks for an experiment, its result and its end', async () => {
    const view = boardOf(traced(rich));
    await open({ view });
    await row('Open the tax connection').locator('summary').click();
    await row('Open the tax connection').locator('.commit').first().focus();
    await board.page.keyboard.press('Enter');
    await board.page.getByRole('button', { name: 'Start experiment' }).click();
    const more = row('Open the tax connection').getByRole('button', { name: /^More for/ });
    for (const item of ['Record the result…', 'Finish the experiment…']) {
      await more.click();
      await board.page.getByRole('menu').getByText(item).click();
    }
    const one = view.experiments.find(({ step }) => step.value?.startsWith('Open the tax connection'));
    assert.ok(one);
    const { record } = one;
    assert.deepEqual(board.sent, [
      { type: 'openCommit', record, hash: one.history?.commits[0]?.hash },
      { type: 'startExperiment' },
      { type: 'recordResult', record },
      { type: 'finishExperiment', record },
    ]);
  });

  it('leads to the next target condition once this one is reached or its day has passed', async () => {
    const view = boardOf(rich);
    const { target } = view;
    assert.ok(target);
    await open({ view });
    assert.equal(await board.page.locator('.next-target').count(), 0);
    await board.show({ ...view, target: { ...target, daysLeft: -1 } });
    assert.match(
      (await board.page.locator('.next-target').allTextContents().then(trimmed)).join(),
      /^Its day has passed\. Grasp the condition again/,
    );
    await board.page.getByRole('button', { name: 'Set next target' }).click();
    assert.deepEqual(board.sent, [{ type: 'setNextTarget' }]);
    const { progress } = target;
    assert.ok(progress);
    await board.show({ ...view, target: { ...target, progress: { ...progress, reached: true } } });
    assert.match((await board.page.locator('.next-target').allTextContents()).join(), /Reached\./);
  });

  it('shows an experiment of another branch to be read only, with where it is', async () => {
    await open({ view: boardOf(traced(rich)) });
    const there = row('Ask the gateway for the rates');
    assert.deepEqual(await words('Ask the gateway for the rates', '.traces'), [
      'only on origin/kata/checkout/x-w7n2c-gateway · 1 commit',
    ]);
    assert.equal(await there.locator('button, .can-edit, .editor').count(), 0);
  });

  it('says where another branch has the record with other words', async () => {
    await open({ view: boardOf(traced(rich)) });
    assert.deepEqual(await words('Keep a per-basket map', '.differs'), [
      'says something else on origin/cem/other-words: what happened, what we learned',
    ]);
  });

  it('says how often predictions held, a dot for each, and reads it', async () => {
    const view = boardOf(traced(rich));
    await open({ view });
    assert.deepEqual(await board.page.locator('.accuracy').allTextContents().then(trimmed), [
      '1 of 1 prediction held: too few to read anything into.',
    ]);
    const { history } = view;
    assert.ok(history);
    const seven = {
      held: 4,
      judged: 7,
      words: '4 of 7 predictions held: a good share of surprises to learn from.',
    };
    await board.show({ ...view, history: { ...history, accuracy: seven } });
    assert.equal(await board.page.locator('.dots circle').count(), 7);
    assert.equal(await board.page.locator('.dots .is-held').count(), 4);
    await board.show({ ...view, history: { ...history, accuracy: { ...seven, held: 40, judged: 70 } } });
    assert.equal(await board.page.locator('.dots').count(), 0);
    assert.deepEqual(await board.page.locator('.accuracy').allTextContents().then(trimmed), [seven.words]);
  });

  it('says calmly what is not known and why, and nothing of it on a row', async () => {
    await open({ view: boardOf(unknown(rich)) });
    assert.deepEqual(await board.page.locator('.board-history').allTextContents().then(trimmed), [
      'Git’s history is not read: this folder is not in a git repository.',
    ]);
    assert.equal(await board.page.locator('.order, .traces, .accuracy').count(), 0);
    await board.show(boardOf(rich));
    assert.equal(await board.page.locator('.board-history').count(), 0);
  });

  it('finds experiments by state, obstacle, person and branch, and tells how many', async () => {
    await open({ view: boardOf(traced(rich)) });
    await board.page.getByRole('button', { name: 'Coach:' }).focus();
    await board.page.keyboard.press('/');
    const box = board.page.getByRole('textbox', {
      name: 'Filter experiments by words, state, obstacle or person',
    });
    for (const [typed, steps] of [
      ['running', ['Open the tax connection', 'Ask the gateway']],
      ['running cem', ['Ask the gateway']],
      ['Once Per Line Item', ['Keep a per-basket map', 'Ask for all lines']],
      ['abandoned', ['Turn off the audit log']],
      ['origin/kata', ['Ask the gateway']],
    ] as const) {
      await box.fill(typed);
      await board.drawn();
      const found = await board.page.locator('.experiment .strong').allTextContents();
      assert.equal(found.length, steps.length, typed);
      for (const step of steps)
        assert.ok(
          found.some((one) => one.includes(step)),
          `${typed}: ${step}`,
        );
      assert.deepEqual(await board.page.locator('.filter [role=status]').allTextContents().then(trimmed), [
        `${steps.length} of 5 experiments`,
      ]);
    }
  });

  it('takes hostile names and subjects as text', async () => {
    const hostile = '<img src=x onerror="globalThis.broken=1">\u202edesrever';
    const records = withHistory(
      rich,
      [
        { name: 'a0000001', message: 'Begin' },
        {
          name: 'a0000002',
          message: `${hostile}\n\nKata-Experiment: x-b2m4q`,
          records: { 'x-b2m4q': rich.experiments?.['x-b2m4q'] ?? { step: '' } },
        },
      ],
      { 'refs/heads/main': 'a0000001', [`refs/heads/x-b2m4q/${hostile.replaceAll(' ', '')}`]: 'a0000002' },
    );
    await open({ width: 320, view: boardOf(records) });
    await row('Open the tax connection').locator('summary').click();
    await row('Open the tax connection').getByText(hostile).waitFor();
    assert.equal(await board.page.locator('img').count(), 0);
    assert.equal(await board.page.evaluate(() => 'broken' in globalThis), false);
    assert.equal(await board.page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual([board.requests, board.complaints], [[], []]);
  });
});
