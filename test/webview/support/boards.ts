import type { Corners } from '../../../src/core/corners/corner';
import type { KnownHistory } from '../../../src/core/experiments/known-history';
import type { LoadedKata, LoadedRecord, RecordValues } from '../../../src/core/load/loaded';
import type { RecordKind } from '../../../src/core/model/layout';
import type { Problem } from '../../../src/core/model/problem';
import { buildStoryboard } from '../../../src/core/storyboard/build';
import type { StoryboardView } from '../../../src/core/storyboard/view';

export const TODAY = '2026-11-25';

const start = { offset: 0, line: 1, column: 1 };

/** The records of a kata, as plain values by handle. */
export interface Records {
  readonly kata: RecordValues['kata'];
  readonly obstacles?: Readonly<Record<string, RecordValues['obstacle']>>;
  readonly experiments?: Readonly<Record<string, RecordValues['experiment']>>;
  readonly coaching?: Readonly<Record<string, RecordValues['coaching']>>;
  readonly measurements?: RecordValues['measurements'];
  /** What the code says of corners; absent where it was not looked at. */
  readonly corners?: Corners;
  /** What git says; absent where it is not asked. */
  readonly history?: KnownHistory;
  /** Problems by handle; an error makes its record read-only. */
  readonly problems?: Readonly<
    Record<string, readonly { message: string; line: number; severity: Problem['severity'] }[]>
  >;
}

function record<K extends RecordKind>(
  kind: K,
  handle: string,
  value: RecordValues[K],
  from: Records,
): LoadedRecord<K> {
  const path = `.kata/demo/${kind === 'kata' ? 'kata.yaml' : `${kind}s/${handle}-words.yaml`}`;
  const problems = (from.problems?.[handle] ?? []).map(({ message, line, severity }): Problem => {
    const at = { offset: 0, line, column: 3 };
    const code = severity === 'error' ? 'file/syntax' : 'experiment/no-expectation';
    return {
      code,
      severity,
      message,
      path,
      range: { start: at, end: at },
      field: '',
      kata: 'demo',
      related: [],
    };
  });
  const broken = problems.some(({ severity }) => severity === 'error');
  return {
    kind,
    path,
    text: null,
    value,
    problems,
    readOnly: broken,
    locate: () => ({ start, end: start }),
    handle,
    id: kind === 'kata' ? null : handle,
    stale: broken,
    metric: kind === 'measurements' ? 'p95' : null,
  };
}

/** The storyboard of the given records, built as the extension builds it. */
export function boardOf(from: Records, readOnly: string | null = null): StoryboardView {
  const all = <K extends RecordKind>(kind: K, values: Readonly<Record<string, RecordValues[K]>> = {}) =>
    Object.entries(values).map(([handle, value]) => record(kind, handle, value, from));
  const kata: LoadedKata = {
    slug: 'demo',
    folder: '.kata/demo',
    home: { folder: '', config: null, katas: [], problems: [] },
    record: record('kata', 'kata', from.kata, from),
    obstacles: all('obstacle', from.obstacles),
    experiments: all('experiment', from.experiments),
    coaching: all('coaching', from.coaching),
    measurements: from.measurements ? [record('measurements', 'p95', from.measurements, from)] : [],
    problems: [],
  };
  return buildStoryboard(kata, {
    today: TODAY,
    readOnly,
    history: from.history ?? null,
    corners: from.corners ?? null,
  });
}

const points = [840, 820, 862, 830, 812, 846, 704, 668, 690, 634, 676, 640];

/** A team in the middle of its work: what the pictures of the design show, and a little more. */
export const rich: Records = {
  kata: {
    kata: 1,
    title: 'Checkout latency',
    northStar: 'Buying feels instant, on the busiest day of the year.',
    challenge: 'Every checkout page answers in under 300 ms at p95 by next summer.',
    focusProcess: 'Quote and price a basket',
    team: { learner: 'Ana', coach: 'Bo', members: ['Ana', 'Cem'] },
    metrics: [
      { id: 'p95', title: 'p95 of POST /quote', unit: 'ms', better: 'lower', kind: 'outcome' },
      { id: 'calls', title: 'tax calls per quote', better: 'lower', kind: 'process' },
    ],
    currentCondition: [
      {
        date: '2026-09-14',
        process: 'The quote page prices each line on its own.',
        facts: ['p95 was 1,150 ms in the last sale'],
        values: { p95: 1150 },
      },
      {
        date: '2026-11-02',
        process: 'The quote service asks the tax service once per line item.',
        knowledge: 'Nobody on the team has profiled the tax client.',
        facts: ['p95 is 840 ms at 40 requests/s', '31 calls for the median basket'],
        values: { p95: 840, calls: 31 },
      },
    ],
    targets: [
      {
        id: 'under-700',
        title: 'p95 is under 700 ms',
        achieveBy: '2026-10-30',
        state: 'missed',
        values: { p95: 700 },
        reflection: 'We worked on three obstacles at once.',
      },
      {
        id: 'under-500',
        title: 'p95 is under 500 ms with the tax service at its worst',
        achieveBy: '2026-12-11',
        state: 'active',
        pattern: 'One tax call per basket, before pricing.',
        values: { p95: 500, calls: 1 },
      },
      { id: 'under-400', title: 'p95 is under 400 ms on the busiest day', state: 'planned' },
    ],
  },
  obstacles: {
    'o-2b9tc': {
      title: 'First call after a deploy takes 2 s',
      state: 'addressing',
      target: 'under-500',
      owner: 'Bo',
    },
    'o-h3k2a': {
      title: 'We don’t know what the tax service does at 200 requests/s',
      state: 'parked',
      kind: 'unknown',
      target: 'under-500',
    },
    'o-9s8df': {
      title: 'Load test needs a whole afternoon',
      state: 'parked',
      target: 'under-500',
      note: 'Data is made by hand.',
    },
    'o-m3w8a': {
      title: 'The tax service is called once per line item',
      state: 'removed',
      target: 'under-500',
    },
  },
  experiments: {
    'x-b2m4q': {
      title: 'warm start',
      step: 'Open the tax connection at start-up',
      target: 'under-500',
      obstacle: 'o-2b9tc',
      expect: 'First call falls from 2 s to under 300 ms',
      expectValues: { p95: 600 },
      checkBy: '2026-11-26',
      learner: 'Ana',
      started: '2026-11-23',
    },
    'x-7f3kq': {
      title: 'cache rates',
      step: 'Keep a per-basket map of tax rates, filled by one call',
      target: 'under-500',
      obstacle: 'o-m3w8a',
      expect: 'One call in place of 31, so the time should fall with it.',
      expectValues: { p95: 600 },
      checkBy: '2026-11-18',
      learner: 'Ana',
      started: '2026-11-15',
      happened: 'Fell at once; the first call after a deploy still takes 2 s.',
      values: { p95: 640 },
      learned: 'Most of the time was the calls, not the lookup; the cold start is its own obstacle.',
      finished: '2026-11-22',
      outcome: 'confirmed',
      corners: [
        {
          id: 'c-8k2fd',
          what: 'Rates never expire',
          why: 'Expiry needs the tax team’s change feed',
          plan: 'Subscribe to the feed, drop the map entry on change',
          until: '2026-12-11',
          owner: 'Ana',
        },
        {
          id: 'c-w0r5n',
          what: 'The limit is set for one region',
          path: 'infra/limits.json',
          until: '2026-11-20',
        },
        { id: 'c-h77ye', what: 'No retry on time-out', kept: 'The gateway retries already' },
      ],
    },
    'x-3kd0s': {
      step: 'Ask for all lines in one call',
      target: 'under-500',
      obstacle: 'o-m3w8a',
      expect: '31 calls become one',
      expectValues: { calls: 1 },
      learner: 'Cem',
      started: '2026-11-05',
      happened: 'One call, but 900 ms',
      values: { calls: 1, p95: 900 },
      learned: 'The batch endpoint is slower than thirty single calls.',
      finished: '2026-11-08',
      outcome: 'refuted',
    },
    'x-00a1b': {
      step: 'Turn off the audit log while pricing',
      target: 'under-700',
      expect: 'p95 falls below 1,000 ms',
      started: '2026-09-20',
      happened: '840 ms, but nobody may turn it off',
      learned: 'The log is not the problem; its lock is.',
      finished: '2026-09-24',
      outcome: 'abandoned',
    },
  },
  coaching: {
    'q-4d2mp': {
      date: '2026-11-24',
      learner: 'Ana',
      coach: 'Bo',
      nextStep: 'Open the connection at start-up',
    },
  },
  measurements: points.map((value, index) => ({
    at: `2026-11-${String(3 + index * 2).padStart(2, '0')}T10:15:00Z`,
    value,
    ...(index === 6 ? { note: 'after the cache' } : {}),
  })),
};

/** A kata on its first day: what `Create Kata…` makes. */
export const empty: Records = {
  kata: { kata: 1, title: 'Calmer releases', challenge: 'We release on any day, without fear.' },
};

/** The rich kata with an experiment that can't be read now, a hint and a warning. */
export const broken: Records = {
  ...rich,
  problems: {
    'x-7f3kq': [
      {
        message: 'A quote was opened here and never closed. Close it, or take it away.',
        line: 6,
        severity: 'error',
      },
    ],
    'o-9s8df': [
      { message: 'Key “sate” is not part of the format. Did you mean “state”?', line: 3, severity: 'hint' },
    ],
    kata: [
      {
        message: 'Target “under-400” has no date. Say by when it should be reached.',
        line: 41,
        severity: 'warning',
      },
    ],
  },
};

/** Three hundred experiments over six targets, eighty corners. */
export const many: Records = {
  ...rich,
  kata: {
    ...rich.kata,
    targets: [
      ...Array.from({ length: 5 }, (_, index) => ({
        id: `t-${index}`,
        title: `p95 is under ${1400 - index * 150} ms`,
        achieveBy: `2026-0${index + 2}-28`,
        state: index % 2 === 0 ? ('reached' as const) : ('missed' as const),
      })),
      ...(rich.kata.targets ?? []),
    ],
  },
  experiments: {
    ...rich.experiments,
    ...Object.fromEntries(
      Array.from({ length: 296 }, (_, index) => {
        const month = 1 + Math.floor(index / 30);
        const date = `2026-${String(Math.min(10, month)).padStart(2, '0')}-${String(1 + (index % 27)).padStart(2, '0')}`;
        return [
          `x-${String(index).padStart(4, '0')}a`,
          {
            step: `Step ${index}: try the ${index % 7 === 0 ? 'gateway' : 'client'} with ${index} threads`,
            target: index > 250 ? 'under-500' : `t-${index % 5}`,
            expect: `p95 falls by ${index % 40} ms`,
            started: date,
            happened: 'It fell a little, then came back.',
            learned: 'Threads were not what held it up.',
            finished: date,
            outcome: (['confirmed', 'refuted', 'inconclusive', 'abandoned'] as const)[index % 4] ?? 'refuted',
            ...(index % 4 === 0
              ? { corners: [{ id: `c-${String(index).padStart(4, '0')}a`, what: `Corner ${index}` }] }
              : {}),
          },
        ];
      }),
    ),
  },
};
