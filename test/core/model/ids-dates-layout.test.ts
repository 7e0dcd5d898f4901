import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays, daysBetween, isDate, isInstant } from '../../../src/core/model/dates';
import { isId, isSlug, newId, slugOf } from '../../../src/core/model/ids';
import { placeOf } from '../../../src/core/model/layout';

describe('ids', () => {
  it('are a prefix and five letters, one of them no digit', () => {
    for (const id of ['x-7f3kq', 'o-0000a', 'c-zzzzz']) assert.ok(isId(id), id);
    for (const id of [
      'x-12345',
      'x-7f3k',
      'x-7f3kqq',
      'x-7f3kl',
      'X-7f3kq',
      'z-7f3kq',
      ' x-7f3kq',
      'x-7f3kq\n',
    ])
      assert.ok(!isId(id), id);
    assert.ok(!isId('x-7f3kq', 'o'));
  });

  it('are made new: never a number, never one that is taken', () => {
    const taken = new Set(['x-0000a']);
    const draws = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.32, 0, 0, 0, 0, 0.35];
    assert.equal(
      newId('x', taken, () => draws.shift() ?? assert.fail()),
      'x-0000b',
    );
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (numbers) =>
        isId(
          newId('c', new Set(), () => numbers.next().value),
          'c',
        ),
      ),
    );
  });

  it('slugs come from any title', () => {
    assert.equal(slugOf('Cache tax rates!'), 'cache-tax-rates');
    assert.equal(slugOf('Ärger über Zölle'), 'arger-uber-zolle');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => slugOf(title) === '' || isSlug(slugOf(title))),
    );
  });
});

describe('dates', () => {
  it('are those that the calendar has', () => {
    for (const date of ['2026-11-22', '2024-02-29', '0001-01-01']) assert.ok(isDate(date), date);
    for (const date of [
      '2026-02-30',
      '2025-02-29',
      '2026-1-2',
      '2026-13-01',
      '20261122',
      '2026-11-22T00:00:00Z',
      '',
    ])
      assert.ok(!isDate(date), date);
    for (const at of ['2026-11-22T10:15:00Z', '2026-11-22T23:59:59.123Z']) assert.ok(isInstant(at), at);
    for (const at of [
      '2026-11-22T10:15:00+01:00',
      '2026-11-22T24:00:00Z',
      '2026-02-30T10:00:00Z',
      '2026-11-22',
    ])
      assert.ok(!isInstant(at), at);
  });

  it('count days over months, leap years and time changes', () => {
    assert.equal(daysBetween('2026-11-22', '2026-12-11'), 19);
    assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2);
    fc.assert(
      fc.property(
        fc.integer({ min: -4000, max: 4000 }),
        (days) => daysBetween('2026-03-28', addDays('2026-03-28', days)) === days,
      ),
    );
  });
});

describe('places', () => {
  const cases: readonly (readonly [string, string | null, string | null, string])[] = [
    ['.kata/config.yaml', 'config', null, ''],
    ['.kata/k/kata.yaml', 'kata', null, ''],
    ['a/b/.kata/k/obstacles/o-m3w8a-words-here.yaml', 'obstacle', 'o-m3w8a', 'a/b'],
    ['.kata/k/experiments/x-7f3kq.yaml', 'experiment', 'x-7f3kq', ''],
    ['.kata/k/experiments/o-m3w8a.yaml', 'experiment', null, ''],
    ['.kata/k/coaching/q-4d2mp-2026-11-24.yaml', 'coaching', 'q-4d2mp', ''],
    ['.kata/k/measurements/p95/x-7f3kq.yaml', 'measurements', null, ''],
    ['.kata/k/measurements/p95.yaml', null, null, ''],
    ['.kata/k/experiments/x-7f3kq.yml', null, null, ''],
    ['.kata/k/experiments/deep/x-7f3kq.yaml', null, null, ''],
    ['.kata/k/__proto__/x-7f3kq.yaml', null, null, ''],
    ['.kata/k/toString/x-7f3kq.yaml', null, null, ''],
    ['src/kata.yaml', null, null, ''],
  ];
  for (const [path, kind, id, home] of cases) {
    it(path, () => {
      const place = placeOf(path);
      assert.equal(place?.kind ?? null, kind);
      if (place !== null) assert.deepEqual([place.id, place.home], [id, home]);
    });
  }
});
