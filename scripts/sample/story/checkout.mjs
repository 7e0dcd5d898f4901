// The kata about latency: what the team wrote into kata.yaml over the weeks, its obstacles, its coaching cycles.
import { append, replace, write } from '../changes.mjs';
import { ana, bo } from './people.mjs';

const folder = '.kata/checkout-latency';
const kata = `${folder}/kata.yaml`;

/** @param {string} id */
export const obstaclePath = (id) => `${folder}/obstacles/${id}.yaml`;

/** Obstacles by the names that the story calls them. */
export const obstacles = {
  perLine: 'o-m3w8a-tax-per-line',
  firstCall: 'o-2b9tc-first-call',
  atPeak: 'o-r4w7e-tax-service-at-peak',
  loadTest: 'o-k9d3v-load-test-takes-long',
  blocked: 'o-t5h0p-event-loop-blocked',
  taxReleases: 'o-s6n1f-tax-releases',
};

/** @param {import('./teller.mjs').Teller} teller */
export function beginCheckout({ history, when, day }) {
  history.commit('main', when(ana, -60, '10:02', 'Begin the kata on checkout latency'), [
    write(
      '.kata/config.yaml',
      `# What holds for all katas of this repository.
branchPrefix: kata/
`,
    ),
    write(
      kata,
      `kata: 1
title: Checkout answers in under 300 ms
northStar: >-                             # the direction, never quite reached
  Buying feels instant, on the busiest day of the year.
challenge: Every checkout page answers in under 300 ms at p95 by next summer.
focusProcess: Quote and price a basket
team: { learner: Ana, coach: Bo, members: [Ana, Cem] }

metrics:
  - { id: p95, title: p95 of POST /quote, unit: ms, better: lower, kind: outcome }
  - { id: calls, title: tax calls per quote, better: lower, kind: process, command: node bench/calls.js }

currentCondition:                         # newest last; each a grasp of reality, facts only
  - date: ${day(-60)}
    process: A basket is priced line by line; each line asks the tax service.
    knowledge: Nobody knows the p95. Customers say that checkout is slow on Mondays.
    facts:
      - 31 tax calls for the median basket
      - No figure on latency is kept anywhere
    values:
      calls: 31

targets:                                  # target conditions; at most one is active
  - id: p95-known
    title: We know the p95 of every deploy on the same day
    achieveBy: ${day(-51)}
    state: active
    pattern: The service times each quote; we read the figure at stand-up.
`,
    ),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function reachKnownP95({ history, when, day }) {
  history.commit('main', when(ana, -51, '16:40', 'p95 is known: 910 ms. Next target: under 700 ms'), [
    replace(
      kata,
      `\ntargets:`,
      `  - date: ${day(-51)}
    process: A basket is priced line by line; each line opens its own connection to the tax service.
    knowledge: Only Cem has read the tax client.
    facts:
      - p95 is 910 ms at 40 requests/s
      - 31 tax calls for the median basket
      - A call takes 29 ms, 3 of them for the connection
    values:
      p95: 910
      calls: 31

targets:`,
    ),
    replace(kata, 'state: active', 'state: reached'),
    append(
      kata,
      `    reflection: Reading it together each morning did more than the code.
  - id: under-700
    title: p95 is under 700 ms
    achieveBy: ${day(-22)}
    state: active
    values:
      p95: 700
`,
    ),
    write(
      obstaclePath(obstacles.blocked),
      `title: Pricing a large basket holds up all other requests
target: under-700
state: addressing
kind: blocker
owner: Cem
`,
    ),
    write(
      obstaclePath(obstacles.perLine),
      `title: The tax service is called once per line item
target: under-700
state: parked
kind: blocker
owner: Ana
note: Worst for baskets of more than 20 lines.
`,
    ),
    write(
      obstaclePath(obstacles.taxReleases),
      `title: The tax team releases twice a year
target: under-700
state: parked
kind: blocker
`,
    ),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function missUnder700({ history, when, day, dates }) {
  history.commit('main', when(ana, -22, '15:15', 'p95 is 840 ms, not under 700. Next target: under 500 ms'), [
    replace(
      kata,
      `\ntargets:`,
      `  - date: ${day(-22)}
    process: The quote service asks the tax service once per line item, over connections that it keeps.
    knowledge: Nobody on the team has profiled the tax client.
    facts:
      - p95 is 840 ms at 40 requests/s
      - 31 calls for the median basket
      - A call takes 26 ms, whatever it asks
    values:
      p95: 840
      calls: 31

targets:`,
    ),
    replace(kata, 'state: active', 'state: missed'),
    append(
      kata,
      `    reflection: We worked on three obstacles at once.
  - id: under-500
    title: p95 is under 500 ms with the tax service at its worst
    achieveBy: ${dates.inDays(16)}
    state: active
    pattern: One tax call per basket, before pricing.
    values:
      p95: 500
      calls: 1
`,
    ),
    replace(obstaclePath(obstacles.blocked), 'state: addressing', 'state: removed'),
    append(
      obstaclePath(obstacles.blocked),
      'note: It was none. The event loop is idle, it waits for tax calls.\n',
    ),
    replace(obstaclePath(obstacles.perLine), 'target: under-700', 'target: under-500'),
    replace(obstaclePath(obstacles.perLine), 'state: parked', 'state: addressing'),
    replace(obstaclePath(obstacles.taxReleases), 'target: under-700', 'target: under-500'),
    replace(obstaclePath(obstacles.taxReleases), 'state: parked', 'state: deferred'),
    write(
      obstaclePath(obstacles.loadTest),
      `title: Load test needs a whole afternoon
target: under-500
state: parked
kind: blocker
owner: Ana
`,
    ),
    write(
      obstaclePath(obstacles.atPeak),
      `title: We don't know what the tax service does at 200 requests/s
target: under-500
state: parked
kind: unknown
`,
    ),
  ]);
  history.commit('main', when(bo, -21, '09:30', 'Coaching cycle'), [
    write(
      `${folder}/coaching/q-7v0ae-${day(-21)}.yaml`,
      `date: ${day(-21)}
learner: Ana
coach: Bo
target: under-500
actual: 840 ms at 40 requests/s, 31 calls for the median basket
obstacles: [o-m3w8a, o-k9d3v, o-r4w7e]
addressing: o-m3w8a
nextStep: Ask for all lines in one call
expect: One call instead of 31
goAndSee: ${day(-19)}
notes: One obstacle at a time, from now on.
`,
    ),
  ]);
}

/** The rates are cached: what is so now, and what is in the way next. @param {import('./teller.mjs').Teller} teller */
export function graspAfterCache({ history, when, day }) {
  history.commit('main', when(ana, -9, '10:45', 'Grasp the current condition: 640 ms, one call'), [
    replace(
      kata,
      `\ntargets:`,
      `  - date: ${day(-9)}
    process: >-
      The quote service fetches the whole table of rates, one call per basket, then prices the lines.
      The first call after a deploy waits until the tax service has opened a session.
    knowledge: We have profiled the tax client; we have never seen it at peak.
    facts:
      - p95 is 640 ms at 40 requests/s
      - 1 call for the median basket, it takes 600 ms
      - The first call after a deploy takes 2 s
    values:
      p95: 640
      calls: 1

targets:`,
    ),
    replace(obstaclePath(obstacles.perLine), 'state: addressing', 'state: removed'),
    write(
      obstaclePath(obstacles.firstCall),
      `title: First call after a deploy takes 2 s
target: under-500
state: addressing
kind: blocker
owner: Cem
note: The tax service opens a session for each new client.
`,
    ),
  ]);
  history.commit('main', when(bo, -9, '11:20', 'Coaching cycle'), [
    write(
      `${folder}/coaching/q-k3s9h-${day(-9)}.yaml`,
      `date: ${day(-9)}
learner: Ana
coach: Bo
target: under-500
actual: 640 ms at 40 requests/s, one call per basket
reflection:
  experiment: x-7f3kq
  learned: Most of the time was the calls; the cold start is its own obstacle
obstacles: [o-2b9tc, o-k9d3v, o-r4w7e]
addressing: o-2b9tc
nextStep: Find out whether a short load test tells the same as the long one
expect: Both give the same p95 within 20 ms
goAndSee: ${day(-6)}
`,
    ),
  ]);
}

/** @param {import('./teller.mjs').Teller} teller */
export function coachYesterday({ history, when, day }) {
  history.commit('main', when(bo, -1, '09:25', 'Coaching cycle'), [
    write(
      `${folder}/coaching/q-4d2mp-${day(-1)}.yaml`,
      `date: ${day(-1)}
learner: Ana
coach: Bo
target: under-500
actual: 640 ms at 40 requests/s; the first call after a deploy still takes 2 s
reflection:
  experiment: x-n2y8b
  learned: The short run misses the Monday baskets, which are the long ones
obstacles: [o-2b9tc, o-k9d3v, o-r4w7e]
addressing: o-2b9tc
nextStep: Open the tax connection at start-up
expect: The first call falls from 2 s to under 700 ms
goAndSee: ${day(2)}
`,
    ),
  ]);
}
