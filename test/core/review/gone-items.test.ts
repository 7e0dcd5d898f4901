import assert from 'node:assert/strict';
import fc from 'fast-check';
import { goneItems } from '../../../src/core/review/gone-items';

describe('the items of a list that are gone', () => {
  const cases: readonly (readonly [string, string, Record<number, string>])[] = [
    ['', '', {}],
    ['abc', 'abc', {}],
    ['abc', 'bc', { 0: 'a' }],
    ['abc', 'ac', { 1: 'b' }],
    ['abc', 'ab', { 2: 'c' }],
    ['abcd', 'ad', { 1: 'bc' }],
    ['abc', '', { 0: 'abc' }],
    ['abc', 'axc', { 2: 'b' }],
    ['abc', 'axyc', { 3: 'b' }],
    ['abcd', 'axcy', { 2: 'b', 4: 'd' }],
    ['aa', 'a', { 1: 'a' }],
    ['abc', 'ca', { 2: 'b' }],
  ];
  for (const [before, now, gone] of cases) {
    it(`from ${before || 'nothing'} to ${now || 'nothing'}`, () => {
      const said = Object.fromEntries(
        [...goneItems([...before], [...now])].map(([at, items]) => [at, items.join('')]),
      );
      assert.deepEqual(said, gone);
    });
  }

  it('are all that now lacks, each as often, and stand within the list', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (before, now) => {
        const gone = goneItems(before, now);
        for (const at of gone.keys()) assert.ok(at >= 0 && at <= now.length);
        const count = (items: readonly string[], item: string) => items.filter((one) => one === item).length;
        const all = [...gone.values()].flat();
        for (const item of 'abcd')
          assert.equal(count(all, item), Math.max(0, count(before, item) - count(now, item)));
      }),
    );
  });
});
