import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakePage } from './support/fake-panel';
import { eventually } from './support/host';
import { changedLines, KataPlace } from './support/workspace';

describe('an edit on the storyboard', () => {
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

  const setTitle = (was: string, value: string) =>
    ({
      type: 'set',
      version: page.snapshot.version,
      record: 'kata',
      path: ['title'] as string[],
      was,
      value,
    }) as const;
  const setExpect = (was: string, value: string) =>
    ({
      type: 'set',
      version: page.snapshot.version,
      record: 'x-7f3kq',
      path: ['expect'] as string[],
      was,
      value,
    }) as const;

  it('changes one line of one file, and saves it', async () => {
    const before = place.text();
    await page.done(setTitle('Checkout is fast', 'Checkout is instant'));
    assert.deepEqual(changedLines(before, place.text()), [
      ['title: Checkout is fast   # the headline', 'title: Checkout is instant   # the headline'],
    ]);
    assert.equal((await place.document()).isDirty, false);
    assert.equal(page.snapshot.view.direction.title.value, 'Checkout is instant');
  });

  it('shows on the board before the answer comes', async () => {
    const { version } = page.snapshot;
    await page.done(setTitle('Checkout is fast', 'Faster'));
    const order = page.heard.map((one) => (one.type === 'snapshot' ? one.version : one.type));
    assert.ok(
      order.indexOf(version + 1) >= 0 && order.indexOf(version + 1) < order.indexOf('done'),
      order.join(),
    );
  });

  it('changes a record that no editor shows, saves it, and leaves nothing unsaved', async () => {
    const before = place.text(experiment);
    await page.done(setExpect('p95 falls to 600 ms', 'p95 falls to 550 ms'));
    assert.deepEqual(changedLines(before, place.text(experiment)), [
      ['expect: p95 falls to 600 ms', 'expect: p95 falls to 550 ms'],
    ]);
    assert.equal((await place.document(experiment)).isDirty, false);
  });

  it('goes into the unsaved text where there is one, and leaves it unsaved', async () => {
    const document = await place.type(experiment, 'Cache the rates', 'Cache all rates');
    await eventually(
      () => page.snapshot.view.experiments[0]?.step.value === 'Cache all rates',
      'unsaved text on the board',
    );
    await page.done(setExpect('p95 falls to 600 ms', 'p95 falls to 550 ms'));
    assert.match(document.getText(), /step: Cache all rates\nexpect: p95 falls to 550 ms/);
    assert.equal(document.isDirty, true);
    assert.match(place.text(experiment), /step: Cache the rates\nexpect: p95 falls to 600 ms/);
  });

  it('shows what somebody types into the text', async () => {
    await place.type('kata.yaml', 'Checkout is fast', 'Checkout flies');
    await eventually(() => page.snapshot.view.direction.title.value === 'Checkout flies', 'the typed title');
  });

  it('shows what another program writes to the disk', async () => {
    writeFileSync(place.uri().fsPath, place.text().replace('Checkout is fast', 'Checkout soars'));
    await eventually(
      () => page.snapshot.view.direction.title.value === 'Checkout soars',
      'the written title',
    );
  });

  it('is refused where the value has been changed underneath, and writes nothing', async () => {
    const stale = setTitle('Checkout is fast', 'Mine');
    await place.type('kata.yaml', 'Checkout is fast', 'Theirs');
    const answer = await page.ask(stale);
    assert.equal(answer.type, 'refused');
    assert.match(answer.type === 'refused' ? answer.message : '', /changed since you saw it/);
    assert.match((await place.document()).getText(), /^title: Theirs/m);
    assert.match(place.text(), /^title: Checkout is fast/m);
  });

  it('is judged by what is on the disk, also before a watcher has told', async () => {
    const stale = setTitle('Checkout is fast', 'Mine');
    writeFileSync(place.uri().fsPath, place.text().replace('Checkout is fast', 'Theirs'));
    assert.equal((await page.ask(stale)).type, 'refused');
    assert.match(place.text(), /^title: Theirs/m);
  });

  it('of a place in a list is refused where the list has moved', async () => {
    const { version } = page.snapshot;
    const path = ['targets', 0, 'reflection'];
    await place.put({
      'kata.yaml': place.text().replace('  - id: under-500', '  - id: under-700\n  - id: under-500'),
    });
    const before = place.text();
    const answer = await page.ask({ type: 'set', version, record: 'kata', path, was: null, value: 'Good' });
    assert.equal(answer.type, 'refused');
    assert.equal(place.text(), before);
  });

  it('of a broken record is refused with its line, and the record stays as it is', async () => {
    const broken = 'title: Cache\nstep: [\n';
    await place.put({ [experiment]: broken });
    await eventually(() => page.snapshot.view.broken.length > 0, 'the broken card');
    assert.equal(page.snapshot.view.experiments[0]?.stale, true, 'the last good content stays');
    const answer = await page.ask(setExpect('p95 falls to 600 ms', 'x'));
    assert.equal(answer.type, 'refused');
    assert.match(answer.type === 'refused' ? answer.mend : '', /line \d/);
    assert.equal(place.text(experiment), broken);
  });

  it('makes and deletes records, and two files in one step', async () => {
    const created = await page.done({ type: 'addObstacle', title: 'Load test takes an afternoon' });
    const [file] = readdirSync(join(place.root, 'obstacles')).filter((name) =>
      name.startsWith(String(created)),
    );
    assert.ok(file?.endsWith('-load-test-takes-an-afternoon.yaml'), String(file));
    await page.done({ type: 'setObstacleState', record: 'o-m3w8a', state: 'addressing' });
    await page.done({ type: 'setObstacleState', record: String(created), state: 'addressing' });
    assert.match(place.text(obstacle), /state: parked # for now/);
    assert.match(place.text(`obstacles/${file}`), /state: addressing/);
    await page.done({ type: 'removeObstacle', record: String(created) });
    assert.equal(existsSync(place.uri(`obstacles/${file}`).fsPath), false);
    assert.equal(page.snapshot.view.obstacles.length, 1);
  });

  it('keeps Windows line endings', async () => {
    const windows = 'obstacles/o-cr1f0-slow.yaml';
    await place.put({ [windows]: 'title: Slow\r\nstate: parked\r\n' });
    await page.done({ type: 'setObstacleState', record: 'o-cr1f0', state: 'deferred' });
    assert.equal(place.text(windows), 'title: Slow\r\nstate: deferred\r\n');
  });
});

describe("the storyboard's page", () => {
  it('may load one script and nothing else', async () => {
    const place = new KataPlace();
    await place.putKata();
    const page = await FakePage.open(place);
    try {
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page.html)?.[1] ?? '';
      assert.match(policy, /^default-src &#39;none&#39;; script-src &#39;nonce-[\w-]{20,}&#39;; /);
      assert.doesNotMatch(policy, /unsafe|\*|https?:\/\/(?!page\.test)/);
      const roots = page.options.localResourceRoots?.map((uri) => uri.path) ?? [];
      assert.equal(roots.length, 2);
      assert.ok(
        roots.every((path) => /\/(dist\/webview|media)$/.test(path)),
        roots.join(),
      );
      assert.doesNotMatch(page.html, /Checkout is fast/, 'no record is in the page');
    } finally {
      page.close();
      await place.remove();
    }
  });
});
