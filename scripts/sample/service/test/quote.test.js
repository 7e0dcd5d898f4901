import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote } from '../src/quote.js';

const tax = { rate: async (_region, taxClass) => ({ standard: 19, reduced: 7, none: 0 })[taxClass] };

test('a line is net and tax', async () => {
  const { lines } = await quote({ region: 'DE', lines: [{ product: 'coffee', count: 2 }] }, tax);
  assert.deepEqual(lines, [{ product: 'coffee', count: 2, net: 1098, tax: 77 }]);
});

test('the total is the sum of all lines', async () => {
  const basket = {
    region: 'DE',
    lines: [
      { product: 'milk', count: 1 },
      { product: 'voucher', count: 1 },
    ],
  };
  assert.equal((await quote(basket, tax)).total, 129 + 9 + 2500);
});

test('a quote holds until the end of the day', async () => {
  const { validUntil } = await quote({ region: 'DE', lines: [] }, tax);
  assert.equal(validUntil.getDate(), new Date().getDate());
});

test('a product that is not there is named', async () => {
  await assert.rejects(quote({ region: 'DE', lines: [{ product: 'tea', count: 1 }] }, tax), /no product tea/);
});
