// Refuted: the branch is gone, the record was carried to main, the code lives on in refs/kata.
import { replace, result, write } from '../../changes.mjs';
import { ana } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-p5j9c', 'parallel-lines');

/** @param {import('../teller.mjs').Teller} teller */
export function priceLinesInParallel({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -43, '09:20', 'Predict: eight lines at once, p95 about 600 ms'), [
    write(
      it.record,
      `title: Parallel lines
target: under-700
obstacle: o-m3w8a
step: Price eight lines of a basket at once
expect: p95 falls from 845 to about 600 ms
expectValues:
  p95: 600
checkBy: ${day(-41)}
learner: Ana
started: ${day(-43)}
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(ana, -42, '13:12', 'Price eight lines at once\n\nKata-Experiment: x-p5j9c'),
    [
      replace(
        'src/quote.js',
        `  for (const line of basket.lines) {
    const { cents, taxClass } = await findProduct(line.product);
    const percent = await tax.rate(basket.region, taxClass);
    lines.push(priceLine(line, cents, percent));
  }
`,
        `  for (let at = 0; at < basket.lines.length; at += 8) {
    const priced = basket.lines.slice(at, at + 8).map(async (line) => {
      const { cents, taxClass } = await findProduct(line.product);
      return priceLine(line, cents, await tax.rate(basket.region, taxClass));
    });
    lines.push(...(await Promise.all(priced)));
  }
`,
      ),
    ],
  );
  history.commit(it.branch, when(ana, -41, '10:05', 'Result: p95 rose to 980 ms'), [
    result(
      it.record,
      `happened: p95 rose to 980 ms; the tax service slows down over four calls at once
values:
  p95: 980
learned: Fewer calls will help, faster ones will not
finished: ${day(-41)}
outcome: refuted
`,
    ),
  ]);
  history.keep(it.id, it.branch);
  const record = history.filesAt(it.branch).get(it.record) ?? '';
  history.commit('main', when(ana, -41, '10:30', 'Carry x-p5j9c: eight lines at once were slower'), [
    write(it.record, record),
  ]);
  history.deleteBranch(it.branch);
}
