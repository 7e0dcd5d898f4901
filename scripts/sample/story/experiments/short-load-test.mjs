// Inconclusive, put on main by rebase; its corner was cleaned later.
import { append, replace, result, write } from '../../changes.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-n2y8b', 'short-load-test');

/** @param {import('../teller.mjs').Teller} teller */
export function startShortLoadTest({ history, when, day, dates }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -9, '14:31', 'Predict: a short load test tells the same'), [
    write(
      it.record,
      `title: Short load test
target: under-500
obstacle: o-k9d3v
step: Replay one minute of the peak in place of the whole afternoon
expect: Both runs give the same p95 within 20 ms
checkBy: ${day(-6)}
learner: Ana
started: ${day(-9)}
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(ana, -8, '11:15', 'Replay a minute of the peak\n\nKata-Experiment: x-n2y8b'),
    [
      write(
        'bench/replay.js',
        `// Replays quotes of the peak, one after the other, and prints their p95 in milliseconds.
import { quote } from '../src/quote.js';
import { TaxClient } from '../src/tax/client.js';
import { startTaxService } from '../src/tax/simulator.js';
import { Times } from '../src/times.js';
import { medianBasket } from './basket.js';

// KATA-CORNER(c-v4z9k): the sizes of the baskets are made up
const sizes = [3, 8, 12, 31, 31];

const service = await startTaxService();
const tax = new TaxClient(service.url);
const times = new Times();
for (let n = 0; n < Number(process.argv[2] ?? 20); n++) {
  const basket = { region: 'DE', lines: medianBasket.lines.slice(0, sizes[n % sizes.length]) };
  const started = performance.now();
  await quote(basket, tax);
  if (n > 0) times.add(performance.now() - started);
}
console.log(Math.round(times.percentile(95)));
process.exit();
`,
      ),
      replace(
        'package.json',
        `"bench": "node bench/calls.js"`,
        `"bench": "node bench/calls.js",\n    "replay": "node bench/replay.js"`,
      ),
      append(
        it.record,
        `corners:
  - id: c-v4z9k
    what: The sizes of the baskets are made up
    why: We had no export of Monday's baskets
    plan: Take them from the export
    until: ${dates.inDays(5)}
    owner: Cem
`,
      ),
    ],
  );
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishShortLoadTest({ history, when, day }) {
  history.commit(it.branch, when(ana, -6, '10:02', 'Result: 645 ms in a minute, 702 ms in an afternoon'), [
    result(
      it.record,
      `happened: 645 ms in the short run, 702 ms in the long one of the same day
learned: The short run misses the Monday baskets, which are the long ones
finished: ${day(-6)}
outcome: inconclusive
`,
    ),
  ]);
  history.keep(it.id, it.branch);
  history.rebase(it.branch, when(cem, -6, '15:13'));
  history.deleteBranch(it.branch);
}

/** @param {import('../teller.mjs').Teller} teller */
export function cleanReplay({ history, when }) {
  history.commit('main', when(cem, -1, '15:46', "Replay Monday's real basket sizes"), [
    write('data/monday-sizes.json', '[1, 2, 4, 4, 9, 14, 22, 31, 31, 47, 60, 60]\n'),
    replace(
      'bench/replay.js',
      `// KATA-CORNER(c-v4z9k): the sizes of the baskets are made up
const sizes = [3, 8, 12, 31, 31];
`,
      `const sizes = JSON.parse(readFileSync(new URL('../data/monday-sizes.json', import.meta.url), 'utf8'));
`,
    ),
    replace(
      'bench/replay.js',
      `import { quote }`,
      `import { readFileSync } from 'node:fs';\nimport { quote }`,
    ),
    replace(
      'bench/replay.js',
      `medianBasket.lines.slice(0, sizes[n % sizes.length])`,
      `linesOf(sizes[n % sizes.length])`,
    ),
    append(
      'bench/replay.js',
      `
function linesOf(size) {
  return Array.from({ length: size }, (_, n) => medianBasket.lines[n % medianBasket.lines.length]);
}
`,
    ),
  ]);
}
