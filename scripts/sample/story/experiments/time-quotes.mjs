// Confirmed, merged by a merge commit.
import { replace, result, write } from '../../changes.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-3ndtq', 'time-quotes');

/** @param {import('../teller.mjs').Teller} teller */
export function startTimingQuotes({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(ana, -58, '09:40', 'Predict: we time each quote in the service'), [
    write(
      it.record,
      `title: Time quotes
target: p95-known
step: Time each quote in the service and show the p95 on the health page
expect: We read the p95 at stand-up, on the day of a deploy
checkBy: ${day(-54)}
learner: Ana
started: ${day(-58)}
`,
    ),
  ]);
  history.commit(it.branch, when(ana, -57, '14:18', 'Keep the times of the last thousand quotes'), [
    write(
      'src/times.js',
      `/** The times of the last thousand quotes, in milliseconds. */
export class Times {
  #times = [];

  add(milliseconds) {
    this.#times.push(milliseconds);
    if (this.#times.length > 1000) this.#times.shift();
  }

  /** So many of a hundred quotes were at most as slow as this; null before the first one. */
  percentile(share) {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return sorted[Math.ceil((share / 100) * sorted.length) - 1] ?? null;
  }
}
`,
    ),
    write(
      'test/times.test.js',
      `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Times } from '../src/times.js';

test('95 of 100 quotes are at most as slow as the p95', () => {
  const times = new Times();
  for (let n = 100; n > 0; n--) times.add(n);
  assert.equal(times.percentile(95), 95);
});

test('only the last thousand count', () => {
  const times = new Times();
  for (let n = 0; n < 1000; n++) times.add(900);
  for (let n = 0; n < 1000; n++) times.add(300);
  assert.equal(times.percentile(95), 300);
});

test('there is no p95 before the first quote', () => {
  assert.equal(new Times().percentile(95), null);
});
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(cem, -56, '10:52', 'Show the p95 on the health page\n\nKata-Experiment: x-3ndtq'),
    [
      replace(
        'src/server.js',
        `import { quote } from './quote.js';\n`,
        `import { quote } from './quote.js';\nimport { Times } from './times.js';\n`,
      ),
      replace(
        'src/server.js',
        `  const server = http.createServer(async`,
        `  const times = new Times();\n  const server = http.createServer(async`,
      ),
      replace(
        'src/server.js',
        `send(200, { ok: true })`,
        `send(200, { ok: true, p95: times.percentile(95) })`,
      ),
      replace(
        'src/server.js',
        `    try {
      send(`,
        `    const started = performance.now();
    try {
      send(`,
      ),
      replace(
        'src/server.js',
        `error.message });
    }
`,
        `error.message });
    } finally {
      times.add(performance.now() - started);
    }
`,
      ),
    ],
  );
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishTimingQuotes({ history, when, day }) {
  history.commit(it.branch, when(ana, -54, '09:50', 'Result: the p95 is on the health page'), [
    result(
      it.record,
      `happened: We read 910 ms at stand-up, one hour after the deploy
learned: The slow quotes are the long baskets, not the Monday ones
finished: ${day(-54)}
outcome: confirmed
`,
    ),
  ]);
  history.merge(it.branch, when(ana, -54, '11:05', `Merge branch '${it.branch}'`));
  history.keep(it.id, it.branch);
  history.deleteBranch(it.branch);
}
