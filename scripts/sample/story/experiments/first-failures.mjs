// Running on main, without a branch: the step is to look, not to build.
import { replace, write } from '../../changes.mjs';
import { cem } from '../people.mjs';
import { experiment } from '../teller.mjs';

const it = experiment('flaky-builds', 'x-e8p1r', 'first-failures');

/** @param {import('../teller.mjs').Teller} teller */
export function writeDownFirstFailures({ history, when, day }) {
  history.commit('main', when(cem, -4, '09:47', 'Predict: three tests are behind most reruns'), [
    write(
      it.record,
      `title: First failures
target: reruns-under-4
obstacle: o-x0m5a
step: For a week, keep the name of the test that fails first
expect: Three tests are behind more than half of the reruns
checkBy: ${day(1)}
learner: Cem
started: ${day(-4)}
`,
    ),
  ]);
  history.commit(
    'main',
    when(cem, -4, '10:33', 'Keep the report of each build\n\nKata-Experiment: x-e8p1r'),
    [
      replace(
        '.github/workflows/test.yml',
        `      - run: npm test\n`,
        `      - run: npm test -- --test-reporter=tap | tee report.tap
        shell: bash                       # so that the pipe fails with the test
      - uses: actions/upload-artifact@v4
        if: failure()
        with: { name: report, path: report.tap }
`,
      ),
    ],
  );
}
