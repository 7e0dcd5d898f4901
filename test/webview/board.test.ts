import assert from 'node:assert/strict';
import { boardOf, broken, empty, many, rich } from './support/boards';
import { type BoardPage, closeBrowser, openBoard } from './support/page';

describe('The storyboard', function () {
  this.timeout(60_000);
  let board: BoardPage;
  const open = async (...options: Parameters<typeof openBoard>) => {
    board = await openBoard(...options);
  };
  afterEach(() => board.close());
  after(closeBrowser);

  it('waits without a flash, then says that it reads', async () => {
    await open({ view: null });
    assert.equal(((await board.page.locator('body').textContent()) ?? '').trim(), '');
    await board.page.getByText('Reading the records…').waitFor();
  });

  it('says why there is nothing to show', async () => {
    await open({ view: null });
    await board.tell({ type: 'unavailable', message: 'kata.yaml is gone.', line: null });
    await board.page.getByText('kata.yaml is gone.').waitFor();
  });

  it('reads in the practice’s order', async () => {
    await open({ view: boardOf(rich) });
    const names = await board.page.locator('h1, h2').allTextContents();
    assert.deepEqual(
      names.map((name) =>
        name
          .trim()
          .split(/\d+ corners|\d+ measurements|active now/)[0]
          ?.trim(),
      ),
      [
        rich.kata.challenge,
        'Target condition',
        'Current condition',
        'Obstacles',
        'Experimenting record',
        'Clean up',
      ],
    );
    const columns = await board.page.getByRole('columnheader').allTextContents();
    assert.deepEqual(columns, ['Step', 'What do you expect?', 'What happened', 'What we learned', 'Outcome']);
    assert.equal(await board.page.getByRole('row').count(), 4);
  });

  it('changes an obstacle’s state by keyboard alone', async () => {
    await open({ view: boardOf(rich) });
    const face = board.page.getByRole('button', { name: /Load test needs .*: parked/ });
    await face.focus();
    await board.page.keyboard.press('Enter');
    await board.page.getByRole('menu').waitFor();
    assert.equal(
      await board.page.evaluate(() => document.activeElement?.getAttribute('aria-checked')),
      'true',
    );
    await board.page.keyboard.press('Escape');
    assert.equal(await board.page.getByRole('menu').count(), 0);
    assert.equal(await face.evaluate((it) => it === document.activeElement), true);
    await board.page.keyboard.press('Enter');
    await board.page.keyboard.press('ArrowDown');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    assert.ok(board.sent[0]?.type === 'setObstacleState');
    assert.equal(board.sent[0].record, 'o-9s8df');
    assert.equal(board.sent[0].state, 'addressing');
  });

  it('changes a target’s state and an experiment’s outcome by mouse', async () => {
    await open({ view: boardOf(rich) });
    await board.page.getByRole('button', { name: 'Target condition: active now' }).click();
    await board.page.getByRole('menuitemradio', { name: 'reached' }).click();
    await board.page.getByRole('button', { name: /Outcome of Open the tax/ }).click();
    await board.page.getByRole('menuitemradio', { name: 'refuted' }).click();
    await board.drawn();
    assert.deepEqual(
      board.sent.map((message) => ({ ...message, request: 0 })),
      [
        { type: 'setTargetState', request: 0, target: 'under-500', state: 'reached' },
        { type: 'setOutcome', request: 0, record: 'x-b2m4q', outcome: 'refuted' },
      ],
    );
  });

  it('opens a field that is empty from its row’s menu', async () => {
    await open({ view: boardOf(rich) });
    await board.page.getByRole('button', { name: /More for Load test/ }).focus();
    await board.page.keyboard.press('Enter');
    await board.page.getByRole('menuitem', { name: 'Say who looks after it' }).click();
    await board.page.getByRole('textbox', { name: 'Owner' }).fill('Cem');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    assert.ok(board.sent[0]?.type === 'set');
    assert.deepEqual(
      [board.sent[0].record, board.sent[0].path, board.sent[0].value],
      ['o-9s8df', ['owner'], 'Cem'],
    );
  });

  it('adds, one after the other, and puts the field away on Escape', async () => {
    await open({ view: boardOf(rich) });
    await board.page.getByRole('button', { name: 'Add an obstacle' }).click();
    await board.page.keyboard.type('One');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    await board.page.keyboard.type('Two');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    await board.page.keyboard.press('Escape');
    await board.page.getByRole('button', { name: 'Add an obstacle' }).waitFor();
    assert.deepEqual(
      board.sent.map((message) => message.type === 'addObstacle' && message.title),
      ['One', 'Two'],
    );
  });

  it('adds an experiment from the button at the top', async () => {
    await open({ view: boardOf(empty) });
    await board.page.getByRole('button', { name: 'Add experiment', exact: true }).click();
    await board.page.keyboard.type('Measure one release');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    assert.ok(board.sent[0]?.type === 'addExperiment' && board.sent[0].step === 'Measure one release');
  });

  it('lets a list grow, move and shrink by keyboard', async () => {
    await open({ view: boardOf(rich) });
    const fact = board.page.getByRole('button', { name: 'fact: 31 calls' });
    await fact.focus();
    await board.page.keyboard.press('Alt+ArrowUp');
    await board.drawn();
    await fact.focus();
    await board.page.keyboard.press('Delete');
    await board.drawn();
    await fact.focus();
    await board.page.keyboard.press('F2');
    await board.page.keyboard.press('Control+a');
    await board.page.keyboard.press('Delete');
    await board.page.keyboard.press('Enter');
    await board.page.getByRole('button', { name: 'Add a fact' }).click();
    await board.page.keyboard.type('A fact');
    await board.page.keyboard.press('Enter');
    await board.drawn();
    const path = ['currentCondition', 1, 'facts'];
    const to = { record: 'kata', path, request: 0, version: 1 };
    assert.deepEqual(
      board.sent.map((message) => ({ ...message, request: 0 })),
      [
        { type: 'moveItem', ...to, from: 1, to: 0 },
        { type: 'removeItem', ...to, index: 1, was: '31 calls for the median basket' },
        { type: 'removeItem', ...to, index: 1, was: '31 calls for the median basket' },
        { type: 'insertItem', ...to, index: 2, value: 'A fact' },
      ],
    );
  });

  it('moves through the record with the arrow keys', async () => {
    await open({ view: boardOf(rich) });
    await board.page.getByRole('button', { name: /^What do you expect\?: First call/ }).focus();
    await board.page.keyboard.press('ArrowDown');
    const here = () => board.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.match((await here()) ?? '', /^What do you expect\?: One call in place/);
    await board.page.keyboard.press('ArrowLeft');
    assert.match((await here()) ?? '', /^Finished: to 22 Nov/);
  });

  it('keeps the keyboard where it was when rows move', async () => {
    await open({ view: boardOf(rich) });
    await board.page.getByRole('button', { name: 'Obstacle: Load test' }).focus();
    const parked = rich.obstacles?.['o-9s8df'];
    assert.ok(parked);
    await board.show(
      boardOf({ ...rich, obstacles: { ...rich.obstacles, 'o-9s8df': { ...parked, state: 'removed' } } }),
    );
    assert.match(
      (await board.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '',
      /Load test/,
    );
  });

  it('shows a broken record as a card that opens its text at the line', async () => {
    await open({ view: boardOf(broken) });
    await board.page.getByText('A quote was opened here').waitFor();
    await board.page.getByRole('button', { name: /Open the text of/ }).click();
    await board.drawn();
    assert.deepEqual(board.sent, [{ type: 'openText', record: 'x-7f3kq', path: null, line: 6 }]);
    assert.match(await board.page.locator('.experiment').allTextContents().then(String), /as last read/);
  });

  it('folds three hundred experiments and finds one with two keys', async () => {
    await open({ view: boardOf(many) });
    assert.ok((await board.page.locator('.experiment').count()) < 20);
    await board.page.getByRole('button', { name: 'Coach:' }).focus();
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('gateway 7 ');
    await board.page.getByText(/of 300 experiments/).waitFor();
    const steps = await board.page.locator('.cell-step .strong').allTextContents();
    assert.ok(steps.length > 3 && steps.every((step) => /gateway/.test(step) && /7/.test(step)));
    await board.page.keyboard.press('Escape');
    await board.drawn();
    assert.ok((await board.page.locator('.experiment').count()) < 20);
    await board.page.getByText('p95 is under 1400 ms', { exact: false }).first().click();
    await board.drawn();
    assert.ok((await board.page.locator('.experiment').count()) > 50);
  });

  it('ignores messages that break the protocol', async () => {
    await open({ view: boardOf(rich) });
    const before = await board.page.locator('main').innerHTML();
    const view = boardOf(empty);
    for (const message of [
      null,
      'snapshot',
      { type: 'snapshot' },
      { type: 'snapshot', version: '9', view, canUndo: null, canRedo: null },
      { type: 'snapshot', version: 9, view: { view: 2 }, canUndo: null, canRedo: null },
      { type: 'snapshot', version: 9, view, canUndo: null, canRedo: null, more: 1 },
      { type: 'unavailable', message: 7, line: null },
      { type: 'reveal', record: '', path: null },
      { type: 'done', request: 0, created: null },
      { type: 'run', command: 'x' },
    ]) {
      await board.tell(message);
    }
    await board.drawn();
    assert.equal(await board.page.locator('main').innerHTML(), before);
    assert.deepEqual(board.complaints, []);
  });

  it('brings a record into view and focus', async () => {
    await open({ view: boardOf(rich), height: 400 });
    await board.tell({ type: 'reveal', record: 'x-3kd0s', path: null });
    await board.page.waitForFunction(() => /Ask for all lines/.test(document.activeElement?.ariaLabel ?? ''));
    await board.tell({ type: 'reveal', record: 'kata', path: ['team', 'coach'] });
    await board.page.waitForFunction(() => /^Coach/.test(document.activeElement?.ariaLabel ?? ''));
  });
});
