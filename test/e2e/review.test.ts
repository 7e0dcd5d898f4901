import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';
const FOUND = '.kata/checkout-latency/obstacles/o-5t7ab-session.yaml';
const COMMAND = 'Review Storyboard at This Change';
const STEP = 'Open the session when the service starts';

describe('The review of a branch', function () {
  this.timeout(180_000);
  const open = eachWorkbench();

  it('shows on the storyboard the experiment that it started, the two corners that it cut, the one that it cleaned', async () => {
    const { workbench, board, checkout } = open();
    const kata = (...args: string[]) => {
      const { status, output } = checkout.kata('--kata', 'checkout-latency', ...args);
      assert.equal(status, 0, output);
    };
    kata('experiment', 'start', '--step', STEP, '--expect', 'The first call takes less than 300 ms');
    checkout.write('src/tax/warm-up.js', 'export const warmUp = (client) => client.open();\n\nwarmUp();\n');
    kata('corner', 'cut', 'src/tax/warm-up.js:1', '--what', 'Nobody waits until it is open');
    kata('corner', 'cut', 'src/tax/warm-up.js:4', '--what', 'It is opened at import');
    checkout.git('add', '.');
    checkout.git('commit', '--quiet', '-m', 'Open the session, the fastest way');

    const rates = 'src/tax/rates.js';
    const marked = checkout.git('grep', '-l', 'KATA-CORNER', '--', 'src').split('\n');
    const file = marked.find((path) => path !== '' && path !== 'src/tax/warm-up.js') ?? rates;
    const text = checkout.read(file);
    const id = /KATA-CORNER\((c-\w{5})\)/.exec(text)?.[1] ?? '';
    for (const path of marked.filter((one) => one !== '')) {
      const lines = checkout.read(path).split('\n');
      checkout.write(path, lines.filter((line) => !line.includes(id)).join('\n'));
    }
    checkout.git('commit', '--quiet', '--all', '-m', 'Clean a corner up');

    await workbench.openFile(KATA);
    await workbench.runCommand('Kata: Review Storyboard Changes…');
    await workbench.quickInput.getByPlaceholder('Since it parted from which branch?').waitFor();
    await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: /^main/ }).first().click();
    await board.frame.getByText(/Changes since main/).waitFor();

    const row = board.experiment(STEP);
    await row.getByText('new: started').waitFor();
    for (const what of ['Nobody waits until it is open', 'It is opened at import']) {
      await board.frame.locator('.corner').filter({ hasText: what }).getByText('new: cut').waitFor();
    }
    await board.frame.getByText('changed: cleaned up').waitFor();
    const { output } = checkout.kata('corner', 'list', '--base', 'main', '--json');
    const { corners } = JSON.parse(output) as { corners: { id: string; state: string }[] };
    assert.deepEqual(corners.map(({ state }) => state).sort(), ['cleaned', 'open', 'open']);
    assert.ok(corners.some((corner) => corner.id === id && corner.state === 'cleaned'));

    // It follows what is committed, from anywhere.
    kata(
      'experiment',
      'result',
      /x-\w{5}/.exec(checkout.git('branch', '--show-current'))?.[0] ?? '',
      '--happened',
      'It took 280 ms',
      '--commit',
    );
    await row.getByText('It took 280 ms').waitFor();

    // A corner is one click from what the change did to its code.
    await board.frame.getByRole('button', { name: 'Go to the code of It is opened at import' }).click();
    await workbench.tab('warm-up.js (since main)').waitFor();
    await eventually(async () => assert.match(await workbench.editorText(), /KATA-CORNER/));
  });

  it('opens for one commit from the timeline of a kata file, and from the diff that VS Code’s git shows of it', async () => {
    const { workbench, board, checkout } = open();
    const { page } = workbench;
    checkout.write(FOUND, 'title: The session is opened twice\n');
    checkout.git('add', '.');
    checkout.git('commit', '--quiet', '-m', 'An obstacle that we found');
    await workbench.openFile(FOUND);
    await workbench.runCommand('Explorer: Focus on Timeline View');
    const line = page.locator('.timeline-tree-view .monaco-list-row').filter({ hasText: 'An obstacle that' });
    await line.click({ button: 'right' });
    // A menu takes no click as soon as it is there; a key it takes.
    await page.getByRole('menuitem', { name: COMMAND }).hover();
    await page.keyboard.press('Enter');
    await board.frame.getByText(/Changes since commit [0-9a-f]+: 1 new/).waitFor();
    await board.obstacle('The session is opened twice').getByText('new').waitFor();
    await workbench.runCommand('View: Close All Editors');

    await workbench.openFile(FOUND);
    await line.click();
    await workbench.titleButton(COMMAND).click();
    await board.frame.getByText(/Changes since commit [0-9a-f]+: 1 new/).waitFor();
  });
});
