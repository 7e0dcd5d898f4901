import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Figure, measure } from '../bench/measure';
import { measureTwice, Recorded } from '../bench/recorded';
import { tempFolder } from '../support/temp';

/** A figure that takes 10 at first, and `later` from the `calls`th call on, beside peers that take 10 and 20. */
function figure(calls: number, later: number): Figure & { runs: number } {
  const ours = { name: 'ours', run: () => one.runs++, took: () => (one.runs > calls ? later : 10) };
  const peer = (name: string, took: number) => ({ name, reach: 1, run: () => {}, took: () => took });
  const one = { id: 'P0', what: 'S: a thing', ours, peers: [peer('a', 10), peer('b', 20)], runs: 0 };
  return one;
}

/** Ratios 1 and 0.5, recorded and read back. */
async function recorded(): Promise<Recorded> {
  const file = join(tempFolder(), 'recorded.json');
  const made = Recorded.read(file);
  for (const row of await measure(figure(99, 0), 3)) made.set(row);
  made.write(file);
  return Recorded.read(file);
}

describe('ratios held against those that were recorded', () => {
  it('pass up to 1.2 times, and are measured once', async () => {
    const [known, same] = [await recorded(), figure(0, 12)];
    assert.ok(!(await measureTwice(same, 3, known)).some(known.isBeaten));
    assert.equal(same.runs, 4);
  });

  it('fail above that, after one more try', async () => {
    const [known, slower] = [await recorded(), figure(0, 12.1)];
    const rows = await measureTwice(slower, 3, known);
    assert.deepEqual(rows.map(known.isBeaten), [true, true]);
    assert.equal(slower.runs, 8);
  });

  it('pass where only a moment was bad', async () => {
    const [known, one] = [await recorded(), figure(4, 10)];
    const bad = { ...one, ours: { ...one.ours, took: () => (one.runs <= 4 ? 50 : 10) } };
    assert.deepEqual((await measureTwice(bad, 3, known)).map(known.isBeaten), [false, false]);
    assert.equal(one.runs, 8);
  });

  it('fail where none is recorded: a figure that was renamed is not forgotten', async () => {
    const [known, one] = [await recorded(), { ...figure(99, 0), what: 'S: another' }];
    const rows = await measureTwice(one, 3, known);
    assert.deepEqual(rows.map(known.limit, known), [null, null]);
    assert.deepEqual(rows.map(known.isBeaten), [true, true]);
  });
});
