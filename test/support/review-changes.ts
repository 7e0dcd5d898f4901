import { HOSTILE_TEXTS, hostileTexts } from './katas';
import { richStory, type Story } from './story';

/** One change of a kata: what its reviewer is told stands in the golden files under its name. */
export interface ReviewChange {
  readonly name: string;
  /** Where it starts, if not from the kata of the format's page. */
  readonly from?: () => Story;
  /** A second kata beside it, on one side or on both. */
  readonly beside?: { readonly before?: Story; readonly after?: Story };
  change(story: Story): void;
}

export const RUNNING = 'x-b2m4q-open-connection';
const DONE = 'x-7f3kq-cache-tax-rates';
const HASH = '4f2a91c84f2a91c84f2a91c84f2a91c84f2a91c8';
const evidence = { hash: HASH, subject: 'Retry on time-out', author: 'Cem', date: '2026-11-24T10:00:00Z' };

function experiment(story: Story, name: string) {
  const found = story.experiments[name];
  if (found === undefined) throw new Error(`no experiment ${name}`);
  return found;
}

function target(story: Story, id: string) {
  const found = story.kata.targets?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no target condition ${id}`);
  return found;
}

/** The running experiment of the page comes out as predicted, or not. */
function finish(story: Story, outcome: 'confirmed' | 'refuted', p95: number): void {
  Object.assign(experiment(story, RUNNING), {
    happened: `The first call takes ${p95 < 640 ? '280 ms' : '2.1 s'}`,
    values: { p95 },
    learned:
      outcome === 'confirmed' ? 'The handshake was the rest of the time' : 'The pool is emptied each minute',
    finished: '2026-11-25',
    outcome,
  });
  story.orders['x-b2m4q'] = 'before';
}

function openCorner(story: Story, id: string, path: string, line: number): void {
  story.code = { ...story.code, [id]: { state: 'open', places: [{ path, line }] } };
}

function withOpenCorners(): Story {
  const story = richStory();
  openCorner(story, 'c-8k2fd', 'src/tax/rates.js', 41);
  openCorner(story, 'c-h77ye', 'src/tax/client.js', 12);
  return story;
}

/** A kata with nothing but what the schema asks for. */
function otherKata(title: string): Story {
  const story = richStory();
  const none = { obstacles: {}, experiments: {}, coaching: {}, measurements: {} };
  return {
    ...story,
    ...none,
    folder: '.kata/builds',
    kata: { kata: 1, title, challenge: 'A build takes a minute.' },
  };
}

/** A year: a target condition each month, an experiment each week. */
function aYear(story: Story): void {
  const day = (week: number, plus = 0) =>
    new Date(Date.UTC(2026, 10, 30) + (week * 7 + plus) * 86_400_000).toISOString().slice(0, 10);
  const id = (letter: string, at: number) => `${letter}-yr${String(at).padStart(2, '0')}a`;
  target(story, 'under-500').state = 'reached';
  target(story, 'under-500').reflection = 'One call a basket was enough; the rest was the handshake.';
  for (let month = 0; month < 12; month++) {
    story.kata.targets?.push({
      id: `month-${month + 1}`,
      title: `p95 is under ${490 - month * 15} ms`,
      achieveBy: day(month * 4 + 4),
      state: month === 11 ? 'active' : month % 4 === 2 ? 'missed' : 'reached',
      values: { p95: 490 - month * 15 },
      ...(month === 11 ? {} : { reflection: `Month ${month + 1} taught us where the time goes.` }),
    });
    story.obstacles[`${id('o', month)}-found`] = {
      title: `Obstacle of month ${month + 1}`,
      state: month === 11 ? 'addressing' : month % 5 === 4 ? 'deferred' : 'removed',
    };
    story.coaching[`${id('q', month)}-cycle`] = {
      date: day(month * 4 + 1),
      learner: 'Ana',
      coach: 'Bo',
      nextStep: `Step ${month + 1}`,
    };
  }
  for (let week = 0; week < 48; week++) {
    const p95 = 640 - week * 6;
    const isLast = week === 47;
    const corner = { id: id('c', week), what: `Corner of week ${week + 1}`, until: day(week, 20) };
    story.experiments[`${id('x', week)}-week-${week + 1}`] = {
      title: `Experiment of week ${week + 1}`,
      target: `month-${Math.floor(week / 4) + 1}`,
      obstacle: id('o', Math.floor(week / 4)),
      step: `Take away one of the ${48 - week} slow calls that are left`,
      expect: `p95 falls to about ${p95 - 10} ms`,
      expectValues: { p95: p95 - 10 },
      started: day(week),
      ...(isLast
        ? {}
        : {
            happened: `p95 is ${p95} ms`,
            values: { p95 },
            learned: `Slow call ${week + 1} waited for a lock`,
            finished: day(week, 4),
            outcome: week % 3 === 1 ? 'refuted' : 'confirmed',
          }),
      ...(week % 2 === 0 ? { corners: [corner] } : {}),
    };
    story.orders[id('x', week)] = isLast ? 'pending' : 'before';
    if (week % 2 === 0 && week < 40)
      story.code = { ...story.code, [corner.id]: { state: 'cleaned', evidence } };
    else if (week % 2 === 0) openCorner(story, corner.id, `src/quote/slow-${week}.js`, week + 3);
    const file = `p95/${day(week).slice(0, 7)}`;
    const point = { at: `${day(week, 4)}T09:00:00Z`, value: p95 };
    story.measurements[file] = [...(story.measurements[file] ?? []), point];
  }
}

export const REVIEW_CHANGES: readonly ReviewChange[] = [
  { name: 'nothing', change: () => {} },
  {
    name: 'typo',
    change: ({ obstacles }) => {
      for (const one of Object.values(obstacles)) one.note = one.note?.replace('20 lines', 'twenty lines');
    },
  },
  {
    name: 'challenge-reworded',
    change: ({ kata }) => {
      kata.challenge = 'Every checkout page answers in under 250 ms at p95 by next autumn.';
      kata.northStar = 'Nobody waits.';
      kata.team = { ...kata.team, learner: 'Cem', members: ['Ana', 'Cem', 'Dee'] };
    },
  },
  {
    name: 'target-date-moved',
    change: (story) => {
      target(story, 'under-500').achieveBy = '2027-01-15';
    },
  },
  {
    name: 'target-reached',
    change: (story) => {
      const [now, next] = [
        target(story, 'under-500'),
        { id: 'under-300', title: 'p95 is under 300 ms', state: 'active' as const },
      ];
      Object.assign(now, { state: 'reached', reflection: 'One thing at a time took half the time.' });
      story.kata.targets?.push({ ...next, achieveBy: '2027-02-12', values: { p95: 300 } });
      finish(story, 'confirmed', 480);
    },
  },
  {
    name: 'target-missed',
    change: (story) => {
      const [now, next] = [
        target(story, 'under-500'),
        { id: 'under-600', title: 'p95 is under 600 ms', state: 'active' as const },
      ];
      Object.assign(now, { state: 'missed', reflection: 'We did not know what the tax service does.' });
      story.kata.targets?.push(next, { id: 'later', title: 'p95 is under 400 ms', state: 'planned' });
    },
  },
  {
    name: 'obstacles-found',
    change: ({ obstacles }) => {
      obstacles['o-new01-pool'] = {
        title: 'The pool is emptied each minute',
        state: 'parked',
        kind: 'unknown',
      };
      obstacles['o-new02-locks'] = { title: 'Quotes wait for a lock' };
    },
  },
  {
    name: 'obstacle-taken-up',
    change: ({ obstacles }) => {
      Object.assign(obstacles['o-2b9tc-first-call'] ?? {}, { state: 'removed' });
      Object.assign(obstacles['o-9kd4e-worst-case'] ?? {}, { state: 'addressing', owner: 'Dee' });
      delete obstacles['o-5hx7w-load-test'];
    },
  },
  {
    name: 'experiment-planned',
    change: ({ experiments }) => {
      experiments['x-new01-pool'] = {
        title: 'Keep the pool',
        step: 'Keep five connections open',
        target: 'under-500',
      };
    },
  },
  {
    name: 'experiment-started',
    change: (story) => {
      story.experiments['x-new01-pool'] = {
        title: 'Keep the pool',
        step: 'Keep five connections open',
        expect: 'No call waits for a handshake any more',
        expectValues: { p95: 590 },
        checkBy: '2026-11-27',
        started: '2026-11-25',
      };
      story.orders['x-new01'] = 'pending';
    },
  },
  { name: 'experiment-confirmed', change: (story) => finish(story, 'confirmed', 560) },
  { name: 'experiment-refuted', change: (story) => finish(story, 'refuted', 655) },
  {
    name: 'prediction-changed',
    change: (story) => {
      Object.assign(experiment(story, DONE), {
        expect: 'p95 falls from 840 to about 640 ms',
        expectValues: { p95: 640 },
      });
      story.orders['x-7f3kq'] = 'changed';
    },
  },
  {
    name: 'result-corrected',
    change: (story) => {
      Object.assign(experiment(story, DONE), {
        happened: 'p95 fell to 645 ms; the first call after a deploy still takes 2 s',
        values: { p95: 645 },
        outcome: 'inconclusive',
      });
    },
  },
  {
    name: 'experiment-open-again',
    change: (story) => {
      const done = experiment(story, DONE);
      delete done.finished;
      delete done.outcome;
      delete story.experiments['x-3ac9d-one-call'];
    },
  },
  {
    name: 'corners-cut',
    change: (story) => {
      experiment(story, RUNNING).corners = [
        { id: 'c-new01', what: 'Rates never expire', why: 'Needs the feed', until: '2026-12-11' },
        { id: 'c-new02', what: 'Region is hard-coded to DE', kept: 'We sell in DE alone' },
        { id: 'c-new03', what: 'The limit is set for one region', path: 'infra/limits.json' },
      ];
      openCorner(story, 'c-new01', 'src/tax/rates.js', 41);
      openCorner(story, 'c-new02', 'src/tax/client.js', 12);
      Object.assign(story.code?.['c-new01'] ?? {}, {
        places: [
          { path: 'src/tax/rates.js', line: 41 },
          { path: 'src/tax/pool.js', line: 7 },
        ],
      });
    },
  },
  {
    name: 'corner-cleaned',
    from: withOpenCorners,
    change: (story) => {
      story.code = { ...story.code, 'c-h77ye': { state: 'cleaned', evidence } };
    },
  },
  {
    name: 'corners-dropped-kept-moved',
    from: withOpenCorners,
    change: (story) => {
      const [first, second, third] = experiment(story, DONE).corners ?? [];
      Object.assign(first ?? {}, { until: '2027-01-15', owner: 'Cem' });
      Object.assign(second ?? {}, { kept: 'One region is all that we have' });
      delete third?.kept;
      story.code = { ...story.code, 'c-h77ye': { state: 'dropped', evidence } };
    },
  },
  {
    name: 'corners-by-the-dozen',
    change: (story) => {
      const corners = Array.from({ length: 20 }, (_, at) => ({
        id: `c-m${String(at).padStart(3, '0')}n`.slice(0, 7),
        what: `Corner ${at + 1}`,
      }));
      experiment(story, RUNNING).corners = corners;
      corners.forEach(({ id }, at) => {
        openCorner(story, id, `src/part-${at % 4}.js`, at * 10 + 1);
      });
    },
  },
  {
    name: 'corner-back-and-orphan',
    from: () => ({ ...withOpenCorners(), code: { 'c-8k2fd': { state: 'cleaned', evidence } } }),
    change: (story) => {
      openCorner(story, 'c-8k2fd', 'src/tax/rates.js', 44);
      story.code = {
        ...story.code,
        'c-lost1': { state: 'orphan', what: 'no limit here', places: [{ path: 'src/limit.js', line: 3 }] },
      };
    },
  },
  {
    name: 'corner-out-uncommitted',
    from: withOpenCorners,
    change: (story) => {
      story.code = { ...story.code, 'c-8k2fd': { state: 'unmarked' } };
    },
  },
  {
    name: 'code-not-looked-at',
    from: () => ({ ...richStory(), code: null }),
    change: (story) => {
      experiment(story, RUNNING).corners = [
        { id: 'c-new01', what: 'Rates never expire', until: '2026-12-11' },
      ];
      experiment(story, DONE).corners?.pop();
    },
  },
  {
    name: 'condition-grasped',
    change: ({ kata, measurements }) => {
      kata.metrics?.push({ id: 'waits', title: 'handshakes per minute', better: 'lower' });
      kata.currentCondition?.push({
        date: '2026-11-25',
        process: 'The quote service asks once per basket.',
        knowledge: 'Nobody knows why the pool is emptied.',
        facts: ['31 handshakes a minute', 'p95 is 640 ms at 40 requests/s'],
        values: { p95: 640, waits: 31 },
      });
      measurements['waits/2026-11'] = [
        { at: '2026-11-24T10:00:00Z', value: 33 },
        { at: '2026-11-25T10:00:00Z', value: 31 },
      ];
    },
  },
  {
    name: 'measured',
    change: ({ measurements }) => {
      measurements['p95/2026-11']?.pop();
      measurements['p95/x-b2m4q'] = [
        { at: '2026-11-24T10:15:00Z', value: 612 },
        { at: '2026-11-25T10:15:00Z', value: 597, note: 'quiet day' },
      ];
    },
  },
  {
    name: 'coached',
    change: ({ coaching }) => {
      Object.assign(coaching['q-4d2mp-2026-11-24'] ?? {}, { notes: 'Go and see the pool together.' });
      coaching['q-new01-2026-11-25'] = {
        date: '2026-11-25',
        learner: 'Ana',
        coach: 'Bo',
        nextStep: 'Watch the pool for an hour',
      };
    },
  },
  {
    name: 'record-broken',
    change: ({ texts }) => {
      texts[`experiments/${RUNNING}.yaml`] = '<<<<<<< HEAD\nstep: One\n=======\nstep: Two\n>>>>>>> main\n';
      texts['obstacles/o-2b9tc-first-call.yaml'] = 'title: First call\nstate: [addressing\n';
    },
  },
  {
    name: 'record-mended',
    from: () => ({ ...richStory(), texts: { [`experiments/${RUNNING}.yaml`]: 'step: [\n' } }),
    change: (story) => {
      story.texts = {};
    },
  },
  {
    name: 'kata-broken',
    change: ({ texts }) => {
      texts['kata.yaml'] = 'kata: 1\ntitle: Checkout\nchallenge: "Every page\n';
    },
  },
  {
    name: 'value-broken',
    change: (story) => {
      target(story, 'under-500').achieveBy = 'next Friday';
    },
  },
  {
    name: 'renamed',
    change: (story) => {
      const { [RUNNING]: moved, ...others } = story.experiments;
      story.experiments = { ...others, 'x-b2m4q-warm-start': moved ?? { step: '' } };
      story.folder = '.kata/quick-checkout';
    },
  },
  {
    name: 'katas-come-and-go',
    beside: { after: otherKata('Builds take a minute') },
    change: (story) => {
      story.kata.focusProcess = 'Price a basket';
    },
  },
  { name: 'kata-gone', beside: { before: otherKata('Builds take a minute') }, change: () => {} },
  {
    name: 'problems-brought',
    change: (story) => {
      target(story, 'under-500').achieveBy = '2026-11-20';
      Object.assign(story.obstacles['o-9kd4e-worst-case'] ?? {}, { state: 'addressing', target: 'under-50' });
      experiment(story, RUNNING).obstacle = 'o-nnnnn';
    },
  },
  {
    name: 'settings',
    change: (story) => {
      story.config = { branchPrefix: 'kata/', check: { 'target/overdue': 'off', 'corner/overdue': 'error' } };
    },
  },
  {
    name: 'in-another-order',
    change: ({ kata }) => {
      kata.targets?.reverse();
      kata.metrics?.reverse();
    },
  },
  {
    name: 'hostile',
    change: (story) => {
      story.texts = hostileTexts(HOSTILE_TEXTS);
      story.code = Object.fromEntries(
        HOSTILE_TEXTS.map((text, at) => [
          `c-abc${at % 10}${'defghjkmnp'.charAt(Math.floor(at / 10) % 10)}`,
          { state: 'open', places: [{ path: `src/${text}`, line: 1 }] },
        ]),
      );
    },
  },
  { name: 'a-year', from: withOpenCorners, change: aYear },
  {
    name: 'the-note',
    from: withOpenCorners,
    change: (story) => {
      finish(story, 'confirmed', 600);
      experiment(story, RUNNING).corners = [
        { id: 'c-new01', what: 'Session never expires', until: '2026-12-11' },
        { id: 'c-new02', what: 'Region is hard-coded to DE' },
      ];
      openCorner(story, 'c-new01', 'src/tax/session.js', 41);
      openCorner(story, 'c-new02', 'src/tax/client.js', 9);
      story.code = { ...story.code, 'c-h77ye': { state: 'cleaned', evidence } };
      Object.assign(story.obstacles['o-2b9tc-first-call'] ?? {}, { state: 'removed' });
      Object.assign(story.obstacles['o-9kd4e-worst-case'] ?? {}, { state: 'addressing' });
      target(story, 'under-500').achieveBy = '2027-01-15';
    },
  },
];
