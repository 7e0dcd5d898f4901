// Confirmed, merged by a merge commit; the prediction was changed when the result was known.
import { append, replace, result, write } from '../../changes.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('flaky-builds', 'x-z3c6n', 'clock-in-tests');

/** @param {import('../teller.mjs').Teller} teller */
export function startClockInTests({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(cem, -14, '09:31', 'Predict: a fixed clock leaves four reruns a week'), [
    write(
      it.record,
      `title: Fixed clock
target: reruns-under-4
obstacle: o-j4r9w
step: Give tests a clock that stands still
expect: Reruns fall from 8 to 4 a week
expectValues:
  reruns: 4
checkBy: ${day(-10)}
learner: Cem
started: ${day(-14)}
`,
    ),
  ]);
  history.commit(
    it.branch,
    when(cem, -14, '10:55', 'Hand the time to the quote\n\nKata-Experiment: x-z3c6n'),
    [
      replace(
        'src/quote.js',
        `export async function quote(basket, tax) {`,
        `export async function quote(basket, tax, now = new Date()) {`,
      ),
      replace('src/quote.js', `  const validUntil = new Date();\n`, `  const validUntil = new Date(now);\n`),
      replace(
        'test/quote.test.js',
        `  const { validUntil } = await quote({ region: 'DE', lines: [] }, tax);
  assert.equal(validUntil.getDate(), new Date().getDate());
`,
        `  const lateEvening = new Date(2026, 2, 31, 23, 59, 58);
  const { validUntil } = await quote({ region: 'DE', lines: [] }, tax, lateEvening);
  assert.deepEqual(validUntil, new Date(2026, 2, 31, 23, 59, 59));
`,
      ),
    ],
  );
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishClockInTests({ history, when, day }) {
  history.commit(it.branch, when(cem, -10, '16:20', 'Result: 6 reruns this week'), [
    replace(it.record, 'expect: Reruns fall from 8 to 4 a week', 'expect: Reruns fall from 8 to 6 a week'),
    replace(it.record, '  reruns: 4\n', '  reruns: 6\n'),
    result(
      it.record,
      `happened: 6 reruns this week
values:
  reruns: 6
learned: Tests near midnight were two of eight; the nightly build is where they failed
finished: ${day(-10)}
outcome: confirmed
`,
    ),
  ]);
  history.merge(it.branch, when(ana, -10, '17:05', `Merge branch '${it.branch}'`));
  history.keep(it.id, it.branch);
  history.deleteBranch(it.branch);
  history.commit(
    'main',
    when(cem, -10, '17:31', 'The nightly build runs before midnight, without the clock'),
    [
      append(
        '.kata/flaky-builds/obstacles/o-j4r9w-midnight.yaml',
        'note: Only the nightly build ever ran into it.\n',
      ),
      replace('.kata/flaky-builds/obstacles/o-j4r9w-midnight.yaml', 'state: addressing', 'state: removed'),
    ],
  );
}
