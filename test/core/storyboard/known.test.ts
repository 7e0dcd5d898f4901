import assert from 'node:assert/strict';
import { type KnownValue, newestBy } from '../../../src/core/storyboard/known';

function valueOfDay(day: number, kind: KnownValue['kind'] = 'measurement'): KnownValue {
  const at = new Date(Date.UTC(2000, 0, 1 + day)).toISOString();
  return { at, value: day, kind, source: kind, note: null, experiment: `x-${day}`, order: Date.parse(at) };
}

describe('the newest number by a day', () => {
  const known = Array.from({ length: 10_000 }, (_, day) => valueOfDay(day));

  it('is the last one of that day or before', () => {
    assert.equal(newestBy(known, '2000-01-31')?.value, 30);
    assert.equal(newestBy(known, '2000-01-31', 'x-30')?.value, 29);
    assert.equal(newestBy(known, undefined)?.value, 9999);
    assert.equal(newestBy(known, '1999-12-31'), undefined);
    assert.equal(newestBy([], '2000-01-31'), undefined);
  });

  it('is none that was set aside', () => {
    const aside = [valueOfDay(1), valueOfDay(2, 'set-aside'), valueOfDay(3, 'set-aside')];
    assert.equal(newestBy(aside, undefined)?.value, 1);
    assert.equal(newestBy(aside.slice(1), undefined), undefined);
  });

  it('is looked up, not searched from the end', () => {
    let asked = 0;
    const counting = new Proxy(known, {
      get(list, key, self) {
        if (typeof key === 'string' && /^\d+$/.test(key)) asked++;
        return Reflect.get(list, key, self);
      },
    });
    newestBy(counting, '2000-01-31');
    assert.ok(asked < 40, `${asked} of 10,000 were looked at`);
  });
});
