import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';
import { QuestionsPage } from '../support/workbench/questions';

const KATA = '.kata/checkout-latency/kata.yaml';
const STEP = 'Open the session when the service starts';
const CODE = 'src/tax/warm-up.js';

describe('An experiment, from its start to the next target condition', function () {
  this.timeout(240_000);
  const open = eachWorkbench();

  it('is started, worked on, finished, merged and followed by the next target, the board right at each step', async () => {
    const { workbench, board, checkout } = open();
    const questions = new QuestionsPage(workbench);
    const row = board.experiment(STEP);
    await workbench.openFile(KATA);
    await workbench.openStoryboard();

    await workbench.runCommand('Kata: Start Experiment…');
    await questions.choice('Which experiment do you start?', 'A new experiment');
    await questions.choice('Which obstacle', 'First call after a deploy takes 2 s');
    await questions.text('What is your next step?', STEP);
    await questions.text('What do you expect?', 'The first call takes less than 300 ms');
    await questions.text('p95 of POST /quote', '560');
    await questions.text('tax calls per quote', '');
    await questions.asked(/kata\/checkout-latency\/x-\w{5}-open-the-session/).waitFor();
    await questions.keep('By when');
    await row.getByText('on its branch now').waitFor();
    const branch = checkout.git('branch', '--show-current').trim();
    assert.match(branch, /^kata\/checkout-latency\/x-\w{5}-open-the-session/);
    const id = /x-\w{5}/.exec(branch)?.[0] ?? '';
    assert.deepEqual(checkout.changes(), []);
    assert.match(
      checkout.git('show', '--format=%s', '--name-only', 'HEAD'),
      new RegExp(`^Predict: .*\n\n\\.kata/checkout-latency/experiments/${id}-.*\n$`),
    );
    await row.getByText(/\b1 commit\b/).waitFor();
    const status = workbench.page.locator('.statusbar-item').filter({ hasText: STEP });
    await status.getByText(/check /).waitFor();

    checkout.write(CODE, 'export const warmUp = (client) => client.open();\n');
    checkout.git('add', CODE);
    checkout.git('commit', '--quiet', '-m', 'Open the session at start-up');
    await row.getByText('2 commits').waitFor();

    checkout.write(CODE, 'export const warmUp = async (client) => client.open();\n');
    checkout.git('add', CODE);
    await workbench.runCommand('Source Control: Focus on Changes View');
    await workbench.page.getByRole('treeitem', { name: /warm-up\.js/ }).waitFor();
    await workbench.page.locator('.scm-input .monaco-editor').click();
    await workbench.page.keyboard.type('Wait until it is open');
    await workbench.page.locator('.scm-view .monaco-button').filter({ hasText: 'Commit' }).click();
    await eventually(() => assert.match(checkout.git('log', '-1', '--format=%s'), /^Wait until it is open/));
    await row.getByText('3 commits').waitFor();

    await workbench.runCommand('Kata: Record Result…');
    await questions.text(/Expected: The first call takes less than 300 ms.*What happened/, 'It took 280 ms');
    await questions.text(/p95 of POST \/quote.*640 ms before.*560 ms expected/, '590');
    await questions.text(/\+30 from expected.*What did you learn/, 'The handshake was most of it');
    await row.getByText('It took 280 ms').waitFor();
    await row.getByText(/30.* short/).waitFor();
    await workbench.pressInNotification('Commit the Record');
    await row.getByText('4 commits').waitFor();
    await row.getByText('predicted before the result').waitFor();

    await workbench.runCommand('Kata: Finish Experiment…');
    await questions.keep(/Happened: It took 280 ms.*What did you learn/);
    await questions.choice('How did the prediction fare?', 'confirmed');
    await row.getByText('confirmed').first().waitFor();
    await workbench.pressInNotification('Commit the Record');
    await row.getByText('5 commits').waitFor();
    assert.deepEqual(checkout.changes(), []);

    checkout.git('checkout', '--quiet', 'main');
    await status.waitFor({ state: 'detached' });
    await row
      .getByText(/only on|read only/)
      .first()
      .waitFor();
    checkout.git('merge', '--quiet', '--no-ff', '-m', 'Merge the warm start', branch);
    checkout.git('branch', '--quiet', '-d', branch);
    await row.getByText('confirmed').first().waitFor();
    await row.getByText('predicted before the result').waitFor();
    await eventually(() => {
      const { output } = checkout.kata('experiment', 'list', '--json');
      const one = JSON.parse(output).experiments.find((each: { id: string }) => each.id === id);
      assert.equal(one.state, 'confirmed');
      assert.equal(one.prediction.order, 'before');
      assert.equal(one.onlyOn, null);
    });

    await workbench.runCommand('Kata: Set Next Target…');
    await questions.choice('How did it end', 'missed');
    await questions.text('What did you learn on the way', 'One obstacle at a time');
    await questions.text('What is the next single target condition?', 'p95 is under 400 ms');
    await questions.keep('By when?');
    await questions.text('p95 of POST /quote', '400');
    await questions.text('tax calls per quote', '');
    await board.frame.getByText('p95 is under 400 ms').first().waitFor();
    await eventually(() => {
      const text = checkout.read(KATA);
      assert.match(text, /title: p95 is under 400 ms[\s\S]*state: active/);
      assert.match(text, /reflection: One obstacle at a time/);
      assert.deepEqual(checkout.changes().length, 1);
    });
    assert.equal(checkout.kata('check').status, 0);
  });
});
