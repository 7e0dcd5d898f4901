// Abandoned: merged, then reverted; the record stayed and says why.
import { append, remove, replace, result, write } from '../../changes.mjs';
import { cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('checkout-latency', 'x-h4e1y', 'long-baskets');

const direct = `import { quote } from './quote.js';\n`;
const inTurn = `import { quoteInTurn as quote } from './quote-in-turn.js';\n`;

/** @param {import('../teller.mjs').Teller} teller */
export function queueLongBaskets({ history, when, day }) {
  history.branch(it.branch);
  history.commit(
    it.branch,
    when(cem, -40, '11:10', 'Predict: long baskets in turn leave room for short ones'),
    [
      write(
        it.record,
        `title: Long baskets in turn
target: under-700
obstacle: o-t5h0p
step: Price baskets of more than ten lines one after the other
expect: p95 falls by a tenth, because short baskets no longer wait for long ones
expectValues:
  p95: 760
checkBy: ${day(-36)}
learner: Cem
started: ${day(-40)}
`,
      ),
    ],
  );
  history.commit(it.branch, when(cem, -38, '16:44', 'Price long baskets one after the other'), [
    write(
      'src/quote-in-turn.js',
      `import { quote } from './quote.js';

let last = Promise.resolve();

/** Prices long baskets one after the other, so that short ones need not wait. */
export function quoteInTurn(basket, tax) {
  if (basket.lines.length <= 10) return quote(basket, tax);
  // KATA-CORNER(c-m8b5e): long baskets wait for each other without a limit
  const mine = last.then(() => quote(basket, tax));
  last = mine.catch(() => undefined);
  return mine;
}
`,
    ),
    replace('src/server.js', direct, inTurn),
    append(
      it.record,
      `corners:
  - id: c-m8b5e
    what: Long baskets wait for each other without a limit
    plan: A queue with a length, and an answer when it is full
    owner: Cem
`,
    ),
  ]);
  history.merge(it.branch, when(cem, -37, '09:33', `Merge branch '${it.branch}'`));
  history.keep(it.id, it.branch);
  const merged = history.idOf('main');
  const before = history.idOf(it.branch);
  history.deleteBranch(it.branch);
  history.commit(
    'main',
    when(
      cem,
      -36,
      '18:07',
      `Revert "Merge branch '${it.branch}'"

This reverts commit ${merged}, reversing
changes made to ${before}.

Long baskets queued up for minutes. The record stays.`,
    ),
    [remove('src/quote-in-turn.js'), replace('src/server.js', inTurn, direct)],
  );
  history.commit('main', when(cem, -35, '09:26', 'Result: abandoned, long baskets waited for minutes'), [
    result(
      it.record,
      `happened: Long baskets waited for each other for minutes; taken back the same day
learned: The server is not busy, it waits. We tried to mend what was not broken
finished: ${day(-35)}
outcome: abandoned
`,
    ),
  ]);
}
