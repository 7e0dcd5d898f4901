import assert from 'node:assert/strict';
import { eachWorkbench, eventually } from '../support/workbench';

const KATA = '.kata/checkout-latency/kata.yaml';

describe('A field of the storyboard', function () {
  this.timeout(120_000);
  const open = eachWorkbench();

  beforeEach(async () => {
    await open().workbench.openFile(KATA);
    await open().workbench.runCommand('Kata: Open Storyboard');
    await open().workbench.storyboardReady();
  });

  it('edited by click and keys leaves a diff of one line, saved; Escape leaves nothing', async () => {
    const { workbench, board, checkout } = open();
    await board.type('Coach: Bo', 'Coach', 'Someone else');
    await board.box('Coach').press('Escape');
    await board.shown('Coach: Bo').waitFor();
    assert.deepEqual(checkout.changes(), []);

    await board.type('Coach: Bo', 'Coach', 'Dora');
    await board.box('Coach').press('Enter');
    await board.shown('Coach: Dora').waitFor();
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));
    assert.equal(checkout.diffLines(KATA).length, 2);
    assert.match(checkout.diffLines(KATA)[1] ?? '', /coach: Dora/);
    await eventually(async () => assert.equal(await workbench.unsaved(), 0));
  });

  it('can be reached and edited by keys alone', async () => {
    const { workbench, board, checkout } = open();
    await board.shown('Challenge: Every checkout page').focus();
    await workbench.page.keyboard.press('Enter');
    await board.box('Challenge').waitFor();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('Control+Shift+End');
    await workbench.page.keyboard.type('Every page answers at once.');
    await workbench.page.keyboard.press('Tab');
    await board.shown('Challenge: Every page answers at once.').waitFor();
    await eventually(() => assert.deepEqual(checkout.changes(), [`1 1 ${KATA}`]));
  });

  it('shows at once what is typed into the YAML, before it is saved', async () => {
    const { workbench, board, checkout } = open();
    await workbench.runCommand('View: Split Editor Right');
    await workbench.titleButton('Open as YAML').click();
    await eventually(async () => assert.match(await workbench.editorText(), /^kata: 1\n/));
    await workbench.runCommand('Go to Line/Column...');
    await workbench.answer(':2:8');
    await workbench.page.keyboard.type('Now ');
    await eventually(async () => assert.match(await workbench.editorText(), /title: Now Checkout answers/));
    await board.shown('Title: Now Checkout answers in under 300 ms').first().waitFor();
    assert.deepEqual(checkout.changes(), [], 'nothing was saved');
    assert.equal(await workbench.unsaved(), 1);
  });

  it('keeps what is half typed while another tab hides it, and while the file changes underneath', async () => {
    const { workbench, board, checkout } = open();
    await board.type('Coach: Bo', 'Coach', 'Half');
    await workbench.openFile('package.json');
    await workbench.editorText();
    checkout.write(KATA, checkout.read(KATA).replace('Buying feels instant', 'Paying feels instant'));
    await workbench.tab('kata.yaml').last().click();
    await board.box('Coach').waitFor();
    assert.equal(await board.box('Coach').inputValue(), 'Half');
    await board.shown('North star: Paying feels instant').waitFor();
    assert.doesNotMatch(checkout.read(KATA), /Half/);
    await board.box('Coach').press('Enter');
    await eventually(() => assert.match(checkout.read(KATA), /coach: Half/));
  });
});
