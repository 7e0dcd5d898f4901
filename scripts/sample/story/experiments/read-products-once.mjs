// Inconclusive, merged by a merge commit; its corner is overdue.
import { append, result, write } from '../../changes.mjs';
import { ana, bo } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-d0g6m', 'read-products-once');

/** @param {import('../teller.mjs').Teller} teller */
export function startReadingProductsOnce({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -33, '09:18', 'Predict: reading products once saves 60 ms'), [
    write(
      it.record,
      `title: Products in memory
target: under-700
obstacle: o-t5h0p
step: Read the products when the service starts, not for each line
expect: p95 falls from 840 to about 780 ms
expectValues:
  p95: 780
checkBy: ${day(-31)}
learner: Ana
started: ${day(-33)}
`,
    ),
  ]);
  history.commit(it.branch, when(ana, -32, '15:51', 'Read the products once\n\nKata-Experiment: x-d0g6m'), [
    write(
      'src/products.js',
      `import { readFile } from 'node:fs/promises';

const file = new URL('../data/products.json', import.meta.url);

// KATA-CORNER(c-j3a6r): a new price needs a restart
const products = JSON.parse(await readFile(file, 'utf8'));

export async function findProduct(id) {
  if (!Object.hasOwn(products, id)) throw new Error(\`no product \${id}\`);
  return products[id];
}
`,
    ),
    append(
      it.record,
      `corners:
  - id: c-j3a6r
    what: A new price needs a restart
    why: Prices change on the first of the month, a deploy is due then anyway
    plan: Watch the file
    until: ${day(-3)}
    owner: Ana
`,
    ),
  ]);
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishReadingProductsOnce({ history, when, day }) {
  history.commit(it.branch, when(ana, -31, '15:12', 'Result: no difference that we could tell'), [
    result(
      it.record,
      `happened: 835 ms on one day, 850 ms on the next
values:
  p95: 842
learned: Our figure varies by 15 ms from day to day; a smaller effect can't be seen in it
finished: ${day(-31)}
outcome: inconclusive
`,
    ),
  ]);
  history.merge(it.branch, when(bo, -31, '16:20', `Merge branch '${it.branch}'\n\nNo faster, but simpler.`));
  history.deleteBranch(it.branch);
}
