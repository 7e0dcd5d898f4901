import assert from 'node:assert/strict';
import * as words from '../../../src/core/storyboard/words';

const TODAY = '2026-11-25'; // a Wednesday

function table<T>(say: (given: T) => string, rows: readonly (readonly [T, string])[]): void {
  for (const [given, expected] of rows) {
    it(`${JSON.stringify(given)}: ${expected}`, () => assert.equal(say(given), expected));
  }
}

describe('words', () => {
  describe('for dates', () => {
    table(
      (date) => words.dateWords(date, TODAY),
      [
        ['2026-12-11', '11 Dec'],
        ['2026-03-01', '1 Mar'],
        ['2027-01-15', '15 Jan 2027'],
        ['2026-11-22T23:59:59Z', '22 Nov'],
        ['soon', 'soon'],
      ],
    );
  });

  describe('for going to see', () => {
    table(
      (date) => words.checkByWords(date, TODAY),
      [
        ['2026-11-24', 'check was due yesterday'],
        ['2026-11-03', 'check was due 3 Nov'],
        ['2026-11-25', 'check today'],
        ['2026-11-26', 'check tomorrow'],
        ['2026-11-27', 'check by Friday'],
        ['2026-12-01', 'check by Tuesday'],
        ['2026-12-02', 'check by 2 Dec'],
      ],
    );
  });

  describe('for days left', () => {
    table(words.daysLeftWords, [
      [16, '16 days left'],
      [1, '1 day left'],
      [0, 'due today'],
      [-1, '1 day over'],
      [-3, '3 days over'],
    ]);
  });

  describe('for numbers', () => {
    table(words.numberWords, [
      [640, '640'],
      [0, '0'],
      [-0, '0'],
      [1200, '1,200'],
      [1234567.25, '1,234,567.25'],
      [0.1 + 0.2, '0.3'],
      [4.35 * 100, '435'],
      [-12000, '−12,000'],
      [0.000012, '0.000012'],
      [1e-7, '1e-7'],
      [1e21, '1e21'],
    ]);
  });

  it('puts a unit after a space, a per cent sign without', () => {
    assert.equal(words.valueWords(640, 'ms'), '640 ms');
    assert.equal(words.valueWords(99.5, '%'), '99.5%');
    assert.equal(words.valueWords(31, ''), '31');
  });

  it('names verdicts', () => {
    assert.equal(words.verdictWords({ kind: 'short', by: 40 }), '40 short');
    assert.equal(words.verdictWords({ kind: 'better', by: 20 }), '20 better');
    assert.equal(words.verdictWords({ kind: 'off', by: 1500 }), '1,500 off');
    assert.equal(words.verdictWords({ kind: 'as-predicted', by: 0 }), 'as predicted');
    assert.equal(words.verdictWords({ kind: 'worse', by: 135 }), '135 worse than before');
  });

  const p95 = { id: 'p95', title: 'p95', unit: 'ms', better: 'lower' } as const;
  const calls = { id: 'calls', title: 'tax calls per quote', unit: '', better: 'lower' } as const;
  const way = { metric: p95, from: 840, now: 846, nowAt: TODAY, to: 500, share: 0, reached: false, worse: 6 };

  it('says in words when it is worse than where it started', () => {
    assert.equal(words.progressWords(way), '6 ms worse than at the start');
    assert.equal(words.progressWords({ ...way, now: 670, share: 0.5, worse: null }), '50%');
    assert.equal(words.progressWords({ ...way, now: 840, worse: null }), '0%');
    assert.equal(words.progressWords({ ...way, now: 499, share: 1, reached: true, worse: null }), 'reached');
  });

  it('tells another number of a target with where it is', () => {
    const at = { metric: calls, from: 31, now: 1, nowAt: TODAY, to: 1, share: 1, reached: true, worse: null };
    const say = (progress: typeof at | null) => words.alsoWords({ metric: calls, to: 1, progress });
    assert.equal(say(at), 'tax calls per quote 1 → 1, reached');
    assert.equal(say({ ...at, now: 16, share: 0.5, reached: false }), 'tax calls per quote 16 → 1');
    assert.equal(say(null), 'tax calls per quote → 1, no number yet');
  });

  it('tells of which day a number of a current condition is, and the newer one', () => {
    const value = { metric: p95, field: { at: { record: 'kata', path: [] }, value: 840 } };
    const say = (date: string | null, at: string) =>
      words.conditionWords(value, date, [{ metric: p95, value: 640, at }], TODAY);
    assert.equal(say('2026-11-02', '2026-11-12T10:00:00Z'), 'p95: 840 ms on 2 Nov, 640 ms on 12 Nov');
    assert.equal(say('2026-11-12', '2026-11-12T10:00:00Z'), 'p95: 840 ms on 12 Nov');
    assert.equal(say(null, '2026-11-12'), 'p95: 840 ms');
  });

  it('says the same whatever the time zone', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue', 'UTC']) {
        process.env.TZ = zone;
        assert.equal(words.dateWords('2026-12-11', TODAY), '11 Dec', zone);
        assert.equal(words.checkByWords('2026-11-27', TODAY), 'check by Friday', zone);
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
