import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../src/server.js';
import { TaxClient } from '../src/tax/client.js';
import { startTaxService } from '../src/tax/simulator.js';

let tax;
let server;
before(async () => {
  tax = await startTaxService({ pace: 0, port: 4011 });
  server = await startServer({ port: 4010, tax: new TaxClient(tax.url) });
});
after(() => {
  server.close();
  tax.close();
});

const post = (body) => fetch(`http://127.0.0.1:${server.address().port}/quote`, { method: 'POST', body });

test('a basket is quoted', async () => {
  const response = await post(JSON.stringify({ region: 'DE', lines: [{ product: 'kettle', count: 1 }] }));
  assert.equal(response.status, 200);
  assert.equal((await response.json()).total, 3490 + 663);
});

test('a basket that is no JSON is refused', async () => {
  assert.equal((await post('{')).status, 400);
});

test('another page is not there', async () => {
  assert.equal((await fetch(`http://127.0.0.1:${server.address().port}/`)).status, 404);
});
