// Running: the record was committed on main when it was agreed, the work is on an open branch.
import { append, replace, write } from '../../changes.mjs';
import { ana } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-b2m4q', 'warm-start');

/** @param {import('../teller.mjs').Teller} teller */
export function startWarmStart({ history, when, day }) {
  history.commit('main', when(ana, -3, '10:08', 'Predict: the first call falls from 2 s to under 700 ms'), [
    write(
      it.record,
      `title: Warm start
target: under-500
obstacle: o-2b9tc
step: Open the tax connection at start-up
expect: The first call after a deploy falls from 2 s to under 700 ms; p95 to about 610 ms
expectValues:
  p95: 610
checkBy: ${day(2)}
learner: Ana
started: ${day(-3)}
`,
    ),
  ]);
  history.branch(it.branch);
}

/** @param {import('../teller.mjs').Teller} teller */
export function workOnWarmStart({ history, when, dates }) {
  history.commit(it.branch, when(ana, -3, '14:50', 'Open the tax session\n\nKata-Experiment: x-b2m4q'), [
    replace(
      'src/tax/client.js',
      `  /** All rates`,
      `  /** Makes the first call, which opens a session and takes longer than all others. */
  async open() {
    await this.table();
  }

  /** All rates`,
    ),
  ]);
  history.commit(it.branch, when(ana, -2, '11:37', 'Open it before the server listens'), [
    replace(
      'src/main.js',
      `const server = await startServer({ port: Number(process.env.PORT ?? 3000), tax: new TaxClient(taxUrl) });`,
      `const tax = new TaxClient(taxUrl);
// KATA-CORNER(c-a1y7t): no start without the tax service
await tax.open();
const server = await startServer({ port: Number(process.env.PORT ?? 3000), tax });`,
    ),
    append(
      it.record,
      `corners:
  - id: c-a1y7t
    what: No start without the tax service
    plan: Open it in the background, wait at most two seconds
    until: ${dates.inDays(16)}
    owner: Ana
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(ana, -1, '16:58', 'Test that opening takes the one slow call\n\nKata-Experiment: x-b2m4q'),
    [
      write(
        'test/client.test.js',
        `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TaxClient } from '../src/tax/client.js';
import { startTaxService } from '../src/tax/simulator.js';

test('opening makes one call', async () => {
  const service = await startTaxService({ pace: 0 });
  const tax = new TaxClient(service.url);
  await tax.open();
  service.close();
  assert.equal(tax.calls, 1);
});
`,
      ),
    ],
  );
  history.keep(it.id, it.branch);
}
