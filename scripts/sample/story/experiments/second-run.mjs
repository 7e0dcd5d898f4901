// Refuted: the branch is gone and no ref keeps its history; only the carried record tells of it.
import { write } from '../../changes.mjs';
import { cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('flaky-builds', 'x-y5k8j', 'second-run');

/** @param {import('../teller.mjs').Teller} teller */
export function carrySecondRun({ history, when, day }) {
  history.commit('main', when(cem, -17, '15:08', 'Carry x-y5k8j: a second run hides real faults'), [
    write(
      it.record,
      `title: Second run
target: reruns-under-10
step: Run a failed test a second time before the build is red
expect: Reruns fall from 8 to 2 a week, and no real fault slips through
expectValues:
  reruns: 2
checkBy: ${day(-17)}
learner: Cem
started: ${day(-21)}
happened: 1 rerun this week, but two real faults reached staging
values:
  reruns: 1
learned: A second run hides what the first one told us. The figure is not the aim
finished: ${day(-17)}
outcome: refuted
`,
    ),
  ]);
}
