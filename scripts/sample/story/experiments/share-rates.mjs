// Running, and known only on its branch: main has neither the record nor the code.
import { append, replace, write } from '../../changes.mjs';
import { cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-c9t0a', 'share-rates');

/** @param {import('../teller.mjs').Teller} teller */
export function shareRates({ history, when, day, dates }) {
  history.branch(it.branch);
  history.commit(
    it.branch,
    when(cem, -2, '09:21', 'Predict: baskets that share their rates, p95 about 80 ms'),
    [
      write(
        it.record,
        `title: Share rates
target: under-500
obstacle: o-m3w8a
step: Let all baskets share one table of rates for a minute
expect: Only one quote a minute waits for the tax service; p95 falls to about 80 ms
expectValues:
  p95: 80
checkBy: ${day(4)}
learner: Cem
started: ${day(-2)}
`,
      ),
    ],
  );
  history.commit(
    it.branch,
    when(cem, -1, '13:04', 'Share one table for a minute\n\nKata-Experiment: x-c9t0a'),
    [
      replace(
        'src/tax/rates.js',
        `  if (basket.id === undefined) return tax.table();
  // KATA-CORNER(c-8k2fd): rates never expire
  if (!ratesByBasket.has(basket.id)) ratesByBasket.set(basket.id, tax.table());
  return ratesByBasket.get(basket.id);
}
`,
        `  if (basket.id === undefined) return sharedTable(tax);
  // KATA-CORNER(c-8k2fd): rates never expire
  if (!ratesByBasket.has(basket.id)) ratesByBasket.set(basket.id, sharedTable(tax));
  return ratesByBasket.get(basket.id);
}

const tables = new WeakMap();

function sharedTable(tax) {
  const known = tables.get(tax);
  // KATA-CORNER(c-y2g8h): the minute is a guess
  if (known !== undefined && performance.now() - known.at < 60_000) return known.table;
  const table = tax.table();
  tables.set(tax, { at: performance.now(), table });
  return table;
}
`,
      ),
      append(
        it.record,
        `corners:
  - id: c-y2g8h
    what: The minute is a guess
    plan: Ask the tax team how old a rate may be
    until: ${dates.inDays(16)}
    owner: Cem
`,
      ),
    ],
  );
}
