// Refuted: the branch is gone, the record was carried to main, the code lives on in refs/kata.
import { append, replace, result, write } from '../../changes.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-w1k4z', 'batch-call');

/** @param {import('../teller.mjs').Teller} teller */
export function askInOneCall({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -20, '09:44', 'Predict: one call for all lines'), [
    write(
      it.record,
      `title: Batch call
target: under-500
obstacle: o-m3w8a
step: Call the batch endpoint with the tax classes of all lines
expect: 31 calls become one, and p95 falls under 500 ms
expectValues:
  calls: 1
  p95: 500
checkBy: ${day(-18)}
learner: Ana
started: ${day(-20)}
`,
    ),
  ]);
  history.commit(it.branch, when(cem, -19, '14:36', 'Ask the batch endpoint\n\nKata-Experiment: x-w1k4z'), [
    replace(
      'src/tax/client.js',
      `  #get(path) {`,
      `  /** The rates of many tax classes in percent, in one call. */
  batch(region, taxClasses) {
    return this.#get(\`/batch?region=\${region}&class=\${taxClasses.join('&class=')}\`);
  }

  #get(path) {`,
    ),
    replace(
      'src/quote.js',
      `  for (const line of basket.lines) {
    const { cents, taxClass } = await findProduct(line.product);
    const percent = await tax.rate(basket.region, taxClass);
    lines.push(priceLine(line, cents, percent));
  }
`,
      `  const products = await Promise.all(basket.lines.map((line) => findProduct(line.product)));
  const percents = await tax.batch(basket.region, products.map((product) => product.taxClass));
  for (const [n, line] of basket.lines.entries()) {
    lines.push(priceLine(line, products[n].cents, percents[n]));
  }
`,
    ),
    replace(
      'test/quote.test.js',
      `const tax = { rate: async (_region, taxClass) => ({ standard: 19, reduced: 7, none: 0 })[taxClass] };`,
      `const rates = { standard: 19, reduced: 7, none: 0 };
const tax = { batch: async (_region, taxClasses) => taxClasses.map((taxClass) => rates[taxClass]) };`,
    ),
  ]);
  history.commit(it.branch, when(ana, -18, '09:58', 'Result: one call, but 900 ms'), [
    result(
      it.record,
      `happened: 31 calls became 1, but p95 is 900 ms
values:
  calls: 1
  p95: 900
learned: The batch endpoint is slower than thirty single calls
finished: ${day(-18)}
outcome: refuted
`,
    ),
  ]);
  history.keep(it.id, it.branch);
  const record = history.filesAt(it.branch).get(it.record) ?? '';
  history.commit('main', when(ana, -18, '10:21', 'Carry x-w1k4z: the batch endpoint is slower'), [
    write(it.record, record),
    append(
      '.kata/checkout-latency/obstacles/o-m3w8a-tax-per-line.yaml',
      '# Asked the tax team: the batch endpoint works through the lines one by one.\n',
    ),
  ]);
  history.deleteBranch(it.branch);
}
