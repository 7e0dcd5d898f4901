import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FakePage } from './support/fake-panel';
import { eventually } from './support/host';
import { changedLines, EXPERIMENT_YAML, KATA_YAML, KataPlace, OBSTACLE_YAML } from './support/workspace';

describe('undo on the storyboard', () => {
  let place: KataPlace;
  let page: FakePage;
  const experiment = 'experiments/x-7f3kq-cache.yaml';
  const obstacle = 'obstacles/o-m3w8a-tax.yaml';
  beforeEach(async () => {
    place = new KataPlace();
    await place.putKata();
    page = await FakePage.open(place);
  });
  afterEach(async () => {
    page.close();
    await place.remove();
  });

  async function set(
    record: string,
    path: (string | number)[],
    was: string | null,
    value: string,
  ): Promise<void> {
    await page.done({ type: 'set', version: page.snapshot.version, record, path, was, value });
  }

  it('takes the last edit first, over all records, and redo makes it again', async () => {
    const { canUndo } = page.snapshot;
    await set('kata', ['title'], 'Checkout is fast', 'Checkout is instant');
    await set('x-7f3kq', ['learned'], null, 'The calls were the time');
    const [kata, cell] = [place.text(), place.text(experiment)];
    await page.travel('undo');
    assert.equal(place.text(experiment), EXPERIMENT_YAML);
    assert.equal(place.text(), kata, 'the kata keeps its edit');
    await page.travel('undo');
    assert.equal(place.text(), KATA_YAML);
    assert.equal(page.snapshot.canUndo, canUndo);
    await page.travel('redo');
    assert.equal(place.text(), kata);
    assert.equal(place.text(experiment), EXPERIMENT_YAML);
    await page.travel('redo');
    assert.equal(place.text(experiment), cell);
    assert.equal(page.snapshot.canRedo, null);
    for (const path of ['kata.yaml', experiment])
      assert.equal((await place.document(path)).isDirty, false, path);
  });

  it('says what it would take back', async () => {
    await page.done({ type: 'setObstacleState', record: 'o-m3w8a', state: 'deferred' });
    assert.equal(page.snapshot.canUndo, 'defer obstacle');
  });

  it('takes a new record away and brings it back, with the same words', async () => {
    const id = await page.done({ type: 'addExperiment', step: 'Open the connection at start' });
    const folder = join(place.root, 'experiments');
    const file = readdirSync(folder).find((name) => name.startsWith(String(id)));
    assert.ok(file);
    const text = place.text(`experiments/${file}`);
    await page.travel('undo');
    assert.ok(!readdirSync(folder).includes(file));
    assert.equal(page.snapshot.view.experiments.length, 1);
    await page.travel('redo');
    assert.equal(place.text(`experiments/${file}`), text);
    assert.equal(page.snapshot.view.experiments.length, 2);
  });

  it('brings a deleted record back, byte for byte', async () => {
    const path = 'obstacles/o-aa111-late.yaml';
    const text = '\uFEFFtitle: "Late" # why?\r\nstate: parked\r\n';
    await place.put({ [path]: text });
    await page.done({ type: 'removeObstacle', record: 'o-aa111' });
    await page.travel('undo');
    assert.equal(place.text(path), text);
  });

  it('takes two files back in one step', async () => {
    const other = 'obstacles/o-bb222-other.yaml';
    await place.put({ [other]: 'title: Other\nstate: addressing\n' });
    await page.done({ type: 'setObstacleState', record: 'o-m3w8a', state: 'addressing' });
    assert.match(place.text(other), /parked/);
    await page.travel('undo');
    assert.equal(place.text(other), 'title: Other\nstate: addressing\n');
    assert.equal(place.text(obstacle), OBSTACLE_YAML);
  });

  it('leaves what others wrote elsewhere in the file since', async () => {
    await set('kata', ['title'], 'Checkout is fast', 'Checkout is instant');
    await place.put({ 'kata.yaml': place.text().replace('31 calls a basket', '30 calls a basket') });
    const document = await place.document();
    await eventually(() => document.getText().includes('30 calls'), 'VS Code to read the file again');
    await page.travel('undo');
    assert.deepEqual(changedLines(KATA_YAML, place.text()), [
      ['      - 31 calls a basket', '      - 30 calls a basket'],
    ]);
  });

  it('is refused where that text has moved on, and writes nothing', async () => {
    await set('kata', ['title'], 'Checkout is fast', 'Checkout is instant');
    await place.put({ 'kata.yaml': place.text().replace('Checkout is instant', 'Checkout by others') });
    const before = place.text();
    page.send({ type: 'undo' });
    await set('x-7f3kq', ['learned'], null, 'x');
    assert.equal(place.text(), before);
  });

  it('leaves a text unsaved that has unsaved changes', async () => {
    await set('kata', ['title'], 'Checkout is fast', 'Checkout is instant');
    const document = await place.type('kata.yaml', '31 calls', '29 calls');
    await page.travel('undo');
    assert.match(document.getText(), /title: Checkout is fast/);
    assert.match(document.getText(), /29 calls/);
    assert.equal(document.isDirty, true);
    assert.match(place.text(), /title: Checkout is instant/);
  });
});
