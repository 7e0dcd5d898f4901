// The second kata, shorter and of another kind: its metric is one of a process, and much is unknown.
import { append, replace, write } from '../changes.mjs';
import { ana, cem } from './people.mjs';

const folder = '.kata/flaky-builds';
const kata = `${folder}/kata.yaml`;

/** @param {import('./teller.mjs').Teller} teller */
export function beginFlaky({ history, when, day }) {
  history.commit('main', when(cem, -30, '10:58', 'Test each change on the build server'), [
    write(
      '.github/workflows/test.yml',
      `name: test
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npm test
`,
    ),
  ]);
  history.commit('main', when(cem, -28, '09:15', 'Begin the kata on flaky builds'), [
    write(
      kata,
      `kata: 1
title: A red build means a broken change
northStar: Nobody ever says "just run it again".
challenge: By spring, a build that fails points at a real fault, 99 times in 100.
focusProcess: From push to green build
team:
  learner: Cem
  coach: Ana

metrics:
  - id: reruns
    title: reruns a week
    better: lower
    kind: process

currentCondition:
  - date: ${day(-28)}
    process: When a build is red, its author runs it again. After the second red one they look.
    knowledge: We feel that it is the network. Nobody has counted.
    facts:
      - 14 of 61 builds were run again last week
      - A build takes 6 minutes
    values:
      reruns: 14

targets:
  - id: reruns-under-10
    title: Fewer than ten reruns a week
    achieveBy: ${day(-15)}
    state: active
    values:
      reruns: 9
`,
    ),
    write(
      `${folder}/obstacles/o-d8v2k-ports.yaml`,
      `title: Two builds on one runner take each other's ports
target: reruns-under-10
state: addressing
kind: blocker
owner: Cem
`,
    ),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function reachUnderTen({ history, when, day, dates }) {
  history.commit('main', when(cem, -15, '16:05', 'Fewer than ten reruns. Next target: fewer than four'), [
    replace(
      kata,
      `\ntargets:`,
      `  - date: ${day(-15)}
    process: When a build is red, its author reads the report, then runs it again.
    knowledge: Ports were one cause. We don't know the others.
    facts:
      - 8 of 57 builds were run again last week
    values:
      reruns: 8

targets:`,
    ),
    replace(kata, 'state: active', 'state: reached'),
    append(
      kata,
      `    reflection: Counting came first. The cause was none of those that we had guessed.
  - id: reruns-under-4
    title: At most three reruns a week
    achieveBy: ${dates.inDays(19)}
    state: active
    pattern: A red build is read before it is run again.
    values:
      reruns: 3
`,
    ),
    replace(`${folder}/obstacles/o-d8v2k-ports.yaml`, 'state: addressing', 'state: removed'),
    write(
      `${folder}/obstacles/o-j4r9w-midnight.yaml`,
      `title: Tests near midnight fail
target: reruns-under-4
state: addressing
kind: blocker
owner: Cem
`,
    ),
    write(
      `${folder}/obstacles/o-x0m5a-which-tests.yaml`,
      `title: We don't know which tests fail for no reason
target: reruns-under-4
state: parked
kind: unknown
`,
    ),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function coachFlaky({ history, when, day }) {
  history.commit('main', when(ana, -5, '14:08', 'Coaching cycle'), [
    write(
      `${folder}/coaching/q-n6x2c-${day(-5)}.yaml`,
      `date: ${day(-5)}
learner: Cem
coach: Ana
target: reruns-under-4
actual: 6 reruns last week
reflection:
  experiment: x-z3c6n
  learned: Tests near midnight were two of eight
obstacles: [o-x0m5a]
addressing: o-x0m5a
nextStep: For a week, keep the name of the test that fails first
expect: Three tests are behind more than half of the reruns
goAndSee: ${day(1)}
notes: The expectation of the last experiment was changed after the fact. We talked about why we write it first.
`,
    ),
    replace(`${folder}/obstacles/o-x0m5a-which-tests.yaml`, 'state: parked', 'state: addressing'),
  ]);
}
