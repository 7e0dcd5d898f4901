import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkHome } from '../../../src/core/check/check';
import { compareProblems } from '../../../src/core/check/compare';
import { loadChange } from '../../../src/core/check/load-change';
import { loadHomes } from '../../../src/core/load/load-homes';
import type { KataHome } from '../../../src/core/load/loaded';
import { matchKatas } from '../../../src/core/review/records';
import { memoryFiles } from '../../support/memory-files';
import { runs } from '../../support/runs';

type Texts = Readonly<Record<string, string>>;

const today = '2026-11-24';

function stamped(texts: Texts) {
  const files = memoryFiles(texts);
  const read: string[] = [];
  const stamps = async () => {
    const contents = await files.read(await files.list());
    return new Map(
      [...contents].flatMap(([path, one]) => ('stamp' in one ? [[path, one.stamp] as const] : [])),
    );
  };
  const spied = {
    ...files,
    stamps,
    read: (paths: readonly string[]) => {
      read.push(...paths);
      return files.read(paths);
    },
  };
  return { files: spied, read };
}

function told(before: readonly KataHome[], homes: readonly KataHome[]): string[] {
  const problems = (side: readonly KataHome[], asFound: boolean) =>
    side.flatMap((home) => checkHome(home, { today, asFound }));
  const moved = new Map(
    matchKatas(before, homes).flatMap((pair) =>
      pair.before === null || pair.after === null ? [] : [[pair.before.folder, pair.after.folder] as const],
    ),
  );
  const { brought } = compareProblems(
    { homes: before, problems: problems(before, true) },
    { homes, problems: problems(homes, false) },
    moved,
  );
  return brought.map(({ code, path, field, severity, message }) =>
    [code, severity, path, field, message].join(' | '),
  );
}

/** What a change brought, by all that can be read and by what has to be. */
async function bothWays(from: Texts, to: Texts) {
  const whole = told(await loadHomes(memoryFiles(from)), await loadHomes(memoryFiles(to)));
  const { before, homes } = await loadChange(stamped(from).files, memoryFiles(to));
  return { whole, part: told(before, homes), homes };
}

const pick = (...words: string[]) => fc.constantFrom(...words);
const maybe = (key: string, words: readonly string[], indent = '') =>
  fc.option(pick(...words), { nil: null }).map((word) => (word === null ? '' : `${indent}${key}: ${word}\n`));
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));
const text = (value: string) => fc.constant(value);

const DAYS = ['2026-05-01', '2026-09-01', '2026-11-10', '2026-11-20'] as const;
const TARGETS = ['one', 'two', 'three'] as const;
const OBSTACLES = ['o-aaaaa', 'o-bbbbb', 'o-ccccc'] as const;

const target = join(
  pick(...TARGETS).map((id) => `  - id: ${id}\n`),
  maybe('state', ['active', 'reached', 'planned', 'nonsense'], '    '),
  maybe('achieveBy', ['2026-11-01', '2026-12-01', '2027-03-01'], '    '),
  pick('', '    values: { p95: 1 }\n', '    values: { calls: 1 }\n'),
);
const kataText = join(
  pick('kata: 1\n', 'kata: 1\n', 'kata: 2\n'),
  text('title: T\nchallenge: C\n'),
  pick('metrics: [{ id: p95 }]\n', 'metrics: [{ id: p95 }, { id: calls }]\n', 'metrics: 3\n', ''),
  fc.array(target, { maxLength: 3 }).map((all) => (all.length === 0 ? '' : `targets:\n${all.join('')}`)),
);
const obstacleText = join(
  text('title: O\n'),
  maybe('target', TARGETS),
  maybe('state', ['addressing', 'parked', '"addressing"']),
  pick('', '', 'title: [\n'),
);
const corner = join(
  pick('  - id: c-aaaaa\n', '  - id: c-bbbbb\n', '  - id: c-ccccc\n', '  - id: 7\n'),
  maybe('what', ['W'], '    '),
);
const experimentText = join(
  text('step: started it\n').chain((line) => pick(line, 'step: S\n')),
  maybe('target', TARGETS),
  maybe('obstacle', OBSTACLES),
  fc.oneof(
    maybe('started', DAYS),
    maybe('"started"', DAYS),
    pick('started: >-\n  2026-04-01\n', '# started: 2026-01-01\n', "started: '2026-08-01'\n"),
  ),
  pick('', 'expectValues: { p95: 1 }\n', 'values: { calls: 2 }\nfinished: 2026-11-22\n'),
  fc.array(corner, { maxLength: 2 }).map((all) => (all.length === 0 ? '' : `corners:\n${all.join('')}`)),
);
const coachingText = join(
  text('date: 2026-11-24\n'),
  maybe('addressing', OBSTACLES),
  maybe('target', TARGETS),
  pick('', 'reflection: { experiment: x-aaaaa }\n'),
);

const file = fc.oneof(
  fc.tuple(pick('kata.yaml'), kataText),
  fc.tuple(
    pick(
      ...OBSTACLES.map((id) => `obstacles/${id}-x.yaml`),
      'obstacles/o-aaaaa-y.yaml',
      'obstacles/none.yaml',
    ),
    obstacleText,
  ),
  fc.tuple(
    pick('x-aaaaa', 'x-bbbbb', 'x-ccccc', 'x-ddddd', 'x-eeeee', 'bad').map((id) => `experiments/${id}.yaml`),
    experimentText,
  ),
  fc.tuple(pick('coaching/q-aaaaa.yaml', 'coaching/q-bbbbb.yaml'), coachingText),
  fc.tuple(
    pick('measurements/p95/2026-11.yaml', 'measurements/calls/2026-11.yaml', 'stray.yaml'),
    pick('[]\n', '- { value: 1 }\n'),
  ),
);
const inHome = fc.oneof(
  {
    weight: 15,
    arbitrary: fc
      .tuple(pick('.kata/a', '.kata/a', '.kata/b', 'shop/.kata/a'), file)
      .map(([folder, [name, content]]) => [`${folder}/${name}`, content] as const),
  },
  {
    weight: 1,
    arbitrary: pick('check: { target/overdue: off }\n', 'check: { ref/target: warning }\n').map(
      (content) => ['.kata/config.yaml', content] as const,
    ),
  },
);
const state = fc
  .array(inHome, { minLength: 4, maxLength: 16 })
  .map((files): Texts => Object.fromEntries(files));
/** A few files written, and a few taken away. */
const change = fc.tuple(fc.array(inHome, { maxLength: 2 }), fc.array(fc.nat(15), { maxLength: 2 }));

describe('the two ends of a change, loaded for what is wrong in them', () => {
  it('say of the change what all of both says', async function () {
    this.timeout(120_000 * runs(1));
    let found = 0;
    await fc.assert(
      fc.asyncProperty(state, change, async (from, [written, taken]) => {
        const gone = new Set(taken.map((at) => Object.keys(from)[at]));
        const to = {
          ...Object.fromEntries(Object.entries(from).filter(([path]) => !gone.has(path))),
          ...Object.fromEntries(written),
        };
        const { whole, part } = await bothWays(from, to);
        found += whole.length;
        assert.deepEqual(part, whole);
      }),
      { numRuns: runs(300) },
    );
    assert.ok(found > 100, `${found} problems were brought`);
  });

  it('leave unread what no rule asks again, and read nothing of base that is the same', async () => {
    const kata =
      'kata: 1\ntitle: T\nchallenge: C\ntargets: [{ id: one, state: active, achieveBy: 2026-12-11 }]\n';
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [
        `.kata/a/experiments/x-${String(n).padStart(4, '0')}a.yaml`,
        `step: S\ntarget: one\nstarted: 2026-11-${n < 10 ? '05' : '10'}\n`,
      ]),
    );
    const from = { '.kata/a/kata.yaml': kata, ...many };
    const path = '.kata/a/experiments/x-0020a.yaml';
    const to = { ...from, [path]: 'step: S\ntarget: one\nstarted: 2026-11-12\n' };
    const base = stamped(from);
    const { before, homes } = await loadChange(base.files, memoryFiles(to));
    assert.deepEqual(base.read, [path]);
    for (const side of [before, homes]) {
      const records = side.flatMap((home) => home.katas).flatMap((one) => one.experiments);
      const read = records.filter(({ value }) => value !== undefined).map((record) => record.path);
      assert.deepEqual(read, ['.kata/a/experiments/x-0000a.yaml', path]);
      assert.equal(records.length, 50);
    }
  });
});
