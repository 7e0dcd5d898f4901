// Confirmed, squashed into one commit on main.
import { replace, result, write } from '../../changes.mjs';
import { ana, cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('flaky-builds', 'x-g7w2d', 'own-port');

/** @param {import('../teller.mjs').Teller} teller */
export function startOwnPorts({ history, when, day }) {
  history.branch(it.branch);
  history.commit(it.branch, when(cem, -27, '10:20', 'Predict: free ports save six reruns a week'), [
    write(
      it.record,
      `title: Free ports
target: reruns-under-10
obstacle: o-d8v2k
step: Let each test server take a free port
expect: Reruns fall from 14 to 8 a week
expectValues:
  reruns: 8
checkBy: ${day(-23)}
learner: Cem
started: ${day(-27)}
`,
    ),
  ]);
  history.commit(it.branch, when(cem, -27, '11:48', 'Take free ports in tests'), [
    replace('test/server.test.js', `{ pace: 0, port: 4011 }`, `{ pace: 0 }`),
    replace('test/server.test.js', `{ port: 4010, tax:`, `{ port: 0, tax:`),
  ]);
}

/** @param {import('../teller.mjs').Teller} teller */
export function finishOwnPorts({ history, when, day }) {
  history.commit(it.branch, when(cem, -23, '16:32', 'Result: 8 reruns this week'), [
    result(
      it.record,
      `happened: 8 reruns this week; no test failed for a port any more
values:
  reruns: 8
learned: Two builds on one runner took each other's ports
finished: ${day(-23)}
outcome: confirmed
`,
    ),
  ]);
  history.keep(it.id, it.branch);
  history.squash(
    it.branch,
    when(
      ana,
      -23,
      '17:10',
      `Let each test server take a free port (#27)

* Predict: free ports save six reruns a week

* Take free ports in tests

* Result: 8 reruns this week

Kata-Experiment: x-g7w2d`,
    ),
  );
  history.deleteBranch(it.branch);
}
