import { loadHomes } from '../../src/core/load/load-homes';
import type { LoadedKata } from '../../src/core/load/loaded';
import { memoryFiles } from './memory-files';

/** A kata's files by their path below its folder, such as `obstacles/o-m3w8a.yaml`. */
export type KataTexts = Readonly<Record<string, string>>;

export const FOLDER = '.kata/checkout-latency';

/** Loads one kata from its texts, as every source of kata files is loaded. */
export async function kataOf(texts: KataTexts, others: KataTexts = {}): Promise<LoadedKata> {
  const files = Object.entries(texts).map(([name, text]) => [`${FOLDER}/${name}`, text] as const);
  const homes = await loadHomes(memoryFiles({ ...others, ...Object.fromEntries(files) }));
  const kata = homes.flatMap((home) => home.katas).find((one) => one.folder === FOLDER);
  if (kata === undefined) throw new Error('no kata was loaded');
  return kata;
}

/** The kata of the format's page, in the middle of its second target condition, with every state and some history. */
export const RICH: KataTexts = {
  'kata.yaml': `kata: 1                                   # format version
title: Checkout answers in under 300 ms
northStar: >-
  Buying feels instant, on the busiest day of the year.
challenge: Every checkout page answers in under 300 ms at p95 by next summer.
focusProcess: Quote and price a basket
team: { learner: Ana, coach: Bo, members: [Ana, Cem] }

metrics:
  - { id: p95, title: p95 of POST /quote, unit: ms, better: lower, kind: outcome }
  - { id: calls, title: tax calls per quote, better: lower, kind: process, command: node bench/calls.js }

currentCondition:                         # newest last
  - date: 2026-11-02
    process: The quote service asks the tax service once per line item.
    knowledge: Nobody on the team has profiled the tax client.
    facts:
      - p95 is 840 ms at 40 requests/s
      - 31 calls for the median basket
    values:
      p95: 840
      calls: 31

targets:
  - id: under-700
    title: p95 is under 700 ms
    achieveBy: 2026-10-30
    state: missed
    reflection: We worked on three obstacles at once.
  - id: under-500
    title: p95 is under 500 ms with the tax service at its worst
    achieveBy: 2026-12-11
    state: active
    pattern: One tax call per basket, before pricing.
    values:
      p95: 500
      calls: 1
`,
  'obstacles/o-m3w8a-tax-per-line.yaml': `title: The tax service is called once per line item
target: under-500
state: removed
kind: blocker
owner: Bo
`,
  'obstacles/o-2b9tc-first-call.yaml': `title: First call after a deploy takes 2 s
target: under-500
state: addressing
note: Only seen with more than 20 lines.
`,
  'obstacles/o-9kd4e-worst-case.yaml': `title: We don't know what the tax service does at 200 requests/s
target: under-500
state: parked
kind: unknown
`,
  'obstacles/o-5hx7w-load-test.yaml':
    'title: Load test needs a whole afternoon\nstate: deferred\nowner: Cem\n',
  'experiments/x-b2m4q-open-connection.yaml': `title: Warm start
target: under-500
obstacle: o-2b9tc
step: Open the tax connection at start-up
expect: First call falls from 2 s to under 300 ms
expectValues:
  p95: 560
checkBy: 2026-11-26
learner: Ana
started: 2026-11-24
`,
  'experiments/x-7f3kq-cache-tax-rates.yaml': `title: Cache tax rates per basket
target: under-500
obstacle: o-m3w8a
step: Keep a per-basket map of tax rates, filled by one call
expect: p95 falls from 840 to about 600 ms
expectValues:
  p95: 600
checkBy: 2026-11-12
learner: Ana
started: 2026-11-10
happened: p95 fell to 640 ms; the first call after a deploy still takes 2 s
values:
  p95: 640
learned: Most of the time was the calls, not the lookup; the cold start is its own obstacle
finished: 2026-11-12
outcome: confirmed
corners:
  - id: c-8k2fd
    what: Rates never expire
    why: Expiry needs the tax team's change feed
    plan: Subscribe to the feed, drop the map entry on change
    until: 2026-12-11
    owner: Ana
  - id: c-w0r5n
    what: The limit is set for one region
    path: infra/limits.json
    until: 2026-11-20
  - id: c-h77ye
    what: No retry on time-out
    kept: The gateway retries already
`,
  'experiments/x-3ac9d-one-call.yaml': `target: under-500
obstacle: o-m3w8a
step: Ask for all lines in one call
expectValues: { calls: 1 }
started: 2026-11-04
happened: One call, but it takes 900 ms
values: { calls: 1, p95: 900 }
learned: The batch endpoint is slower than thirty single calls
finished: 2026-11-06
outcome: refuted
`,
  'experiments/x-0zt8m-load-profile.yaml':
    'step: Replay yesterday’s traffic against the tax service\nobstacle: o-9kd4e\n',
  'measurements/p95/2026-11.yaml': `- { at: 2026-11-03T09:00:00Z, value: 851 }
- { at: 2026-11-03T09:00:00Z, value: 851 }
- { at: 2026-11-05T09:00:00Z, value: 829, note: quiet day }
- { at: 2026-11-09T09:00:00Z, value: 846 }
`,
  'measurements/p95/x-7f3kq.yaml': `- { at: 2026-11-11T10:15:00Z, value: 655, note: after warm-up }
- { at: 2026-11-12T10:15:00Z, value: 640 }
`,
  'coaching/q-4d2mp-2026-11-24.yaml':
    'date: 2026-11-24\nlearner: Ana\ncoach: Bo\nnextStep: Open the connection at start-up\n',
};

/** Nothing but what the schema asks for. */
export const EMPTY: KataTexts = {
  'kata.yaml': 'kata: 1\ntitle: Faster builds\nchallenge: A build takes a minute by spring.\n',
};

/** What texts try in order to leave their place: terminals, Markdown, HTML, people. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b[2J\u001b[31mred',
  '\u009b31mC1',
  'abc\u202edcba\u2066x\u2069',
  '<img src=x onerror=alert(1)>',
  '</td></tr></table><script>alert(1)</script>',
  '| a | b |',
  '# heading',
  '- [ ] task',
  '1. one',
  '--- \n===',
  '```\ncode\n```',
  '[link](https://evil.example)',
  '![picture](https://evil.example/x.png)',
  'https://evil.example/x and www.evil.example',
  '@team and @org/team, see #1 and org/repo#2, GH-3',
  ':tada: :+1:',
  '$x$ and $$y$$',
  '**bold** _it_ ~~gone~~',
  '&lt;b&gt; &#64;x',
  'a\\',
  '\\',
  'line one\nline two\r\n\r\nline four',
  '東京の計算は遅い 👩‍👩‍👧‍👦 é',
  `${'long'.repeat(60)}`,
];

/** A kata whose every text is hostile, one after the other. */
export function hostileTexts(texts: readonly string[] = HOSTILE_TEXTS): KataTexts {
  let next = 0;
  const text = () => JSON.stringify(texts[next++ % texts.length]);
  const each = texts.map(() => `  - ${text()}`).join('\n');
  return {
    'kata.yaml': `kata: 1
title: ${text()}
northStar: ${text()}
challenge: ${text()}
focusProcess: ${text()}
team: { learner: ${text()}, coach: ${text()}, members: [${text()}, ${text()}] }
metrics:
  - { id: m, title: ${text()}, unit: ${text()}, better: lower }
currentCondition:
- process: ${text()}
  knowledge: ${text()}
  values: { m: 5 }
  facts:
${each}
targets:
- { id: t, title: ${text()}, state: active, pattern: ${text()}, reflection: ${text()}, values: { m: 3 } }
- { id: u, title: ${text()}, state: missed, reflection: ${text()} }
`,
    ...Object.fromEntries(
      texts.map((_, at) => [
        `obstacles/o-${letters(at)}.yaml`,
        `title: ${text()}\nowner: ${text()}\nnote: ${text()}\nstate: addressing\n`,
      ]),
    ),
    ...Object.fromEntries(
      texts.map((_, at) => [
        `experiments/x-${letters(at)}.yaml`,
        `title: ${text()}\nstep: ${text()}\nobstacle: o-${letters(at)}\nexpect: ${text()}\nexpectValues: { m: 4 }\nhappened: ${text()}\nlearned: ${text()}\nlearner: ${text()}\nvalues: { m: 4.5 }\nstarted: 2026-11-02\ncorners:\n- { id: c-${letters(at)}, what: ${text()}, plan: ${text()}, owner: ${text()}, path: ${text()}, kept: ${text()} }\n`,
      ]),
    ),
  };
}

function letters(at: number): string {
  return `abc${String(at % 10)}${'defghjkmnp'.charAt(Math.floor(at / 10) % 10)}`;
}
