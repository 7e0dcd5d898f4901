// Confirmed, squashed into one commit on main; cut three corners that are still open.
import { append, replace, result, write } from '../../changes.mjs';
import { measured } from '../measurements.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-7f3kq', 'cache-tax-rates');

/** @param {import('../teller.mjs').Teller} teller */
export function startCachingRates({ history, when, day, dates }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -16, '09:36', 'Predict: a map of rates per basket, p95 about 600 ms'), [
    write(
      it.record,
      `title: Cache tax rates
target: under-500
obstacle: o-m3w8a
step: Keep a per-basket map of tax rates, filled by one call
expect: p95 falls from 840 to about 600 ms
expectValues:
  p95: 600
  calls: 1
checkBy: ${day(-11)}
learner: Ana
started: ${day(-16)}
`,
    ),
  ]);
  history.commit(it.branch, when(ana, -15, '11:02', 'Fetch the table of rates\n\nKata-Experiment: x-7f3kq'), [
    replace(
      'src/tax/client.js',
      `  #get(path) {`,
      `  /** All rates in percent, by tax class. */
  table() {
    // KATA-CORNER(c-s7d2g): the region is hard-coded to DE
    return this.#get('/rates?region=DE');
  }

  #get(path) {`,
    ),
    append(
      it.record,
      `corners:
  - id: c-s7d2g
    what: Region is hard-coded to DE
    why: We sell in one country until spring
    plan: Take the basket's region
    until: ${dates.inDays(16)}
    owner: Cem
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(ana, -14, '16:10', 'Keep a map of rates per basket\n\nKata-Experiment: x-7f3kq'),
    [
      write(
        'src/tax/rates.js',
        `const ratesByBasket = new Map();

/** The tax rates of a basket, in percent by tax class: one call for each basket, however often it is quoted. */
export function ratesOf(basket, tax) {
  if (basket.id === undefined) return tax.table();
  // KATA-CORNER(c-8k2fd): rates never expire
  if (!ratesByBasket.has(basket.id)) ratesByBasket.set(basket.id, tax.table());
  return ratesByBasket.get(basket.id);
}
`,
      ),
      replace(
        'src/quote.js',
        `import { findProduct } from './products.js';\n`,
        `import { findProduct } from './products.js';\nimport { ratesOf } from './tax/rates.js';\n`,
      ),
      replace(
        'src/quote.js',
        `  const lines = [];\n`,
        `  const rates = await ratesOf(basket, tax);\n  const lines = [];\n`,
      ),
      replace('src/quote.js', `    const percent = await tax.rate(basket.region, taxClass);\n`, ''),
      replace(
        'src/tax/client.js',
        `  /** The rate of a tax class in percent. */
  async rate(region, taxClass) {
    return (await this.#get(\`/rate?region=\${region}&class=\${taxClass}\`)).percent;
  }

`,
        '',
      ),
      replace('src/quote.js', `priceLine(line, cents, percent)`, `priceLine(line, cents, rates[taxClass])`),
      replace(
        'test/quote.test.js',
        `const tax = { rate: async (_region, taxClass) => ({ standard: 19, reduced: 7, none: 0 })[taxClass] };`,
        `const tax = { table: async () => ({ standard: 19, reduced: 7, none: 0 }) };`,
      ),
      append(
        'test/quote.test.js',
        `
test('a basket asks for its rates once, however often it is quoted', async () => {
  let calls = 0;
  const counting = { table: async () => ({ standard: 19, reduced: 7, none: 0, calls: ++calls }) };
  const basket = { id: 'b1', region: 'DE', lines: [{ product: 'milk', count: 1 }, { product: 'sugar', count: 1 }] };
  await quote(basket, counting);
  await quote(basket, counting);
  assert.equal(calls, 1);
});
`,
      ),
      append(
        it.record,
        `  - id: c-8k2fd
    what: Rates never expire
    why: Expiry needs the tax team's change feed
    plan: Subscribe to the feed, drop the map entry on change
    until: ${dates.inDays(16)}
    owner: Ana
`,
      ),
    ],
  );
  history.commit(it.branch, when(cem, -12, '10:47', 'One call per basket needs a lower limit'), [
    write('infra/limits.json', `{\n  "region": "eu-central",\n  "taxCallsPerSecond": 60\n}\n`),
    append(
      it.record,
      `  - id: c-w0r5n
    what: The limit is set for one region
    path: infra/limits.json               # JSON holds no comment
    plan: One limit a region, from the platform's defaults
    until: ${dates.inDays(23)}
    owner: Cem
`,
    ),
  ]);
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishCachingRates(teller) {
  const { history, when, day } = teller;
  const point = { kata: 'checkout-latency', experiment: it.id, workday: -11 };
  history.commit(it.branch, when(ana, -11, '09:52', 'Result: p95 is 640 ms'), [
    result(
      it.record,
      `happened: p95 fell to 640 ms; the first call after a deploy still takes 2 s
values:
  p95: 640
  calls: 1
learned: Most of the time was the calls, not the lookup; the cold start is its own obstacle
finished: ${day(-11)}
outcome: confirmed
`,
    ),
    measured(teller, { ...point, metric: 'p95', at: '08:15', value: 652, note: 'right after the deploy' }),
    measured(teller, { ...point, metric: 'p95', at: '08:45', value: 640, note: 'after warm-up' }),
    measured(teller, { ...point, metric: 'calls', at: '08:50', value: 1 }),
  ]);
  history.keep(it.id, it.branch);
  history.squash(
    it.branch,
    when(
      ana,
      -11,
      '13:28',
      `Cache tax rates per basket (#31)

* Predict: a map of rates per basket, p95 about 600 ms

* Fetch the table of rates

  Kata-Experiment: x-7f3kq

* Keep a map of rates per basket

  Kata-Experiment: x-7f3kq

* One call per basket needs a lower limit

* Result: p95 is 640 ms

Co-authored-by: ${cem.name} <${cem.email}>`,
    ),
  );
  history.deleteBranch(it.branch);
}
